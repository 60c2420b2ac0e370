"""Who has an urgent notice and did not say so is asked once more, some hours later. Nobody is asked twice."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from domain.notices import CHASE_AFTER, USEFUL_FOR, NoticeState
from domain.outbox import in_front
from storage import audit, notice_reading, notices
from storage.due import Queue

AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class NoticeChased:
    """What to queue now, and when to look again."""

    queue: tuple[Queue, ...] = ()
    next_at: datetime | None = None


def chase_notice(session: Session, notice_id: int, *, now: datetime) -> NoticeChased:
    """Those who had it for so long by now; and again later, while somebody is still getting it."""
    found = notices.lock_notice(session, notice_id)
    if found is None or not found.urgent or found.state not in (NoticeState.SENDING, NoticeState.DONE):
        return NoticeChased()
    silent = notice_reading.list_to_chase(session, notice_id, by=now - CHASE_AFTER, at_most=AT_ONCE)
    queue = tuple(
        Queue(
            notice_reading.chase_key(notice_id, one.person_id),
            one.chat_id,
            one.person_id,
            None,
            notice_id,
            in_front(now),
            now + USEFUL_FOR,
        )
        for one in silent
    )
    if queue:
        audit.add_audit(
            session,
            found.author_id,
            "notice_chased",
            area_id=found.area_id,
            why=f"{notice_id}:{len(queue)}",
            at=now,
        )
    is_over = found.ended_at is not None and now >= found.ended_at + CHASE_AFTER and len(queue) < AT_ONCE
    return NoticeChased(queue, None if is_over else now + CHASE_AFTER / 4)
