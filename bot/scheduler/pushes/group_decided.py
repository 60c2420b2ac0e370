"""Whoever said which village a group is hears whether it was confirmed, and what the bot still needs there."""

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

NAME = "group_decided"
NEWS_FOR = timedelta(days=3)


def fire(session: Session, due: Sequence[Fire], now: datetime) -> Sequence[Fire]:
    return personal.each_on_duty(session, NAME, due, until=now + NEWS_FOR)


def say(session: Session, row: Ready, words: Words, now: datetime) -> Message | None:
    asked = groups.find_request(session, row.reference)
    group = groups.find_group(session, asked.group_id) if asked is not None else None
    if asked is None or group is None or asked.accepted is None:
        return None
    if not asked.accepted:
        return Message(
            words("It was not confirmed that “{group}” is {village}.", group=asked.group, village=asked.area)
        )
    done = words("✅ “{group}” is {village} now.", group=asked.group, village=asked.area)
    return Message("\n\n".join([done, *group_words.lacking(words, group.missing)]))


PUSH = Push(NAME, Kind.DUTY, fire, say, useful_for=NEWS_FOR)
