"""Time for the visit, two weeks after a dangerous number, to people in treatment. Never a diagnosis."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.push import Message, Push
from bot.scheduler import personal
from bot.wording import Words
from domain.outbox import Kind
from domain.people import Tag
from storage import people
from storage.database import Session
from storage.due import Fire
from storage.outbox import Ready
from storage.receivers import Receiver

NAME = "follow_up_two_weeks"
IN_TREATMENT = {Tag.HYPERTENSION, Tag.DIABETES}  # 规范第三版: the two that are followed up
USEFUL = timedelta(days=2)


def fire(session: Session, due: Sequence[Fire], now: datetime) -> Sequence[Fire]:
    def tell(one: Fire, receiver: Receiver) -> None:
        if people.list_tags(session, receiver.id) & IN_TREATMENT:
            day = one.due_at.astimezone(receiver.zone).date()
            one.queue = (personal.to(receiver, NAME, day, until=now + USEFUL),)

    return personal.each(session, NAME, due, tell)


def say(session: Session, row: Ready, words: Words, now: datetime) -> Message | None:
    assert row.person_id is not None
    if not people.list_tags(session, row.person_id) & IN_TREATMENT:
        return None
    text = [
        words(
            "🏥 Two weeks ago a number of yours was far from usual. It is time for your visit at the clinic."
        ),
        words("Take your medicines and your numbers along: /history. If you have been there, all is well."),
    ]
    return Message("\n\n".join(text), (personal.no_more(words, NAME),))


PUSH = Push(NAME, Kind.REMINDER, fire, say, useful_for=USEFUL)
