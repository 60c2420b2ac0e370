"""Times as they are said: what they are called, and the moment they mean in any zone."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.spoken.when import PartOfDay, When

SHANGHAI = ZoneInfo("Asia/Shanghai")
NEW_YORK = ZoneInfo("America/New_York")
EVENING = datetime(2026, 11, 22, 21, 30, tzinfo=SHANGHAI)

ZONES = st.sampled_from(
    ["Asia/Shanghai", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Africa/Casablanca", "UTC"]
)
MOMENTS = st.builds(
    lambda moment, zone: moment.astimezone(ZoneInfo(zone)),
    st.datetimes(
        datetime.fromisoformat("2000-01-02"), datetime.fromisoformat("2060-01-01"), timezones=st.just(UTC)
    ),
    ZONES,
)
WHENS = st.builds(
    When,
    st.integers(0, 40),
    st.none() | st.sampled_from(PartOfDay),
    st.none() | st.times().map(lambda clock: clock.replace(second=0, microsecond=0)),
)


@pytest.mark.parametrize(
    ("when", "spoken"),
    [
        (When(1, None, time(20, 0)), "-1d 20:00"),
        (When(0, None, time(6, 30)), "today 06:30"),
        (When(0, PartOfDay.MORNING), "today morning"),
        (When(1), "-1d"),
        (When(1, PartOfDay.EVENING), "-1d evening"),
        (When(0, PartOfDay.MORNING, time(6, 30)), "today 06:30"),
        (When(), "today"),
    ],
)
def test_a_moment_is_written_as_in_the_typed_samples(when: When, spoken: str) -> None:
    assert when.spoken() == spoken


@pytest.mark.parametrize(
    ("part", "clock"),
    [
        (PartOfDay.MORNING, time(7, 30)),
        (PartOfDay.NOON, time(12, 30)),
        (PartOfDay.AFTERNOON, time(15, 30)),
        (PartOfDay.EVENING, time(20, 0)),
        (PartOfDay.NIGHT, time(22, 0)),
    ],
)
def test_a_part_of_yesterday_is_its_usual_hour(part: PartOfDay, clock: time) -> None:
    assert When(1, part).at(EVENING) == datetime.combine(EVENING.date() - timedelta(days=1), clock, SHANGHAI)


def test_a_part_of_today_that_is_still_to_come_is_now() -> None:
    assert When(0, PartOfDay.NIGHT).at(EVENING) == EVENING


def test_a_day_without_a_time_is_this_time_of_that_day() -> None:
    assert When(2).at(EVENING) == EVENING - timedelta(days=2)


def test_a_clock_time_more_than_five_minutes_ahead_has_not_come_yet() -> None:
    assert When(0, None, time(21, 36)).is_ahead_of(EVENING)
    assert not When(0, None, time(21, 35)).is_ahead_of(EVENING)
    assert not When(1, None, time(23, 0)).is_ahead_of(EVENING)


def test_an_evening_spoken_of_in_the_morning_is_a_plan() -> None:
    breakfast = EVENING.replace(hour=9)
    assert When(0, PartOfDay.EVENING).is_still_to_come(breakfast)
    assert not When(1, PartOfDay.EVENING).is_still_to_come(breakfast)
    assert not When(0, PartOfDay.MORNING).is_still_to_come(breakfast)


def test_a_clock_time_that_summer_time_skipped_is_an_hour_later() -> None:
    now = datetime(2026, 3, 8, 12, 0, tzinfo=NEW_YORK)
    assert When(0, None, time(2, 30)).at(now).time() == time(3, 30)


def test_yesterday_before_the_clocks_went_back_keeps_its_clock_time() -> None:
    now = datetime(2026, 11, 1, 20, 0, tzinfo=NEW_YORK)
    moment = When(1, None, time(20, 0)).at(now)
    assert moment.time() == time(20, 0)
    assert now.astimezone(UTC) - moment.astimezone(UTC) == timedelta(hours=25)


@given(WHENS, MOMENTS)
def test_no_moment_said_is_ever_later_than_now(when: When, now: datetime) -> None:
    moment = when.at(now)
    assert moment.astimezone(UTC) <= now.astimezone(UTC)
    assert moment.tzinfo is now.tzinfo


@given(WHENS, MOMENTS)
def test_a_moment_said_of_an_earlier_day_falls_on_that_day(when: When, now: datetime) -> None:
    moment = when.at(now)
    if when.days_ago:
        assert moment.date() == now.date() - timedelta(days=when.days_ago)
    else:
        assert moment.date() == now.date()
