"""Which health days fall on a day of any year. Knows them by name, not by word."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.lesson_days import days_of


@dataclass(frozen=True, slots=True)
class HealthDay:
    """A day to remember; of a week or a month `on` names, its first day."""

    name: str
    on: str


def date_of(day: HealthDay, year: int) -> date:
    """When it is that year. Raises UnknownDay."""
    return days_of(day.on, year)[0]


def on_day(days: Sequence[HealthDay], on: date) -> list[str]:
    """The names of the health days of a day, in the order of the list."""
    return [day.name for day in days if date_of(day, on.year) == on]


def next_on(days: Sequence[HealthDay], since: date) -> date | None:
    """The first day from `since` on that is one; None when there are none at all."""
    coming = (date_of(day, year) for day in days for year in (since.year, since.year + 1))
    return min((on for on in coming if on >= since), default=None)
