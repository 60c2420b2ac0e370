"""Whoever wrote a notice answers somebody who had answered it. Not about anybody's numbers, and not in their quiet hours."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.push import Message, Push
from bot.scheduler import personal
from bot.wording import Words
from bot.words import notice_words
from domain.outbox import Kind
from storage import notice_threads
from storage.database import Session
from storage.due import Fire
from storage.notice_threads import REPLY
from storage.outbox import Ready

NEWS_FOR = timedelta(days=7)


def fire(session: Session, due: Sequence[Fire], now: datetime) -> Sequence[Fire]:
    return personal.each_on_duty(session, REPLY, due, until=now + NEWS_FOR)


def say(session: Session, row: Ready, words: Words, now: datetime) -> Message | None:
    spoken = notice_threads.find_spoken(session, row.reference)
    if spoken is None or row.person_id != spoken.thread.person_id:
        return None
    said = words("💬 <b>{name}</b> answers you:", name=spoken.thread.author)
    text = words("{text}", text=spoken.text)
    return Message("\n\n".join([said, text]), notice_words.thread_buttons(words, spoken.thread))


PUSH = Push(REPLY, Kind.VILLAGE_NOTICE, fire, say, useful_for=NEWS_FOR)
