"""A group asks to be a village: one of those who look after the village says whether it is. The first answer counts."""

from collections.abc import Sequence
from datetime import datetime

from bot.push import Button, Message, Push
from bot.scheduler import personal
from bot.wording import Words
from domain.groups import WAITS_FOR
from domain.outbox import Kind
from storage import groups
from storage.database import Session
from storage.due import Fire
from storage.outbox import Ready

NAME = "group_asked"


def fire(session: Session, due: Sequence[Fire], now: datetime) -> Sequence[Fire]:
    return personal.each_on_duty(session, NAME, due, until=now + WAITS_FOR)


def say(session: Session, row: Ready, words: Words, now: datetime) -> Message | None:
    asked = groups.find_request(session, row.reference)
    if asked is None or asked.decided_at is not None:
        return None
    said = words(
        "👥 {name} says that the group “{group}” is {village}. Is that so? Then I greet it and post there.",
        name=asked.asked_by_name,
        group=asked.group,
        village=asked.area,
    )
    yes = Button(words("✅ Yes, that is the village"), f"bindok:{asked.id}:1")
    no = Button(words("No, it is not"), f"bindok:{asked.id}:0")
    return Message(said, buttons=((yes,), (no,)))


PUSH = Push(NAME, Kind.DUTY, fire, say, useful_for=WAITS_FOR)
