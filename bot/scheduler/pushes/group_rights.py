"""What the bot may not do in a group, and what to tap: to whoever bound the group, or brought the bot there."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.push import Message, Push
from bot.scheduler import personal
from bot.wording import Words
from bot.words import group_words
from domain.outbox import Kind
from storage import groups
from storage.database import Session
from storage.due import Fire
from storage.outbox import Ready

NAME = "group_rights"
NEWS_FOR = timedelta(days=3)


def fire(session: Session, due: Sequence[Fire], now: datetime) -> Sequence[Fire]:
    return personal.each_on_duty(session, NAME, due, until=now + NEWS_FOR, each_time=True)


def say(session: Session, row: Ready, words: Words, now: datetime) -> Message | None:
    group = groups.find_group(session, row.reference)
    if group is None or not group.has_bot:
        return None
    if not group.missing:
        return Message(words("✅ “{group}”: now I may do everything I need there.", group=group.title))
    told = words("⚠️ “{group}”: I cannot do everything I should there yet.", group=group.title)
    return Message("\n\n".join([told, *group_words.lacking(words, group.missing)]))


PUSH = Push(NAME, Kind.DUTY, fire, say, useful_for=NEWS_FOR)
