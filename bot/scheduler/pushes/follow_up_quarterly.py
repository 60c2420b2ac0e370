"""Time for the visit every three months, to people in treatment. Never a diagnosis; a message is no visit."""

from datetime import datetime, time, timedelta

from bot.push import Message, Push
from bot.scheduler import personal
from bot.scheduler.visits import Visits
from bot.wording import Words
from domain.follow_up import CONTROLLED
from domain.outbox import Kind
from storage.database import Session
from storage.outbox import Ready

NAME = "follow_up_quarterly"
VISITS = Visits(NAME, CONTROLLED, time(9, 0), timedelta(days=2), once_a="%Y-%m-%d", after_follow_up=True)


def say(session: Session, row: Ready, words: Words, now: datetime) -> Message | None:
    text = [
        words("🏥 Three months have passed: it is time for your visit at the clinic."),
        words("Four visits a year are yours, face to face. What you send me here does not replace one."),
    ]
    return Message("\n\n".join(text), (personal.no_more(words, NAME),))


PUSH = Push(NAME, Kind.REMINDER, VISITS.fire, say, enrol=VISITS.enrol, useful_for=VISITS.useful_for)
