"""Changes to what an act earns: one number of one rule, from a moment on. Keeps none of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.points import Act, Rule, Rules
from domain.wall_time import at_wall


class Number(StrEnum):
    """A number of a rule that may be changed; the last two are of all rules together."""

    POINTS = "points"
    TIMES_A_DAY = "times_a_day"
    TIMES_A_WEEK = "times_a_week"
    TIMES_A_MONTH = "times_a_month"
    HOURS_APART = "hours_apart"
    MINUTES_EACH = "minutes_each"
    MOST_A_DAY = "most_a_day"
    DAILY_CAP = "daily_cap"
    MONTHLY_CAP = "monthly_cap"


class From(StrEnum):
    """When a change begins to hold."""

    SOON = "soon"
    TOMORROW = "tomorrow"
    NEXT_MONTH = "next_month"


OF_ALL = (Number.DAILY_CAP, Number.MONTHLY_CAP)
OF_MINUTES = (Number.MINUTES_EACH, Number.MOST_A_DAY)
# What is sensible at all [D]: a slip of the finger pays nobody a thousand points.
BOUNDS: Mapping[Number, tuple[int, int]] = {
    Number.POINTS: (1, 100),
    Number.TIMES_A_DAY: (0, 24),
    Number.TIMES_A_WEEK: (0, 100),
    Number.TIMES_A_MONTH: (0, 300),
    Number.HOURS_APART: (1, 48),
    Number.MINUTES_EACH: (1, 240),
    Number.MOST_A_DAY: (1, 100),
    Number.DAILY_CAP: (1, 200),
    Number.MONTHLY_CAP: (1, 5000),
}
WITHOUT_LIMIT = (Number.TIMES_A_DAY, Number.TIMES_A_WEEK, Number.TIMES_A_MONTH, Number.HOURS_APART)
# Long enough that every process has read of a change before it holds (storage/rules.py: STALE_AFTER).
SOON = timedelta(minutes=1)
TOO_LATE_TO_UNDO = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Change:
    """`act` None: of all rules together. `value` None: no limit."""

    act: Act | None
    number: Number
    value: int | None
    valid_from: datetime


def numbers_of(act: Act | None, rules: Rules) -> tuple[Number, ...]:
    """The numbers of a rule, or of all together, that may be changed."""
    if act is None:
        return OF_ALL
    by_the_minute = rules.by_act[act].minutes_each is not None
    left_out = OF_ALL if by_the_minute else (*OF_ALL, *OF_MINUTES)
    return tuple(number for number in Number if number not in left_out)


def value_of(rules: Rules, act: Act | None, number: Number) -> int | float | None:
    value: int | float | None = getattr(rules if act is None else rules.by_act[act], number.value)
    return value


def is_sensible(rules: Rules, act: Act | None, number: Number, value: int | None) -> bool:
    """Whether a number may become this."""
    if number not in numbers_of(act, rules):
        return False
    least, most = BOUNDS[number]
    return number in WITHOUT_LIMIT if value is None else least <= value <= most


def starts(when: From, now: datetime, zone: ZoneInfo) -> datetime:
    """The moment a change begins to hold, on the clock of the programme."""
    today = now.astimezone(zone).date()
    if when is From.SOON:
        return (now + SOON).replace(second=0, microsecond=0) + SOON
    if when is From.TOMORROW:
        return at_wall(today + timedelta(days=1), time(), zone)
    return at_wall((today.replace(day=1) + timedelta(days=32)).replace(day=1), time(), zone)


def in_order(changes: Iterable[Change]) -> list[Change]:
    """By when they begin to hold; of those that begin together the later one given holds."""
    return sorted(changes, key=lambda change: change.valid_from)


def changed(rules: Rules, changes: Sequence[Change]) -> Rules:
    """The rules with these changes, one after the other."""
    for change in changes:
        value = {change.number.value: change.value}
        if change.act is None:
            rules = replace(rules, **value)  # type: ignore[arg-type]
        else:
            rule: Rule = replace(rules.by_act[change.act], **value)  # type: ignore[arg-type]
            rules = replace(rules, by_act={**rules.by_act, change.act: rule})
    return rules
