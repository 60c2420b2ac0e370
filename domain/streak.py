"""How many days in a row somebody was active. Breaks for no good reason, and never for a declared one."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class PauseReason(StrEnum):
    ILL = "ill"
    TRAVELLING = "travelling"
    CUFF_BROKEN = "cuff_broken"


@dataclass(frozen=True, slots=True)
class Pause:
    """Days, both ends included, when nothing is expected. `last` None: until the person is back."""

    first: date
    last: date | None
    reason: PauseReason

    def holds(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Streak:
    """`days`: active days in a row up to today. Today not yet active does not break it."""

    days: int
    longest: int
    active_today: bool


def streak(active: Collection[date], pauses: Sequence[Pause], today: date) -> Streak:
    """The streak on the person's own calendar: days, not hours, so no clock change can break it.

    A paused day neither breaks nor counts, unless the person was active in spite of the pause.
    """
    days = longest = 0
    for day in calendar(active, today):
        if day in active:
            days += 1
            longest = max(longest, days)
        elif day < today and not any(pause.holds(day) for pause in pauses):
            days = 0
    return Streak(days, longest, today in active)


def calendar(active: Collection[date], today: date) -> Iterator[date]:
    """Every day from the first active one to today."""
    first = min(active, default=today)
    return (first + timedelta(days=count) for count in range((today - first).days + 1))
