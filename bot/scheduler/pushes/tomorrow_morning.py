"""How are you this morning? After a dangerous number the day before, unless they measured already. Judges nothing."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.push import Button, Message, Push
from bot.scheduler import personal
from bot.wording import Words
from bot.words import telling
from domain.outbox import Kind
from domain.wall_time import start_of_day
from storage import readings
from storage.database import Session
from storage.due import Fire
from storage.outbox import Ready
from storage.receivers import Receiver, find_receivers, has_logged_since

NAME = "tomorrow_morning"
USEFUL = timedelta(hours=6)


def fire(session: Session, due: Sequence[Fire], now: datetime) -> Sequence[Fire]:
    def ask(one: Fire, receiver: Receiver) -> None:
        if _is_open(session, one.reference, receiver, now):
            day = now.astimezone(receiver.zone).date()  # twice in danger on a day is asked once
            queued = personal.to(receiver, NAME, day, reference=one.reference, until=now + USEFUL)
            one.queue = (queued,)

    return personal.each(session, NAME, due, ask)


def _is_open(session: Session, reading_id: int, receiver: Receiver, now: datetime) -> bool:
    kept = readings.find_reading(session, reading_id)
    if kept is None:
        return False
    since = max(start_of_day(now, receiver.zone), kept.logged_at)
    return not has_logged_since(session, receiver.id, kept.reading.vital, since, besides=reading_id)


def say(session: Session, row: Ready, words: Words, now: datetime) -> Message | None:
    assert row.person_id is not None
    receiver = find_receivers(session, NAME, [row.person_id]).get(row.person_id)
    kept = readings.find_reading(session, row.reference)
    if kept is None or receiver is None or not _is_open(session, row.reference, receiver, now):
        return None
    text = [
        words("☀️ Good morning. How are you today?"),
        words("Yesterday it was {what}.", what=telling.heading(words, kept.reading)),
        words("Please measure now, before breakfast and medicine. Have you spoken with your clinic?"),
        words("Chest pain, weak on one side, cannot breathe: call 120."),
    ]
    buttons: tuple[tuple[Button, ...], ...] = (personal.no_more(words, NAME),)
    if kept.reading.vital == "blood_pressure":
        buttons = ((Button(words("🩺 Blood pressure"), "bp:-:-"),), *buttons)
    return Message("\n\n".join(text), buttons)


PUSH = Push(NAME, Kind.REMINDER, fire, say, useful_for=USEFUL)
