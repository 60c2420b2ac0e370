"""What an act earns, and what may be earned next. Pays for doing; no rule here can see a value.

The numbers are in `content/points.toml` [D], sized on 南川区's 居民健康银行 [V: 新华每日电讯 2024-11-29].
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum


class Act(StrEnum):
    BLOOD_PRESSURE = "blood_pressure"
    GLUCOSE = "glucose"
    WEIGHT = "weight"
    EXERCISE = "exercise"
    QUIZ_RIGHT = "quiz_right"
    READ_LESSON = "read_lesson"
    HOME_SERIES = "home_series"
    FOLLOW_UP = "follow_up"
    ANNUAL_CHECK = "annual_check"
    EVENT = "event"
    QUESTIONNAIRE = "questionnaire"
    HELPED = "helped"


# What people log of themselves: nothing is paid for it late, or while an alert is open (clinical facts 7).
LOGGED = frozenset({Act.BLOOD_PRESSURE, Act.GLUCOSE, Act.WEIGHT, Act.EXERCISE, Act.HOME_SERIES})


class Why(StrEnum):
    """Why an act earned what it did. Each has its words in `bot/wording.py`."""

    EARNED = "earned"
    FILLS_THIS = "fills_this"
    FILLS_DAY = "fills_day"
    FILLS_MONTH = "fills_month"
    TOO_SOON = "too_soon"
    TOO_SHORT = "too_short"
    ENOUGH_TODAY = "enough_today"
    ENOUGH_THIS_WEEK = "enough_this_week"
    ENOUGH_THIS_MONTH = "enough_this_month"
    DAILY_CAP = "daily_cap"
    MONTHLY_CAP = "monthly_cap"
    BACKDATED = "backdated"
    ALERT_OPEN = "alert_open"
    NO_RULE = "no_rule"


@dataclass(frozen=True, slots=True)
class Rule:
    """What one act earns. None: no such limit. Weeks run Monday to Sunday, months by the calendar.

    `minutes_each`: points are for every so many minutes. `most_a_day`: points. `only_for`: the tag needed.
    `beyond_daily_cap`: no everyday act; it neither feels nor fills the daily cap.
    """

    points: int
    times_a_day: int | None = None
    times_a_week: int | None = None
    times_a_month: int | None = None
    hours_apart: float | None = None
    minutes_each: float | None = None
    most_a_day: int | None = None
    only_for: str | None = None
    beyond_daily_cap: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    by_act: Mapping[Act, Rule]
    daily_cap: int
    monthly_cap: int
    backdated_after_hours: float = 24


@dataclass(frozen=True, slots=True)
class Earned:
    """Points paid and not taken back. `taken_at` is aware; `local_date` is the person's own day."""

    act: Act
    points: int
    taken_at: datetime
    local_date: date


@dataclass(frozen=True, slots=True)
class Award:
    """`again_at`: for TOO_SOON, the moment from which the act is far enough from the others."""

    points: int
    why: Why
    again_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Next:
    """What can still be earned today: by which act, how much, and from when (None: now)."""

    act: Act
    points: int
    at: datetime | None = None


def points_for(
    act: Act,
    *,
    taken_at: datetime,
    logged_at: datetime,
    local_date: date,
    earlier: Sequence[Earned],
    rules: Rules,
    minutes: float = 0.0,
    minutes_before: float = 0.0,
    alert_open: bool = False,
    tags: Collection[str] = frozenset(),
    this_month: int | None = None,
) -> Award:
    """What this act earns. `earlier`: what was paid since `history_since`, in any order.

    `minutes`: for exercise, those of this entry as they count for points; `minutes_before`: those already
    logged for the same day, so that twice five minutes earn what once ten do. `this_month`: all points of the month;
    left out, they are those of `earlier`.
    """
    rule = rules.by_act.get(act)
    if rule is None or (rule.only_for is not None and rule.only_for not in tags):
        return Award(0, Why.NO_RULE)
    if act in LOGGED and alert_open:
        return Award(0, Why.ALERT_OPEN)
    if act in LOGGED and logged_at - taken_at > timedelta(hours=rules.backdated_after_hours):
        return Award(0, Why.BACKDATED)
    same = [one for one in earlier if one.act is act]
    refused = too_soon(rule, same, taken_at) or too_often(rule, same, local_date)
    if refused:
        return refused
    full = full_points(rule, minutes, minutes_before)
    return within_caps(act, full, local_date, earlier, rules, this_month) if full else Award(0, Why.TOO_SHORT)


def history_since(local_date: date) -> date:
    """The first day `points_for` has to see: of the month or of the week, whichever is earlier."""
    return min(local_date.replace(day=1), local_date - timedelta(days=local_date.weekday()))


