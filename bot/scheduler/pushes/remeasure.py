"""Measure again, a few minutes after a high or low number, unless that was done. Judges nothing."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.push import Message, Push
from bot.scheduler import personal
from bot.wording import Words
from bot.words import telling
from domain.outbox import Kind
from storage import readings
from storage.database import Session
from storage.due import Fire
from storage.outbox import Ready
from storage.readings import Kept
from storage.receivers import Receiver, has_logged_since

NAME = "remeasure"
USEFUL = timedelta(minutes=30)


def fire(session: Session, due: Sequence[Fire], now: datetime) -> Sequence[Fire]:
    def ask(one: Fire, receiver: Receiver) -> None:
        if _open(session, one.reference, now) is not None:
            queued = personal.to(receiver, NAME, one.reference, reference=one.reference, until=now + USEFUL)
            one.queue = (queued,)

    return personal.each(session, NAME, due, ask)


def _open(session: Session, reading_id: int, now: datetime) -> Kept | None:
    """The reading, if it was just taken, still counts, and none came after it."""
    kept = readings.find_reading(session, reading_id)
    if kept is None or kept.ended_why is not None or now - kept.taken_at > 2 * USEFUL:
        return None
    again = has_logged_since(session, kept.person_id, kept.reading.vital, kept.logged_at, besides=reading_id)
    return None if again else kept


def say(session: Session, row: Ready, words: Words, now: datetime) -> Message | None:
    kept = _open(session, row.reference, now)
    if kept is None:
        return None
    before = telling.heading(words, kept.reading)
    again = words("Have you rested? Please measure once more and send me the numbers.")
    worse = words("If you feel unwell, call 120 and do not wait.") if kept.level.is_danger else ""
    return Message(
        "\n\n".join(part for part in (before, again, worse) if part), (personal.no_more(words, NAME),)
    )


# They measured minutes ago, so they are awake: quiet hours do not hold it, and that is audited.
PUSH = Push(NAME, Kind.ALERT, fire, say, useful_for=USEFUL)
