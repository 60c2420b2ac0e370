"""How a notice goes: whether all of it has left, and when to look again. Shows nothing."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from domain.notices import Move, NoticeState
from domain.outbox import PER_SECOND
from storage import notice_receivers as receivers
from storage import notices
from storage.notices import Noticed

SHOWN_EVERY = timedelta(seconds=5)
SETTLED_WITHIN = timedelta(minutes=3)


@dataclass(frozen=True, slots=True)
class NoticeFollowed:
    """`next_at`: when there is something new to see; None when nothing will change by itself."""

    notice: Noticed | None
    next_at: datetime | None = None


def follow_notice(session: Session, notice_id: int, *, now: datetime) -> NoticeFollowed:
    """End it when its last receiver is settled."""
    found = notices.lock_notice(session, notice_id)
    if found is not None and found.state is NoticeState.RECALLED:
        return NoticeFollowed(found, _while_recalled(session, found, now))
    if found is None or found.state is not NoticeState.SENDING:
        return NoticeFollowed(found)
    if not found.fed:
        return NoticeFollowed(found, now + SHOWN_EVERY)
    leaves_at = receivers.next_leaves_at(session, notice_id)
    if leaves_at is None:
        notices.move_notice(session, notice_id, Move.FINISH, ended_at=now)
        return NoticeFollowed(notices.get_notice(session, notice_id))
    return NoticeFollowed(found, max(now, leaves_at) + SHOWN_EVERY)


def _while_recalled(session: Session, found: Noticed, now: datetime) -> datetime | None:
    """As long as deletions may be on their way: some may fail, and stand for ever."""
    counts = receivers.count_receivers(session, found.id)
    lasts = timedelta(seconds=2 * counts.sent / PER_SECOND) + SETTLED_WITHIN
    over = counts.sent == counts.recalled or found.ended_at is None or now > found.ended_at + lasts
    return None if over else now + SHOWN_EVERY
