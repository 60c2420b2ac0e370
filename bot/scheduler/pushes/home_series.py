"""Morning and evening of a seven-day series somebody started: what is still missing. Nobody is put into one."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from actions.complete_series import home_mean_on
from bot.push import Button, Message, Push
from bot.scheduler import personal
from bot.showing import seeing
from bot.wording import Words
from domain.home_mean import slot
from domain.home_series import READINGS_EACH_TIME, is_time, next_time
from domain.outbox import Kind
from domain.wall_time import start_of_day
from storage import readings
from storage.database import Session
from storage.due import Fire
from storage.outbox import Ready
from storage.receivers import Receiver, find_receivers

NAME = "home_series"
USEFUL = timedelta(hours=3)


def fire(session: Session, due: Sequence[Fire], now: datetime) -> Sequence[Fire]:
    """A row that is late is of a series that has ended: it goes."""

    def ask(one: Fire, receiver: Receiver) -> None:
        if one.late:
            return
        one.next_at = next_time(now, receiver.zone)
        timely = now - one.due_at <= USEFUL and is_time(one.due_at, receiver.zone)
        if timely and _missing(session, receiver, one.due_at, now):
            one.queue = (personal.to(receiver, NAME, f"{one.due_at:%Y%m%dT%H%M}", until=one.due_at + USEFUL),)

    return personal.each(session, NAME, due, ask)


def _missing(session: Session, receiver: Receiver, at: datetime, now: datetime) -> int:
    """How many readings of this morning or evening are still to be measured."""
    since = start_of_day(now, receiver.zone)
    taken = readings.list_readings(session, receiver.id, vital="blood_pressure", since=since)
    now_slot = slot(at.astimezone(receiver.zone))
    have = sum(slot(one.taken_at.astimezone(receiver.zone)) is now_slot for one in taken)
    return max(0, READINGS_EACH_TIME - have)


def say(session: Session, row: Ready, words: Words, now: datetime) -> Message | None:
    assert row.person_id is not None
    receiver = find_receivers(session, NAME, [row.person_id]).get(row.person_id)
    missing = _missing(session, receiver, now, now) if receiver is not None else 0
    if receiver is None or not missing:
        return None
    today = now.astimezone(receiver.zone).date()
    mean = home_mean_on(session, receiver.id, today=today, zone=receiver.zone)
    text = [
        words.count(
            "🏠 Your seven days: {n} reading is missing now.",
            "🏠 Your seven days: {n} readings are missing now, a minute apart.",
            missing,
        ),
        seeing.home_mean_told(words, mean),
    ]
    measure = Button(words("🩺 Blood pressure"), "bp:-:-")
    return Message("\n\n".join(text), ((measure,), personal.no_more(words, NAME)))


PUSH = Push(NAME, Kind.REMINDER, fire, say, useful_for=USEFUL)
