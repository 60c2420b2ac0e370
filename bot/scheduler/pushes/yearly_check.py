"""Time for the yearly check-up, to people in treatment and from 65 on. Never a diagnosis."""

from datetime import datetime, time, timedelta

from bot.push import Message, Push
from bot.scheduler import personal
from bot.scheduler.visits import Visits
from bot.wording import Words
from domain.follow_up import A_YEAR
from domain.outbox import Kind
from storage.database import Session
from storage.outbox import Ready

NAME = "yearly_check"
VISITS = Visits(NAME, A_YEAR, time(9, 30), timedelta(days=7), once_a="%Y", elderly=True)


def say(session: Session, row: Ready, words: Words, now: datetime) -> Message | None:
    text = [
        words("🏥 It is time for your yearly check-up at the health centre. It is free for you."),
        words("Come before breakfast, and bring your medicines and your numbers: /history"),
    ]
    return Message("\n\n".join(text), (personal.no_more(words, NAME),))


PUSH = Push(NAME, Kind.NOTICE, VISITS.fire, say, enrol=VISITS.enrol, useful_for=VISITS.useful_for)
