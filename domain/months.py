"""The months the figures are counted by: when one begins and ends on an area's own clock. Counts nothing."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from domain.wall_time import at_wall

NOW_TOO = timedelta(microseconds=1)


class Span(NamedTuple):
    """A month as it is counted: from its first moment to its last, or to now while it runs."""

    month: date
    since: datetime
    until: datetime


def month_of(day: date) -> date:
    """A month is named by its first day."""
    return day.replace(day=1)


def month_before(month: date, months: int = 1) -> date:
    number = month.year * 12 + month.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)


def next_month(month: date) -> date:
    return month_before(month, -1)


def end_of(month: date, zone: ZoneInfo) -> datetime:
    return at_wall(next_month(month), time(), zone)


def span_of(month: date, zone: ZoneInfo, now: datetime) -> Span:
    """What was logged at this very moment is in it."""
    return Span(month, at_wall(month, time(), zone), min(now + NOW_TOO, end_of(month, zone)))
