"""When in a year a lesson wants to be read: a rule in plain English in, ISO weeks out. Places no lesson.

05-17 · 08-01 to 08-07 · second Thursday of March · April · first week · last week
Spring Festival · 2 weeks before Spring Festival · 1 week after Spring Festival
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta

_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_MONTHS = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]
_PLACES = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}
_ONE_DAY = re.compile(r"(\d\d)-(\d\d)")
_DAYS = re.compile(r"(\d\d-\d\d) to (\d\d-\d\d)")
_WEEKDAY = re.compile(rf"({'|'.join(_PLACES)}) ({'|'.join(_WEEKDAYS)}) of ({'|'.join(_MONTHS)})")
_FESTIVAL = re.compile(r"(?:(\d) weeks? (before|after) )?Spring Festival")


class UnknownDay(ValueError):
    """A rule for a day that is not understood, or a day no calendar has."""


def weeks_in(iso_year: int) -> int:
    """52 or 53: 28 December is always in the last week."""
    return date(iso_year, 12, 28).isocalendar().week


def weeks_of(rule: str, iso_year: int, spring_festivals: Iterable[date]) -> tuple[int, ...]:
    """The ISO weeks of that ISO year a rule names, in order; none for a festival that is not in the table.

    Raises UnknownDay.
    """
    if rule in ("first week", "last week"):
        return (1 if rule == "first week" else weeks_in(iso_year),)
    if found := _FESTIVAL.fullmatch(rule):
        apart = int(found[1] or 0) * (-1 if found[2] == "before" else 1)
        weeks = [day.isocalendar().week for day in spring_festivals if day.year == iso_year]
        return tuple(max(1, week + apart) for week in weeks)
    days = (day for year in (iso_year - 1, iso_year, iso_year + 1) for day in _days(rule, year))
    return tuple(dict.fromkeys(day.isocalendar().week for day in days if day.isocalendar().year == iso_year))


def days_of(rule: str, year: int) -> list[date]:
    """The days of a calendar year a rule names, in order. Knows no festival. Raises UnknownDay."""
    return _days(rule, year)


def _days(rule: str, year: int) -> list[date]:
    try:
        return _read_days(rule, year)
    except ValueError:
        raise UnknownDay(f'"{rule}" is no day of the year') from None


def _read_days(rule: str, year: int) -> list[date]:
    if found := _ONE_DAY.fullmatch(rule):
        return [date(year, int(found[1]), int(found[2]))]
    if found := _DAYS.fullmatch(rule):
        (first,), (last,) = _read_days(found[1], year), _read_days(found[2], year)
        if last < first:
            raise ValueError(rule)
        return [first + timedelta(days=after) for after in range((last - first).days + 1)]
    if found := _WEEKDAY.fullmatch(rule):
        month = _month(found[3], year)
        return [[day for day in month if _WEEKDAYS[day.weekday()] == found[2]][_PLACES[found[1]]]]
    if rule in _MONTHS:
        return _month(rule, year)
    raise ValueError(rule)


def _month(name: str, year: int) -> list[date]:
    month = _MONTHS.index(name) + 1
    first = date(year, month, 1)
    days = (first + timedelta(days=after) for after in range(31))
    return [day for day in days if day.month == month]
