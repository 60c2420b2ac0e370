"""A notice is taken back from everybody who has it, within Telegram's two days. Who read it, read it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from actions.feed_notice import PROGRESS
from actions.hold_notice import note_held
from actions.not_allowed import NotAllowed
from domain.notices import Move, NoticeState, recall_until
from domain.outbox import PER_SECOND, in_front
from storage import notice_receivers as receivers
from storage import notices
from storage.due import Queue, add_due
from storage.notice_receivers import STOPPED
from storage.notice_rights import lock_in_hand

RECALL = "notice_recall"  # the push that deletes what was sent
AT_ONCE = 1000
EVERY = timedelta(seconds=AT_ONCE / PER_SECOND)
LOOK_AGAIN = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class NoticeRecalled:
    notice_id: int


def recall_notice(
    session: Session, person_id: int, notice_id: int, *, now: datetime
) -> NoticeRecalled | NotAllowed:
    """Nobody more gets it, and it is deleted where it stands, in time: by its author, or whoever looks after the place."""
    hand = lock_in_hand(session, person_id, notice_id, now.date())
    if hand is None or not hand.may(Move.RECALL) or not hand.notice.may_be_recalled(now):
        return NotAllowed()
    notices.move_notice(session, notice_id, Move.RECALL, ended_at=now, changed_to=0)
    receivers.hold(session, notice_id, STOPPED, now)
    receivers.stop_paused(session, notice_id)
    add_due(session, RECALL, f"notice:{notice_id}", reference=notice_id, due_at=now)
    add_due(session, PROGRESS, f"notice:{notice_id}", reference=notice_id, due_at=now)
    note_held(session, person_id, hand.notice, "notice_recalled", now=now)
    return NoticeRecalled(notice_id)


@dataclass(frozen=True, slots=True)
class RecallFed:
    """The deletions to queue now, and when to look again."""

    queue: tuple[Queue, ...] = ()
    next_at: datetime | None = None


def feed_recall(session: Session, notice_id: int, *, now: datetime) -> RecallFed:
    """The next messages to delete, not before the last that was on its way has arrived or not."""
    found = notices.lock_notice(session, notice_id)
    until = None if found is None else recall_until(found.first_sent_at)
    if found is None or until is None or found.state is not NoticeState.RECALLED or now >= until:
        return RecallFed()
    if receivers.is_on_its_way(session, notice_id):
        return RecallFed(next_at=now + LOOK_AGAIN)
    standing = receivers.list_standing(session, notice_id, after=found.changed_to, at_most=AT_ONCE)
    if not standing:
        return RecallFed()
    notices.change_notice(session, notice_id, changed_to=standing[-1].row_id)
    queue = tuple(
        Queue(
            f"{RECALL}:{one.row_id}",
            one.chat_id,
            one.person_id,
            one.group_id,
            one.row_id,
            in_front(now),
            until,
        )
        for one in standing
    )
    return RecallFed(queue, now + EVERY if len(standing) == AT_ONCE else None)


def note_recalled(session: Session, row_id: int, *, now: datetime) -> None:
    """Telegram has deleted the message of this row."""
    receivers.mark_recalled(session, row_id)
