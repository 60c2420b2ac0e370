"""Somebody answered a notice: whoever wrote it reads what they said, with their name and without their Telegram account."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.push import Message, Push
from bot.scheduler import personal
from bot.wording import Words
from bot.words import notice_words
from domain.outbox import Kind
from storage import notice_threads, notices
from storage.database import Session
from storage.due import Fire
from storage.notice_threads import ANSWER
from storage.outbox import Ready

NEWS_FOR = timedelta(days=7)


def fire(session: Session, due: Sequence[Fire], now: datetime) -> Sequence[Fire]:
    return personal.each_on_duty(session, ANSWER, due, until=now + NEWS_FOR)


def say(session: Session, row: Ready, words: Words, now: datetime) -> Message | None:
    spoken = notice_threads.find_spoken(session, row.reference)
    found = notices.find_notice(session, spoken.thread.notice_id) if spoken is not None else None
    if spoken is None or found is None or row.person_id != spoken.thread.author_id:
        return None
    said = words(
        "💬 <b>{name}</b>, about “{title}”:",
        name=spoken.thread.name,
        title=notice_words.title(words, found),
    )
    text = words("{text}", text=spoken.text)
    return Message("\n\n".join([said, text]), notice_words.thread_buttons(words, spoken.thread))


PUSH = Push(ANSWER, Kind.DUTY, fire, say, useful_for=NEWS_FOR)
