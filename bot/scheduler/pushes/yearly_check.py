"""Time for the yearly check-up, to people in treatment and from 65 on. Never a diagnosis."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from bot.push import Message, Push
from bot.scheduler import personal
from bot.wording import Words
from domain.follow_up import A_YEAR, next_prompt
from domain.outbox import Kind
from domain.people import ELDERLY_AGE, Tag, is_elderly
from domain.wall_time import at_wall
from storage import people
from storage.database import Session
from storage.due import Fire, add_due
from storage.outbox import Ready
from storage.receivers import Receiver, list_unscheduled

NAME = "yearly_check"
IN_TREATMENT = (Tag.HYPERTENSION, Tag.DIABETES)
AT = time(9, 30)
USEFUL = timedelta(days=7)


def _next(receiver: Receiver, now: datetime) -> datetime:
    joined = receiver.joined_at.astimezone(receiver.zone).date()
    today = now.astimezone(receiver.zone).date()
    return at_wall(next_prompt(joined, today, A_YEAR), AT, receiver.zone)


def enrol(session: Session, now: datetime) -> int:
    new = list_unscheduled(session, NAME, tags=IN_TREATMENT, or_born_by=now.year - ELDERLY_AGE)
    for receiver in new:
        add_due(session, NAME, receiver.name, due_at=_next(receiver, now))
    return len(new)


def _is_offered(session: Session, receiver: Receiver, now: datetime) -> bool:
    today = now.astimezone(receiver.zone).date()
    elderly = receiver.birth_year is not None and is_elderly(receiver.birth_year, today)
    return elderly or bool(people.list_tags(session, receiver.id) & set(IN_TREATMENT))


def fire(session: Session, due: Sequence[Fire], now: datetime) -> Sequence[Fire]:
    def tell(one: Fire, receiver: Receiver) -> None:
        if _is_offered(session, receiver, now):
            year = one.due_at.astimezone(receiver.zone).date().year
            one.queue = (personal.to(receiver, NAME, year, until=now + USEFUL),)
            one.next_at = _next(receiver, now)

    return personal.each(session, NAME, due, tell)


def say(session: Session, row: Ready, words: Words, now: datetime) -> Message | None:
    text = [
        words("🏥 It is time for your yearly check-up at the health centre. It is free for you."),
        words("Come before breakfast, and bring your medicines and your numbers: /history"),
    ]
    return Message("\n\n".join(text), (personal.no_more(words, NAME),))


PUSH = Push(NAME, Kind.NOTICE, fire, say, enrol=enrol, useful_for=USEFUL)
