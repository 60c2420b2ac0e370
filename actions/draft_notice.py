"""Somebody begins a notice: its words are kept, and who may have it is asked next. Nothing leaves by this."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from actions.not_allowed import NotAllowed
from domain.audience import Audience
from domain.notices import LONGEST_CAPTION, LONGEST_TEXT
from storage import notices
from storage.notices import Content


@dataclass(frozen=True, slots=True)
class NoticeDrafted:
    notice_id: int


@dataclass(frozen=True, slots=True)
class TooLong:
    """More than fits into one message. `most`: so many characters do."""

    most: int


@dataclass(frozen=True, slots=True)
class NothingSaid:
    """Neither words nor a picture nor a file."""

    empty: bool = True


def draft_notice(
    session: Session, person_id: int, content: Content, *, now: datetime
) -> NoticeDrafted | TooLong | NothingSaid | NotAllowed:
    """Keep a draft, by somebody who sends notices anywhere; at first to everybody of their own ground."""
    own, _above = notices.list_areas_to_address(session, person_id, now.date())
    if not own:
        return NotAllowed()
    wrong = what_is_wrong(content)
    if wrong is not None:
        return wrong
    return NoticeDrafted(notices.add_notice(session, person_id, content, Audience(own[0]), now))


def what_is_wrong(content: Content) -> TooLong | NothingSaid | None:
    """Why this cannot be said in one message; None when it can."""
    has_file = content.photo is not None or content.document is not None
    if not content.text and not has_file:
        return NothingSaid()
    most = LONGEST_CAPTION if has_file else LONGEST_TEXT
    return TooLong(most) if len(content.text) > most else None
