"""Somebody was given a role by a table: they hear it, and where they find what it asks of them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.push import Button, Message, Push
from bot.scheduler import personal
from bot.wording import Words
from bot.words import vocabulary
from domain.outbox import Kind
from storage import areas, grid
from storage.database import Session
from storage.due import Fire
from storage.outbox import Ready

NAME = "role_given"
NEWS_FOR = timedelta(days=3)


def fire(session: Session, due: Sequence[Fire], now: datetime) -> Sequence[Fire]:
    return personal.each_on_duty(session, NAME, due, until=now + NEWS_FOR)


def say(session: Session, row: Ready, words: Words, now: datetime) -> Message | None:
    held = areas.find_membership(session, row.reference)
    if held is None or held.is_over or held.person_id != row.person_id:
        return None
    area = grid.find_name(session, held.area_id) if held.area_id is not None else words("everywhere")
    return Message(
        words(
            "🎉 You are {role} now, {area}. Thank you for helping!",
            role=words(vocabulary.ROLES[held.role]),
            area=area or "",
        ),
        ((Button(words("🗂 My work"), "admin"),),),
    )


PUSH = Push(NAME, Kind.DUTY, fire, say, useful_for=NEWS_FOR)
