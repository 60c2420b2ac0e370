"""The invitation was confirmed or not: whoever took it hears it, and what they can do now."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.push import Button, Message, Push
from bot.scheduler import personal
from bot.wording import Words
from bot.words import vocabulary
from domain.authority import Origin
from domain.outbox import Kind
from storage import invitations
from storage.database import Session
from storage.due import Fire
from storage.outbox import Ready

NAME = "invitation_decided"
NEWS_FOR = timedelta(days=3)


def fire(session: Session, due: Sequence[Fire], now: datetime) -> Sequence[Fire]:
    return personal.each_on_duty(session, NAME, due, until=now + NEWS_FOR)


def say(session: Session, row: Ready, words: Words, now: datetime) -> Message | None:
    found = invitations.find_invitation(session, row.reference)
    if found is None or found.accepted is None:
        return None
    if not found.accepted and found.origin is Origin.NOMINATED_THEMSELVES:
        return Message(words("Thank you for offering to help. This time somebody else was chosen."))
    if not found.accepted:
        return Message(
            words("The invitation was not confirmed. If that surprises you, please ask who sent it.")
        )
    return Message(
        words(
            "🎉 You are {role} now, {area}. Thank you for helping!",
            role=words(vocabulary.ROLES[found.role]),
            area=found.area or words("everywhere"),
        ),
        ((Button(words("🗂 My work"), "admin"),),),
    )


PUSH = Push(NAME, Kind.DUTY, fire, say, useful_for=NEWS_FOR)
