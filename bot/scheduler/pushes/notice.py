"""A notice somebody wrote, to each of its receivers once, whatever crashes. Chooses none of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from actions.confirm_notice import note_notice_sent
from actions.feed_notice import feed_notice
from bot.push import Message, Push, Sent
from bot.wording import Words
from bot.words import notice_words
from domain.notices import NoticeState
from domain.outbox import Kind
from storage import notices
from storage.database import Session
from storage.due import Fire
from storage.notice_receivers import NOTICE, find_message, key_of
from storage.outbox import Ready

EVER = timedelta(days=3650)  # what is late asks its author first, and is never dropped in silence


def fire(session: Session, due: Sequence[Fire], now: datetime) -> Sequence[Fire]:
    """A row is one notice, and becomes the next batch of its receivers."""
    for one in due:
        fed = feed_notice(session, one.reference, now=now)
        one.queue, one.next_at = tuple(fed.queue), fed.next_at
    return due


def say(session: Session, row: Ready, words: Words, now: datetime) -> Message | None:
    found = notices.find_notice(session, row.reference)
    if found is None or found.state not in (NoticeState.SENDING, NoticeState.DONE):
        return None
    read = notice_words.as_read(words, found)
    if found.corrects_id is None:
        return read
    first = key_of(found.corrects_id, person_id=row.person_id, group_id=row.group_id)
    return replace(read, reply_to=find_message(session, first))


def sent(session: Session, row: Ready, sent: Sent, now: datetime) -> None:
    note_notice_sent(session, row.reference, now=now)


PUSH = Push(NOTICE, Kind.VILLAGE_NOTICE, fire, say, sent=sent, useful_for=EVER)
