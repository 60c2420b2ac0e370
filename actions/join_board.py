"""A person wants to be on the village's board under a nickname, or not any more. Shows nobody's name or numbers."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from domain.nicknames import WrongNickname, judge, tidy
from storage import boards, people


@dataclass(frozen=True, slots=True)
class BoardJoined:
    nickname: str


@dataclass(frozen=True, slots=True)
class NicknameRefused:
    why: WrongNickname


@dataclass(frozen=True, slots=True)
class BoardLeft:
    """`was_on`: whether there was anything to leave."""

    was_on: bool


def join_board(
    session: Session, person_id: int, typed: str, *, now: datetime
) -> BoardJoined | NicknameRefused:
    """Opting in is giving a nickname; two of one village are not called the same."""
    nickname = tidy(typed)
    why = judge(nickname)
    person = people.get_person(session, person_id)
    if why is None and person.area_id is not None:
        others = boards.list_nicknames(session, person.area_id, but=person_id)
        if nickname.casefold() in (other.casefold() for other in others):
            why = WrongNickname.TAKEN
    if why is not None:
        return NicknameRefused(why)
    people.change_person(session, person_id, nickname=nickname)
    return BoardJoined(nickname)


def leave_board(session: Session, person_id: int, *, now: datetime) -> BoardLeft:
    was_on = boards.find_nickname(session, person_id) is not None
    people.change_person(session, person_id, nickname=None)
    return BoardLeft(was_on)
