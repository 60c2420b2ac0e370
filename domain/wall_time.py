"""A time on somebody's own clock as a moment, and the next such moment. Knows no clock of its own.

Where a change to summer time skips a wall time, it comes as much later as was skipped: 02:30 at 03:30. Where a change
back shows a wall time twice, the first is meant and the second does not count. A whole day skipped is no different.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

EVERY_DAY = 127  # weekdays as bits, bit 0 is Monday
WORKDAYS = 31
WEEKEND = 96


def at_wall(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """The moment, in UTC, when a clock in `zone` shows `clock` on `day`."""
    return datetime.combine(day, clock.replace(fold=0, tzinfo=None), tzinfo=zone).astimezone(UTC)


def falls_on(day: date, weekdays: int) -> bool:
    """Whether a day is one of these weekdays."""
    return bool(weekdays >> day.weekday() & 1)


def next_at_wall(
    after: datetime, zone: ZoneInfo, times: Iterable[time], weekdays: int = EVERY_DAY
) -> datetime | None:
    """The first moment, in UTC, later than `after` at one of these times on one of these weekdays; None without any."""
    times = tuple(times)
    day = after.astimezone(zone).date() - timedelta(days=1)  # a skipped hour can end a day late
    for _ in range(10):
        if falls_on(day, weekdays):
            later = [moment for clock in times if (moment := at_wall(day, clock, zone)) > after]
            if later:
                return min(later)
        day += timedelta(days=1)
    return None


def last_at_wall(
    by: datetime, zone: ZoneInfo, times: Iterable[time], weekdays: int = EVERY_DAY
) -> datetime | None:
    """The last such moment that is not later than `by`."""
    times = tuple(times)
    day = by.astimezone(zone).date() + timedelta(days=1)
    for _ in range(10):
        if falls_on(day, weekdays):
            past = [moment for clock in times if (moment := at_wall(day, clock, zone)) <= by]
            if past:
                return max(past)
        day -= timedelta(days=1)
    return None


def start_of_day(moment: datetime, zone: ZoneInfo) -> datetime:
    """When the local day of `moment` began, in UTC."""
    return at_wall(moment.astimezone(zone).date(), time(0), zone)
