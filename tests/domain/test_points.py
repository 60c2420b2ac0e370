"""What acts earn: each rule of content/points.toml, and that no order of acts gets past a cap."""

import inspect
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.points import (
    Act,
    Award,
    Earned,
    Next,
    Rule,
    Rules,
    Why,
    comes_next,
    history_since,
    month,
    points_for,
    week,
)
from storage.content import point_rules

RULES = point_rules()
HOME = ZoneInfo("Asia/Shanghai")
NOON = datetime(2026, 5, 17, 12, tzinfo=HOME)


def earned(act: Act, points: int, at: datetime = NOON) -> Earned:
    return Earned(act, points, at, at.astimezone(HOME).date())


def award(
    act: Act,
    earlier: Sequence[Earned] = (),
    *,
    at: datetime = NOON,
    late: timedelta = timedelta(),
    minutes: float = 0,
    minutes_before: float = 0,
    alert_open: bool = False,
    tags: frozenset[str] = frozenset(),
    rules: Rules = RULES,
) -> Award:
    return points_for(
        act,
        taken_at=at,
        logged_at=at + late,
        local_date=at.astimezone(HOME).date(),
        earlier=earlier,
        rules=rules,
        minutes=minutes,
        minutes_before=minutes_before,
        alert_open=alert_open,
        tags=tags,
    )


def test_no_rule_can_see_a_measured_value() -> None:
    seen = {name for asked in (points_for, comes_next) for name in inspect.signature(asked).parameters}
    assert seen.isdisjoint({"reading", "value", "values", "level", "systolic"})


def test_the_first_blood_pressure_of_a_day_earns_two_points() -> None:
    assert award(Act.BLOOD_PRESSURE) == Award(2, Why.EARNED)


@pytest.mark.parametrize("minutes", [-239, -1, 0, 1, 239])
def test_a_second_reading_within_four_hours_earns_nothing(minutes: int) -> None:
    first = earned(Act.BLOOD_PRESSURE, 2)
    found = award(Act.BLOOD_PRESSURE, [first], at=NOON + timedelta(minutes=minutes))
    assert found == Award(0, Why.TOO_SOON, NOON + timedelta(hours=4))


@pytest.mark.parametrize("hours", [-4, 4])
def test_a_second_reading_four_hours_apart_earns_again(hours: int) -> None:
    first = earned(Act.BLOOD_PRESSURE, 2)
    assert award(Act.BLOOD_PRESSURE, [first], at=NOON + timedelta(hours=hours)) == Award(2, Why.EARNED)


def test_four_hours_are_counted_over_midnight_and_over_a_change_of_clocks() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    before = datetime(2026, 3, 29, 1, 0, tzinfo=berlin).astimezone(UTC)
    five_by_the_clock = datetime(2026, 3, 29, 5, 59, tzinfo=berlin)
    first = Earned(Act.BLOOD_PRESSURE, 2, before, date(2026, 3, 29))
    found = points_for(
        Act.BLOOD_PRESSURE,
        taken_at=five_by_the_clock.astimezone(UTC),
        logged_at=five_by_the_clock.astimezone(UTC),
        local_date=date(2026, 3, 29),
        earlier=[first],
        rules=RULES,
    )
    assert found.why is Why.TOO_SOON
    late = earned(Act.BLOOD_PRESSURE, 2, NOON.replace(hour=23))
    assert award(Act.BLOOD_PRESSURE, [late], at=NOON.replace(hour=1) + timedelta(days=1)).why is Why.TOO_SOON


def test_the_third_reading_of_a_day_earns_nothing() -> None:
    earlier = [earned(Act.BLOOD_PRESSURE, 2, NOON.replace(hour=hour)) for hour in (6, 12)]
    found = award(Act.BLOOD_PRESSURE, earlier, at=NOON.replace(hour=20))
    assert found == Award(0, Why.ENOUGH_TODAY)


def test_glucose_earns_for_diabetics_only() -> None:
    assert award(Act.GLUCOSE) == Award(0, Why.NO_RULE)
    assert award(Act.GLUCOSE, tags=frozenset({"diabetes"})) == Award(2, Why.EARNED)


def test_weight_earns_once_from_monday_to_sunday() -> None:
    monday = NOON - timedelta(days=6)
    assert award(Act.WEIGHT, [earned(Act.WEIGHT, 2, monday)]) == Award(0, Why.ENOUGH_THIS_WEEK)
    assert award(Act.WEIGHT, [earned(Act.WEIGHT, 2, monday - timedelta(days=1))]) == Award(2, Why.EARNED)


