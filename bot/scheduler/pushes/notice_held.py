"""Somebody else paused, stopped or took back a notice, or let it go on: whoever wrote it hears who that was."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from actions.hold_notice import HELD
from bot.push import Button, Message, Push
from bot.scheduler import personal
from bot.wording import Words
from bot.words import notice_words
from bot.words.vocabulary import mark
from domain.notices import NoticeState
from domain.outbox import Kind
from storage import notices
from storage.database import Session
from storage.due import Fire
from storage.outbox import Ready

NEWS_FOR = timedelta(days=3)
GOES_ON = mark("▶️ {name} lets it go on.")


def fire(session: Session, due: Sequence[Fire], now: datetime) -> Sequence[Fire]:
    return personal.each_on_duty(session, HELD, due, until=now + NEWS_FOR, each_time=True)


def say(session: Session, row: Ready, words: Words, now: datetime) -> Message | None:
    """Nothing where its author has done something with it since."""
    found = notices.find_notice(session, row.reference)
    if found is None or not found.holder or row.person_id != found.author_id:
        return None
    title = words("📢 <b>{title}</b>", title=notice_words.title(words, found))
    said = [title, words(notice_words.HELD.get(found.state, GOES_ON), name=found.holder)]
    if found.state in notice_words.HELD and found.state is not NoticeState.PAUSED:
        said.append(words("If you do not know why, please ask them."))
    look = ((Button(words("📢 See how it goes"), f"nshow:{found.id}"),),)
    return Message("\n\n".join(said), look)


PUSH = Push(HELD, Kind.DUTY, fire, say, useful_for=NEWS_FOR)