def comes_next(
    earlier: Sequence[Earned],
    rules: Rules,
    *,
    now: datetime,
    alert_open: bool = False,
    tags: Collection[str] = frozenset(),
) -> tuple[Next, ...]:
    """What everyday acts could still earn before midnight. `now` is aware, in the person's own zone."""
    return tuple(possible_today(earlier, rules, now, alert_open, tags))


def possible_today(
    earlier: Sequence[Earned], rules: Rules, now: datetime, alert_open: bool, tags: Collection[str]
) -> Iterator[Next]:
    for act, rule in everyday(rules).items():
        award = points_for(
            act,
            taken_at=now,
            logged_at=now,
            local_date=now.date(),
            earlier=earlier,
            rules=rules,
            minutes=enough_minutes(rule),
            alert_open=alert_open,
            tags=tags,
        )
        if award.points:
            yield Next(act, award.points)
        elif award.again_at and award.again_at.astimezone(now.tzinfo).date() == now.date():
            yield from later_today(act, award.again_at, earlier, rules, now, tags)


def later_today(
    act: Act, at: datetime, earlier: Sequence[Earned], rules: Rules, now: datetime, tags: Collection[str]
) -> Iterator[Next]:
    later = points_for(
        act, taken_at=at, logged_at=at, local_date=now.date(), earlier=earlier, rules=rules, tags=tags
    )
    if later.points:
        yield Next(act, later.points, at)


def too_soon(rule: Rule, same: Sequence[Earned], taken_at: datetime) -> Award | None:
    """Too near to one that was paid, before it or after it: late entries do not slip in between."""
    if rule.hours_apart is None:
        return None
    apart = timedelta(hours=rule.hours_apart)
    if all(abs(taken_at - one.taken_at) >= apart for one in same):
        return None
    return Award(0, Why.TOO_SOON, max(one.taken_at for one in same) + apart)


def too_often(rule: Rule, same: Sequence[Earned], day: date) -> Award | None:
    limits = (
        (rule.times_a_day, Why.ENOUGH_TODAY, [one for one in same if one.local_date == day]),
        (rule.times_a_week, Why.ENOUGH_THIS_WEEK, [one for one in same if week(one.local_date) == week(day)]),
        (
            rule.times_a_month,
            Why.ENOUGH_THIS_MONTH,
            [one for one in same if month(one.local_date) == month(day)],
        ),
    )
    return next((Award(0, why) for most, why, done in limits if most is not None and len(done) >= most), None)


def full_points(rule: Rule, minutes: float, minutes_before: float) -> int:
    """What the act is worth before any cap; by the minute, every full stretch of the day once."""
    if rule.minutes_each is None:
        return rule.points
    stretches = (minutes_before + minutes) // rule.minutes_each - minutes_before // rule.minutes_each
    return rule.points * int(stretches)


def within_caps(
    act: Act, full: int, day: date, earlier: Sequence[Earned], rules: Rules, this_month: int | None = None
) -> Award:
    """As much of `full` as the act's own daily most, the day and the month have room for."""
    rule = rules.by_act[act]
    if this_month is None:
        this_month = total(one for one in earlier if month(one.local_date) == month(day))
    left = [(rules.monthly_cap - this_month, Why.MONTHLY_CAP, Why.FILLS_MONTH)]
    today = [one for one in earlier if one.local_date == day]
    if not rule.beyond_daily_cap:
        so_far = total(one for one in today if one.act in everyday(rules))
        left.append((rules.daily_cap - so_far, Why.DAILY_CAP, Why.FILLS_DAY))
    if rule.most_a_day is not None:
        of_this = total(one for one in today if one.act is act)
        left.append((rule.most_a_day - of_this, Why.ENOUGH_TODAY, Why.FILLS_THIS))
    room, why_none, why_less = min(left, key=lambda cap: cap[0])
    if room <= 0:
        return Award(0, why_none)
    return Award(full, Why.EARNED) if full <= room else Award(room, why_less)


def everyday(rules: Rules) -> Mapping[Act, Rule]:
    return {act: rule for act, rule in rules.by_act.items() if not rule.beyond_daily_cap}


def total(earned: Iterator[Earned]) -> int:
    return sum(one.points for one in earned)


def enough_minutes(rule: Rule) -> float:
    """Minutes that reach the most a day pays for, to ask what is left of it."""
    stretches = -(-(rule.most_a_day or rule.points) // rule.points)
    return (rule.minutes_each or 0) * stretches


def week(day: date) -> tuple[int, int]:
    year, number, _ = day.isocalendar()
    return year, number


def month(day: date) -> tuple[int, int]:
    return day.year, day.month
