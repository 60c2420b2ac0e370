"""A notice that is taken back disappears from every chat it stands in: deletions, which nobody hears."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from actions.recall_notice import RECALL, feed_recall, note_recalled
from bot.push import Message, Push, Sent
from bot.wording import Words
from domain.outbox import Kind
from storage.database import Session
from storage.due import Fire
from storage.outbox import Ready
from storage.outbox_past import find_sent

USEFUL = timedelta(days=3)  # longer than Telegram lets anything be deleted


def fire(session: Session, due: Sequence[Fire], now: datetime) -> Sequence[Fire]:
    for one in due:
        fed = feed_recall(session, one.reference, now=now)
        one.queue, one.next_at = fed.queue, fed.next_at
    return due


def say(session: Session, row: Ready, words: Words, now: datetime) -> Message | None:
    standing = find_sent(session, row.reference)
    return None if standing is None else Message(deletes=standing.message_id)


def sent(session: Session, row: Ready, sent: Sent, now: datetime) -> None:
    note_recalled(session, row.reference, now=now)


PUSH = Push(RECALL, Kind.CHANGE, fire, say, sent=sent, useful_for=USEFUL)
