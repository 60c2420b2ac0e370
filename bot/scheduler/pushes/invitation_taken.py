"""Somebody said yes to an invitation: whoever made it is asked whether it is the one they meant."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.push import Button, Message, Push
from bot.scheduler import personal
from bot.wording import Words
from bot.words import vocabulary
from domain.outbox import Kind
from storage import invitations
from storage.database import Session
from storage.due import Fire
from storage.outbox import Ready

NAME = "invitation_taken"
WAITS_FOR = timedelta(days=7)


def fire(session: Session, due: Sequence[Fire], now: datetime) -> Sequence[Fire]:
    return personal.each_on_duty(session, NAME, due, until=now + WAITS_FOR)


def say(session: Session, row: Ready, words: Words, now: datetime) -> Message | None:
    found = invitations.find_invitation(session, row.reference)
    if found is None or found.taken_by_name is None or not found.waits:
        return None
    asked = words(
        "✉️ {name} opened your invitation and wants to be {role}, {area}. Is this the person you meant?",
        name=found.taken_by_name,
        role=words(vocabulary.ROLES[found.role]),
        area=found.area or words("everywhere"),
    )
    yes = Button(words("✅ Yes, that is them"), f"iconf:{found.id}:1")
    no = Button(words("No, somebody else"), f"iconf:{found.id}:0")
    return Message(asked, buttons=((yes,), (no,)))


PUSH = Push(NAME, Kind.DUTY, fire, say, useful_for=WAITS_FOR)
