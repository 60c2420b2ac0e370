"""How a notice goes, in the one message its author looks at: edited every few seconds while it leaves, without a sound."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from actions.feed_notice import PROGRESS
from actions.follow_notice import follow_notice
from bot.push import Message, Push
from bot.wording import Words
from bot.words import notice_words
from domain.outbox import Kind, in_front
from storage import notice_receivers, notice_rights, notices
from storage.database import Session
from storage.due import Fire, Queue
from storage.notices import Noticed
from storage.outbox import Ready
from storage.receivers import find_addressees

USEFUL = timedelta(days=3650)  # it ends the notice, however late


def fire(session: Session, due: Sequence[Fire], now: datetime) -> Sequence[Fire]:
    for one in due:
        followed = follow_notice(session, one.reference, now=now)
        one.next_at = followed.next_at
        one.queue = _to_author(session, followed.notice, one, now)
    return due


def _to_author(session: Session, found: Noticed | None, one: Fire, now: datetime) -> tuple[Queue, ...]:
    if found is None or found.card is None:
        return ()
    author = find_addressees(session, [found.author_id]).get(found.author_id)
    if author is None:
        return ()
    key = f"{PROGRESS}:{found.id}:{one.due_at:%Y%m%dT%H%M%S}:{found.state}"
    until = now + timedelta(minutes=5)
    return (Queue(key, author.telegram_id, author.id, None, found.id, in_front(now), until),)


def say(session: Session, row: Ready, words: Words, now: datetime) -> Message | None:
    found = notices.find_notice(session, row.reference)
    if found is None or found.card is None:
        return None
    counts = notice_receivers.count_receivers(session, found.id)
    hand = notice_rights.find_in_hand(session, found.author_id, found.id, now.date())
    received = notices.count_receipts(session, found.id)
    return Message(
        notice_words.card(words, found, counts, received, ZoneInfo(found.timezone)),
        () if hand is None else notice_words.buttons(words, hand, counts, now),
        edits=found.card,
        never_anew=True,
    )


PUSH = Push(PROGRESS, Kind.CHANGE, fire, say, useful_for=USEFUL)
