"""Time for the visit every three months, to people in treatment. Never a diagnosis; a message is no visit."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from bot.push import Message, Push
from bot.scheduler import personal
from bot.wording import Words
from domain.follow_up import CONTROLLED, next_prompt
from domain.outbox import Kind
from domain.people import Tag
from domain.wall_time import at_wall
from storage import people
from storage.database import Session
from storage.due import Fire, add_due
from storage.outbox import Ready
from storage.receivers import Receiver, list_unscheduled

NAME = "follow_up_quarterly"
IN_TREATMENT = (Tag.HYPERTENSION, Tag.DIABETES)  # 规范第三版: the two that are seen four times a year
AT = time(9, 0)
USEFUL = timedelta(days=2)


def _next(receiver: Receiver, now: datetime) -> datetime:
    joined = receiver.joined_at.astimezone(receiver.zone).date()
    today = now.astimezone(receiver.zone).date()
    return at_wall(next_prompt(joined, today, CONTROLLED), AT, receiver.zone)


def enrol(session: Session, now: datetime) -> int:
    new = list_unscheduled(session, NAME, tags=IN_TREATMENT)
    for receiver in new:
        add_due(session, NAME, receiver.name, due_at=_next(receiver, now))
    return len(new)


def fire(session: Session, due: Sequence[Fire], now: datetime) -> Sequence[Fire]:
    def tell(one: Fire, receiver: Receiver) -> None:
        if people.list_tags(session, receiver.id) & set(IN_TREATMENT):
            day = one.due_at.astimezone(receiver.zone).date()
            one.queue = (personal.to(receiver, NAME, day, until=now + USEFUL),)
            one.next_at = _next(receiver, now)

    return personal.each(session, NAME, due, tell)


def say(session: Session, row: Ready, words: Words, now: datetime) -> Message | None:
    text = [
        words("🏥 Three months have passed: it is time for your visit at the clinic."),
        words("Four visits a year are yours, face to face. What you send me here does not replace one."),
    ]
    return Message("\n\n".join(text), (personal.no_more(words, NAME),))


PUSH = Push(NAME, Kind.REMINDER, fire, say, enrol=enrol, useful_for=USEFUL)
