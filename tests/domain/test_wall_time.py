"""The next time on somebody's own clock, over changes of the clock."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.wall_time import (
    EVERY_DAY,
    WEEKEND,
    WORKDAYS,
    at_wall,
    falls_on,
    last_at_wall,
    next_at_wall,
    start_of_day,
)

SHANGHAI, NEW_YORK, BERLIN = (
    ZoneInfo("Asia/Shanghai"),
    ZoneInfo("America/New_York"),
    ZoneInfo("Europe/Berlin"),
)
ZONES = [
    SHANGHAI,
    NEW_YORK,
    BERLIN,
    ZoneInfo("Australia/Lord_Howe"),
    ZoneInfo("Pacific/Apia"),
    ZoneInfo("Asia/Beirut"),
]


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type]


def test_seven_in_the_village_is_eleven_in_the_evening_before_in_utc() -> None:
    assert next_at_wall(utc(2026, 11, 22, 1), SHANGHAI, [time(7)]) == utc(2026, 11, 22, 23)


def test_the_next_time_is_later_never_the_same_moment() -> None:
    at = utc(2026, 11, 21, 23)
    assert next_at_wall(at, SHANGHAI, [time(7)]) == at + timedelta(days=1)
    assert next_at_wall(at - timedelta(microseconds=1), SHANGHAI, [time(7)]) == at


def test_several_times_come_in_their_order() -> None:
    times = [time(19), time(7)]
    first = next_at_wall(utc(2026, 11, 22, 1), SHANGHAI, times)
    assert first == utc(2026, 11, 22, 11)
    assert next_at_wall(first, SHANGHAI, times) == utc(2026, 11, 22, 23)


@pytest.mark.parametrize(("weekdays", "days"), [(WORKDAYS, 1), (WEEKEND, 6), (1 << 6, 7), (EVERY_DAY, 1)])
def test_only_the_chosen_weekdays_count(weekdays: int, days: int) -> None:
    sunday_at_seven = at_wall(date(2026, 11, 22), time(7), SHANGHAI)
    assert next_at_wall(sunday_at_seven, SHANGHAI, [time(7)], weekdays) == sunday_at_seven + timedelta(
        days=days
    )


def test_no_times_or_no_days_is_never() -> None:
    assert next_at_wall(utc(2026, 1, 1), SHANGHAI, []) is None
    assert next_at_wall(utc(2026, 1, 1), SHANGHAI, [time(7)], 0) is None
    assert last_at_wall(utc(2026, 1, 1), SHANGHAI, [time(7)], 0) is None


def test_seven_stays_seven_when_summer_time_begins_and_ends() -> None:
    before_spring = at_wall(date(2026, 3, 7), time(7), NEW_YORK)
    assert before_spring == utc(2026, 3, 7, 12)
    assert next_at_wall(before_spring, NEW_YORK, [time(7)]) == utc(2026, 3, 8, 11)
    before_autumn = at_wall(date(2026, 10, 31), time(7), NEW_YORK)
    assert next_at_wall(before_autumn, NEW_YORK, [time(7)]) == utc(2026, 11, 1, 12)


def test_an_hour_that_is_skipped_comes_as_much_later() -> None:
    at = next_at_wall(utc(2026, 3, 8, 5), NEW_YORK, [time(2, 30)])
    assert at is not None
    assert at.astimezone(NEW_YORK).time() == time(3, 30)
    again = next_at_wall(at, NEW_YORK, [time(2, 30)])
    assert again is not None
    assert again.astimezone(NEW_YORK) == datetime(2026, 3, 9, 2, 30, tzinfo=NEW_YORK)


def test_an_hour_that_comes_twice_counts_once() -> None:
    first = next_at_wall(utc(2026, 11, 1, 4), NEW_YORK, [time(1, 30)])
    assert first == utc(2026, 11, 1, 5, 30)
    assert next_at_wall(first, NEW_YORK, [time(1, 30)]) == utc(2026, 11, 2, 6, 30)


@given(
    st.datetimes(datetime(2011, 1, 2), datetime(2030, 1, 1)).map(lambda naive: naive.replace(tzinfo=UTC)),  # noqa: DTZ001
    st.sampled_from(ZONES),
    st.lists(st.times().map(lambda clock: clock.replace(second=0, microsecond=0)), min_size=1, max_size=3),
    st.integers(1, 127),
)
def test_next_and_last_meet_and_nothing_lies_between(
    now: datetime, zone: ZoneInfo, times: list[time], weekdays: int
) -> None:
    following = next_at_wall(now, zone, times, weekdays)
    assert following is not None
    assert now < following <= now + timedelta(days=9)
    assert last_at_wall(following, zone, times, weekdays) == following
    before = last_at_wall(now, zone, times, weekdays)
    assert before is not None
    assert before <= now
    assert next_at_wall(before, zone, times, weekdays) == following


@given(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)), st.sampled_from(ZONES))  # noqa: DTZ001
def test_a_day_begins_before_what_happens_on_it(naive: datetime, zone: ZoneInfo) -> None:
    moment = naive.replace(tzinfo=UTC)
    begins = start_of_day(moment, zone)
    assert begins <= moment < begins + timedelta(hours=26)


def test_weekdays_are_bits_from_monday() -> None:
    monday = date(2026, 11, 23)
    assert [falls_on(monday + timedelta(days=day), 0b0010101) for day in range(7)] == [
        True, False, True, False, True, False, False,
    ]  # fmt: skip
