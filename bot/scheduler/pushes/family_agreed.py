"""The other side agreed to look after one another: whoever asked hears it, and how it is ended."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.push import Button, Message, Push
from bot.scheduler import personal
from bot.wording import Words
from domain.outbox import Kind
from storage import families
from storage.database import Session
from storage.due import Fire
from storage.outbox import Ready

NAME = "family_agreed"
NEWS_FOR = timedelta(days=3)


def fire(session: Session, due: Sequence[Fire], now: datetime) -> Sequence[Fire]:
    return personal.each_on_duty(session, NAME, due, until=now + NEWS_FOR)


def say(session: Session, row: Ready, words: Words, now: datetime) -> Message | None:
    link = families.find_link(session, row.reference)
    if link is None or link.ended_at is not None:
        return None
    told = words("👪 {helper} looks after {name} now.", helper=link.helper, name=link.person)
    if row.person_id not in (link.helper_id, link.person_id):
        return Message(told)  # staff, who noted it from a paper
    end = Button(words("✂️ End it"), f"famend:{link.id}")
    return Message(told, buttons=((Button(words("👪 My family"), "family"),), (end,)))


PUSH = Push(NAME, Kind.DUTY, fire, say, useful_for=NEWS_FOR)