def test_two_events_a_month_earn_and_a_third_does_not() -> None:
    events = [earned(Act.EVENT, 5, NOON - timedelta(days=ago)) for ago in (3, 9)]
    assert award(Act.EVENT, events[:1]) == Award(5, Why.EARNED)
    assert award(Act.EVENT, events) == Award(0, Why.ENOUGH_THIS_MONTH)
    assert award(Act.EVENT, events, at=NOON + timedelta(days=20)) == Award(5, Why.EARNED)


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (9, Award(0, Why.TOO_SHORT)),
        (10, Award(1, Why.EARNED)),
        (29, Award(2, Why.EARNED)),
        (30, Award(3, Why.EARNED)),
        (90, Award(3, Why.FILLS_THIS)),
    ],
)
def test_exercise_earns_a_point_for_every_ten_minutes_and_three_a_day(minutes: int, expected: Award) -> None:
    assert award(Act.EXERCISE, minutes=minutes) == expected


def test_more_exercise_than_the_day_pays_for_earns_nothing_more() -> None:
    assert award(Act.EXERCISE, [earned(Act.EXERCISE, 3)], minutes=60) == Award(0, Why.ENOUGH_TODAY)


@given(st.lists(st.floats(0.5, 40), max_size=6))
def test_exercise_in_pieces_earns_what_it_earns_at_once(pieces: list[float]) -> None:
    paid: list[Earned] = []
    done = 0.0
    for minutes in pieces:
        found = award(Act.EXERCISE, paid, minutes=minutes, minutes_before=done)
        paid += [earned(Act.EXERCISE, found.points)] if found.points else []
        done += minutes
    assert sum(one.points for one in paid) == min(3, int(done // 10))


def test_what_is_logged_more_than_a_day_late_earns_nothing() -> None:
    assert award(Act.BLOOD_PRESSURE, late=timedelta(hours=24)).points == 2
    assert award(Act.BLOOD_PRESSURE, late=timedelta(hours=24, seconds=1)) == Award(0, Why.BACKDATED)


def test_a_visit_the_clinic_records_days_later_is_paid_all_the_same() -> None:
    assert award(Act.FOLLOW_UP, late=timedelta(days=3)) == Award(10, Why.EARNED)


@pytest.mark.parametrize("act", [Act.BLOOD_PRESSURE, Act.WEIGHT, Act.EXERCISE, Act.HOME_SERIES])
def test_while_an_alert_is_open_nothing_logged_earns(act: Act) -> None:
    assert award(act, alert_open=True, minutes=30) == Award(0, Why.ALERT_OPEN)


def test_while_an_alert_is_open_going_to_the_clinic_still_earns() -> None:
    assert award(Act.FOLLOW_UP, alert_open=True) == Award(10, Why.EARNED)


def test_the_day_pays_ten_points_and_then_no_more() -> None:
    nine = [
        earned(Act.QUIZ_RIGHT, 3),
        earned(Act.EXERCISE, 3),
        earned(Act.READ_LESSON, 1),
        earned(Act.WEIGHT, 2),
    ]
    assert award(Act.BLOOD_PRESSURE, nine) == Award(1, Why.FILLS_DAY)
    assert award(Act.BLOOD_PRESSURE, [*nine, earned(Act.READ_LESSON, 1)]) == Award(0, Why.DAILY_CAP)
    assert award(Act.BLOOD_PRESSURE, nine, at=NOON + timedelta(days=1)) == Award(2, Why.EARNED)


def test_the_annual_check_is_paid_whole_beside_the_daily_cap_and_does_not_fill_it() -> None:
    full_day = [earned(Act.EXERCISE, 3), earned(Act.QUIZ_RIGHT, 3), earned(Act.GLUCOSE, 4)]
    assert award(Act.ANNUAL_CHECK, full_day) == Award(50, Why.EARNED)
    assert award(Act.BLOOD_PRESSURE, [earned(Act.ANNUAL_CHECK, 50)]) == Award(2, Why.EARNED)


def test_the_month_pays_two_hundred_points_and_then_no_more() -> None:
    days = [earned(Act.FOLLOW_UP, 10, NOON - timedelta(days=ago)) for ago in range(1, 16)]
    month_nearly_full = [*days, earned(Act.ANNUAL_CHECK, 49, NOON - timedelta(days=16))]
    assert award(Act.BLOOD_PRESSURE, month_nearly_full) == Award(1, Why.FILLS_MONTH)
    assert award(Act.BLOOD_PRESSURE, [*month_nearly_full, earned(Act.EXERCISE, 1)]) == Award(
        0, Why.MONTHLY_CAP
    )
    assert award(Act.BLOOD_PRESSURE, month_nearly_full, at=NOON + timedelta(days=15)).points == 2


def test_an_act_without_a_rule_earns_nothing() -> None:
    assert award(Act.WEIGHT, rules=replace(RULES, by_act={})) == Award(0, Why.NO_RULE)


@pytest.mark.parametrize(
    ("day", "since"),
    [
        (date(2026, 5, 17), date(2026, 5, 1)),
        (date(2026, 5, 1), date(2026, 4, 27)),
        (date(2026, 6, 1), date(2026, 6, 1)),
    ],
)
def test_the_history_asked_for_reaches_back_over_the_month_and_the_week(day: date, since: date) -> None:
    assert history_since(day) == since


def test_what_comes_next_is_what_is_left_of_the_day() -> None:
    earlier = [earned(Act.BLOOD_PRESSURE, 2), earned(Act.EXERCISE, 2), earned(Act.WEIGHT, 2)]
    assert comes_next(earlier, RULES, now=NOON + timedelta(minutes=5)) == (
        Next(Act.BLOOD_PRESSURE, 2, NOON + timedelta(hours=4)),
        Next(Act.EXERCISE, 1),
        Next(Act.QUIZ_RIGHT, 3),
        Next(Act.READ_LESSON, 1),
    )


def test_after_eight_in_the_evening_the_next_reading_is_tomorrows() -> None:
    evening = NOON.replace(hour=21)
    found = comes_next([earned(Act.BLOOD_PRESSURE, 2, evening)], RULES, now=evening)
    assert Act.BLOOD_PRESSURE not in {one.act for one in found}


def test_nothing_comes_next_once_the_day_is_full() -> None:
    assert comes_next([earned(Act.QUIZ_RIGHT, 10)], RULES, now=NOON) == ()


@st.composite
def moments(draw: st.DrawFn) -> datetime:
    return datetime(2026, 5, 1, tzinfo=HOME) + timedelta(minutes=draw(st.integers(0, 40 * 24 * 60)))


@given(
    st.lists(st.tuples(st.sampled_from(Act), moments(), st.floats(0, 600)), max_size=120),
    st.integers(0, 12),
    st.integers(0, 120),
)
def test_no_order_of_acts_gets_past_a_cap(
    acts: list[tuple[Act, datetime, float]], daily_cap: int, monthly_cap: int
) -> None:
    rules = replace(RULES, daily_cap=daily_cap, monthly_cap=monthly_cap)
    paid: list[Earned] = []
    for act, at, minutes in acts:
        found = award(act, paid, at=at, minutes=minutes, tags=frozenset({"diabetes"}), rules=rules)
        assert found.points >= 0
        paid += [earned(act, found.points, at)] if found.points else []
    everyday = [one for one in paid if not rules.by_act[one.act].beyond_daily_cap]
    for one in paid:
        assert sum(other.points for other in everyday if other.local_date == one.local_date) <= daily_cap
        assert (
            sum(other.points for other in paid if month(other.local_date) == month(one.local_date))
            <= monthly_cap
        )
        assert within_own_limits(
            one, [other for other in paid if other.act is one.act], rules.by_act[one.act]
        )


def within_own_limits(one: Earned, same: Sequence[Earned], rule: Rule) -> bool:
    today = [other for other in same if other.local_date == one.local_date]
    this_week = [other for other in same if week(other.local_date) == week(one.local_date)]
    this_month = [other for other in same if month(other.local_date) == month(one.local_date)]
    near = [
        other
        for other in same
        if other is not one and abs(other.taken_at - one.taken_at) < timedelta(hours=rule.hours_apart or 0)
    ]
    return (
        len(today) <= (rule.times_a_day or len(today))
        and len(this_week) <= (rule.times_a_week or len(this_week))
        and len(this_month) <= (rule.times_a_month or len(this_month))
        and sum(other.points for other in today) <= (rule.most_a_day or 1000)
        and not near
    )
