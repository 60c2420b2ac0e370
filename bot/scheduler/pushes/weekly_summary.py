"""A person's own week, on Sunday evening, and one suggestion. Compares them with nobody."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from bot.push import Message, Push
from bot.scheduler import personal
from bot.wording import Words
from bot.words import week
from domain.outbox import Kind
from domain.wall_time import next_at_wall
from storage.database import Session
from storage.due import Fire, add_due
from storage.outbox import Ready
from storage.receivers import Receiver, find_receivers, last_days, list_unscheduled

NAME = "weekly_summary"
AT = (time(19, 0),)
SUNDAY = 1 << 6
STILL_WITH_US = timedelta(days=28)  # [D] whoever was silent longer is left in peace
USEFUL = timedelta(hours=24)


def _next(receiver: Receiver, after: datetime) -> datetime:
    at = next_at_wall(after, receiver.zone, AT, SUNDAY)
    assert at is not None
    return at


def enrol(session: Session, now: datetime) -> int:
    new = list_unscheduled(session, NAME)
    for receiver in new:
        add_due(session, NAME, receiver.name, due_at=_next(receiver, now))
    return len(new)


def fire(session: Session, due: Sequence[Fire], now: datetime) -> Sequence[Fire]:
    last = last_days(session, {one.receiver_id for one in due})

    def tell(one: Fire, receiver: Receiver) -> None:
        one.next_at = _next(receiver, now)
        sunday = one.due_at.astimezone(receiver.zone).date()
        if receiver.id in last and sunday - last[receiver.id] <= STILL_WITH_US:
            year, number, _ = sunday.isocalendar()
            one.queue = (personal.to(receiver, NAME, f"{year}-W{number:02}", until=one.due_at + USEFUL),)

    return personal.each(session, NAME, due, tell)


def say(session: Session, row: Ready, words: Words, now: datetime) -> Message | None:
    assert row.person_id is not None
    receiver = find_receivers(session, NAME, [row.person_id]).get(row.person_id)
    if receiver is None:
        return None
    # Held through the night it is still Sunday's week.
    sunday = (now - timedelta(hours=12)).astimezone(receiver.zone)
    told = week.told(words, week.week_of(session, receiver, sunday))
    return Message("\n\n".join(part for part in told if part), (personal.no_more(words, NAME),))


PUSH = Push(NAME, Kind.NOTICE, fire, say, enrol=enrol, useful_for=timedelta(hours=12))
