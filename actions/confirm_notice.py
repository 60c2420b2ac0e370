"""Somebody says that they have a notice: one tap under it. Counted once."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from actions.not_allowed import NotAllowed
from storage import areas, notices
from storage import notice_receivers as receivers


@dataclass(frozen=True, slots=True)
class NoticeConfirmed:
    first: bool


def confirm_notice(
    session: Session, person_id: int, notice_id: int, *, group: int | None = None, now: datetime
) -> NoticeConfirmed | NotAllowed:
    """By whoever was sent it, or saw it in a group it was sent to (`group`: Telegram's number of that)."""
    if not _was_sent(session, person_id, notice_id, group):
        return NotAllowed()
    return NoticeConfirmed(notices.add_receipt(session, notice_id, person_id, now))


def _was_sent(session: Session, person_id: int, notice_id: int, group: int | None) -> bool:
    if group is None:
        return receivers.is_receiver(session, receivers.key_of(notice_id, person_id=person_id))
    place = areas.find_group(session, group)
    return place is not None and receivers.is_receiver(
        session, receivers.key_of(notice_id, group_id=place.id)
    )


def note_notice_sent(session: Session, notice_id: int, *, now: datetime) -> None:
    """Telegram has accepted it for somebody."""
    notices.note_first_sent(session, notice_id, now)
