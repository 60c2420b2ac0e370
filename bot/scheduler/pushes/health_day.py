"""The health days of the year, on their morning, to every village group. Names the day; gives no advice of its own."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from bot.push import Message, Push
from bot.scheduler import groups
from bot.wording import Words
from bot.words import health_day_words
from domain.health_days import next_on, on_day
from domain.outbox import Kind
from domain.wall_time import at_wall
from storage.database import Session
from storage.due import Fire
from storage.health_days import health_days
from storage.outbox import Ready
from storage.places import Place

NAME = "health_day"
AT = time(8)


def enrol(session: Session, now: datetime) -> int:
    return groups.enrol(session, NAME, lambda place: _next(now, place))


def _next(after: datetime, place: Place) -> datetime | None:
    today = after.astimezone(place.zone).date()
    later_today = at_wall(today, AT, place.zone) > after
    on = next_on(health_days(), today if later_today else today + timedelta(days=1))
    return at_wall(on, AT, place.zone) if on is not None else None


def fire(session: Session, due: Sequence[Fire], now: datetime) -> Sequence[Fire]:
    """One post a group and day, however many days fall together; good on that day only."""

    def decide(one: Fire, place: Place) -> None:
        one.next_at = _next(one.due_at, place)
        on = one.due_at.astimezone(place.zone).date()
        until = groups.end_of_day(one.due_at, place)
        groups.post(one, place, NAME, str(on), reference=int(f"{on:%Y%m%d}"), now=now, until=until)

    return groups.each(session, NAME, due, decide)


def say(session: Session, row: Ready, words: Words, now: datetime) -> Message | None:
    on = date.fromisoformat(str(row.reference))
    told = [health_day_words.told(words, name) for name in on_day(health_days(), on)]
    if not told:
        return None
    return Message("\n\n".join(told), ((groups.no_more(words, NAME),),))


PUSH = Push(NAME, Kind.NOTICE, fire, say, enrol=enrol, useful_for=timedelta(days=8))
