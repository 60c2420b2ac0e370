"""A notice begins, and its receivers are queued a batch after another, each once. What was queued survives any crash."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from domain.authority import Deed
from domain.notices import CHASE_AFTER, TOO_LATE_AFTER, USEFUL_FOR, Move, NoticeState, WhyEnded
from domain.outbox import NIGHT, end_of_quiet, in_front
from storage import audience, audit, authority, notices
from storage import notice_receivers as receivers
from storage.audience import Receiver
from storage.due import Queue, add_due
from storage.notice_receivers import Missed
from storage.notices import Noticed

AHEAD = 2000  # rows that wait at once: a pause has to hold them, and what is urgent to overtake them
FEED_EVERY = timedelta(seconds=10)
PROGRESS = "notice_progress"  # the push that shows the author how it goes
CHASE = "notice_chase"  # the push that asks about an urgent one again


@dataclass(frozen=True, slots=True)
class NoticeFed:
    """What to queue now, and when to look again (None: all are queued, or nothing may leave)."""

    queue: Sequence[Queue] = ()
    next_at: datetime | None = None


def feed_notice(session: Session, notice_id: int, *, now: datetime) -> NoticeFed:
    """Queue the next receivers, as far as there is room; begin with them when its time has come."""
    found = notices.lock_notice(session, notice_id)
    if found is None:
        return NoticeFed()
    if found.state is NoticeState.SCHEDULED:
        found = _begin(session, found, now)
    if found.state is not NoticeState.SENDING or found.fed:
        return NoticeFed()
    room = AHEAD - receivers.count_waiting(session, notice_id)
    if room < AHEAD // 2:
        return NoticeFed(next_at=_look_again(session, notice_id, now))
    batch = _next_of(session, found, room)
    _keep_missed(session, found, batch, now)
    fed = len(batch) < room
    notices.change_notice(session, notice_id, fed_to=batch[-1].id if batch else found.fed_to, fed=fed)
    queue = _queue(session, found, [one for one in batch if not one.why_not], now)
    return NoticeFed(queue, None if fed else now + FEED_EVERY)


def _begin(session: Session, found: Noticed, now: datetime) -> Noticed:
    """Unless its author may not send any more, or it is so late that they should say whether it still shall."""
    add_due(session, PROGRESS, f"notice:{found.id}", reference=found.id, due_at=now)
    if not authority.list_areas_where(session, found.author_id, Deed.SEND_NOTICE, now.date()):
        notices.end_notice(session, found.id, Move.STOP, WhyEnded.NO_ROLE, now)
    elif found.send_at is not None and now - found.send_at > TOO_LATE_AFTER:
        notices.move_notice(session, found.id, Move.HOLD_BACK, started_at=now)
    else:
        notices.move_notice(session, found.id, Move.BEGIN, started_at=now)
        if found.urgent:
            add_due(session, CHASE, f"notice:{found.id}", reference=found.id, due_at=now + CHASE_AFTER)
        audit.add_audit(
            session,
            found.author_id,
            "notice_begun",
            area_id=found.area_id,
            why=f"{found.id}:{found.total}",
            at=now,
        )
    return notices.get_notice(session, found.id)


def _next_of(session: Session, found: Noticed, room: int) -> list[Receiver]:
    assert found.started_at is not None
    at = audience.whom(found, found.started_at)
    return audience.list_next(session, at, after=found.fed_to, at_most=room)


def _keep_missed(session: Session, found: Noticed, batch: Sequence[Receiver], now: datetime) -> None:
    missed = [
        Missed(
            receivers.key_of(found.id, **_who(found, one)),
            _who(found, one).get("person_id"),
            _who(found, one).get("group_id"),
            one.why_not,
        )
        for one in batch
        if one.why_not
    ]
    receivers.add_missed(session, found.id, missed, now)


def _who(found: Noticed, one: Receiver) -> dict[str, int]:
    return {"group_id" if found.audience.in_groups else "person_id": one.id}


def night_of(session: Session, found: Noticed, now: datetime) -> datetime | None:
    """When the night of its groups ends; None by day. A person's quiet hours are looked at when it leaves."""
    if not found.audience.in_groups:
        return None
    return end_of_quiet(NIGHT, audience.zone_of(session, found.area_id), now)


def _queue(session: Session, found: Noticed, reached: Sequence[Receiver], now: datetime) -> list[Queue]:
    """A group's night holds its row from the start."""
    night = night_of(session, found, now)
    not_before = night or (in_front(now) if found.urgent else None)
    return [
        Queue(
            receivers.key_of(found.id, **who),
            one.telegram_id or 0,
            who.get("person_id"),
            who.get("group_id"),
            found.id,
            not_before,
            now + USEFUL_FOR,
        )
        for one in reached
        for who in (_who(found, one),)
    ]


def _look_again(session: Session, notice_id: int, now: datetime) -> datetime:
    """Soon, or when the first of those that wait may leave."""
    return max(now + FEED_EVERY, receivers.next_leaves_at(session, notice_id) or now)
