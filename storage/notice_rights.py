"""Which notices somebody finds, theirs and those where they help, and what they may do to one. Changes none."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from domain.authority import MAY, Deed
from domain.notices import Move, NoticeState, may
from storage import authority, notices
from storage.notices import Ground, Noticed, notice


@dataclass(frozen=True, slots=True)
class InHand:
    """A notice before somebody's eyes. `wrote`: by them, who still writes there; `holds`: may stop what others sent there.

    `decides`: may be the second person who says yes or no.
    """

    notice: Noticed
    wrote: bool
    holds: bool
    decides: bool

    def may(self, move: Move) -> bool:
        """Whether they can make a move now that its author can make. What another paused, its author does not let go on."""
        mine = self.wrote and not (move is Move.RESUME and self.notice.held_by is not None)
        return (mine or self.holds) and may(self.notice.state, move)


def find_in_hand(session: Session, person_id: int, notice_id: int, today: date) -> InHand | None:
    """None for whoever has nothing to do with it, and where there is none."""
    found = notices.find_notice(session, notice_id)
    return None if found is None else _in_hand(session, person_id, found, today)


def lock_in_hand(session: Session, person_id: int, notice_id: int, today: date) -> InHand | None:
    """The same, and the notice stands still until the transaction ends."""
    found = notices.lock_notice(session, notice_id)
    return None if found is None else _in_hand(session, person_id, found, today)


def _in_hand(session: Session, person_id: int, found: Noticed, today: date) -> InHand | None:
    """What was never sent off is its author's alone."""
    roles = authority.list_roles_over(session, person_id, found.area_id, today)
    wrote = found.author_id == person_id
    if wrote and notices.ground_of(session, person_id, found.area_id, today) is Ground.FOREIGN:
        return None
    if not wrote and (not found.was_sent_off or not roles & MAY[Deed.SEE_NOTICES]):
        return None
    decides = not wrote and found.state is NoticeState.WAITING and bool(roles & MAY[Deed.APPROVE_NOTICE])
    return InHand(found, wrote, found.was_sent_off and bool(roles & MAY[Deed.HOLD_NOTICE]), decides)


def list_of_others(
    session: Session, person_id: int, today: date, *, first: int, at_most: int
) -> list[Noticed]:
    """What others sent off to the places somebody sees the notices of, newest first."""
    held = authority.list_areas_where(session, person_id, Deed.SEE_NOTICES, today)
    here = authority.reach(session, notice.c.area_id, held)
    return notices.list_sent_off(session, here, notice.c.author_id != person_id, first=first, at_most=at_most)


def who_may_be_named(session: Session, person_id: int, found: Noticed, today: date) -> list[int | None]:
    """The areas of whose people somebody sees who received a notice.

    Where it is to people with a sensitive tag, to be named is to have it.
    """
    deed = Deed.SEE_SENSITIVE_TAGS if found.audience.has_sensitive_tags else Deed.SEE_PERSON
    return authority.list_areas_where(session, person_id, deed, today)
