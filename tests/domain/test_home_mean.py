"""The home mean: what is counted, what is missing, and where its line is."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.home_mean import HomeMean, HomeMeanCuts, HomeMeanMissing, Slot, Taken, home_mean, slot

HOME = ZoneInfo("Asia/Shanghai")
TODAY = date(2026, 5, 17)


def taken(days_ago: int, hour: int, systolic: float = 130, diastolic: float = 80, minute: int = 0) -> Taken:
    day = TODAY - timedelta(days=days_ago)
    return Taken(datetime(day.year, day.month, day.day, hour, minute, tzinfo=HOME), systolic, diastolic)


def series(days: range, *, systolic: float = 130, diastolic: float = 80) -> list[Taken]:
    """Two readings each morning and evening, so many days ago."""
    return [
        taken(ago, hour, systolic, diastolic, minute) for ago in days for hour in (7, 19) for minute in (0, 1)
    ]


@pytest.mark.parametrize(
    ("hour", "expected"),
    [
        (3, Slot.OTHER),
        (4, Slot.MORNING),
        (11, Slot.MORNING),
        (12, Slot.OTHER),
        (15, Slot.OTHER),
        (16, Slot.EVENING),
        (23, Slot.EVENING),
        (0, Slot.OTHER),
    ],
)
def test_a_slot_goes_by_the_persons_own_hour(hour: int, expected: Slot) -> None:
    assert slot(datetime(2026, 5, 17, hour, 59, tzinfo=HOME)) is expected


def test_seven_full_days_make_the_mean_of_the_last_six() -> None:
    readings = series(range(6), systolic=128) + series(range(6, 7), systolic=170)
    assert home_mean(readings, today=TODAY) == HomeMean(128, 80, readings=24, days=6, at_or_above=False)


def test_the_first_day_measured_is_dropped_even_when_it_is_not_the_first_of_the_window() -> None:
    readings = series(range(3), systolic=128) + series(range(3, 4), systolic=170)
    assert home_mean(readings, today=TODAY) == HomeMean(128, 80, readings=12, days=3, at_or_above=False)


def test_twelve_readings_on_two_days_are_not_enough_days() -> None:
    readings = [
        *series(range(2, 3)),
        *(taken(ago, hour, minute=minute) for ago in (0, 1) for hour in (7, 19) for minute in (0, 1, 2)),
    ]
    assert home_mean(readings, today=TODAY) == HomeMeanMissing(1, 0, days=2, readings=12)


def test_eleven_readings_on_three_days_are_one_reading_short() -> None:
    readings = series(range(4))[1:]
    assert home_mean(readings, today=TODAY) == HomeMeanMissing(0, 1, days=3, readings=11)


def test_nothing_measured_misses_everything() -> None:
    assert home_mean([], today=TODAY) == HomeMeanMissing(3, 12, days=0, readings=0)


def test_a_fourth_reading_in_a_slot_does_not_move_the_mean() -> None:
    again_and_again = [taken(0, 7, systolic=90, minute=minute) for minute in range(5, 40)]
    found = home_mean(series(range(7)) + again_and_again, today=TODAY)
    assert isinstance(found, HomeMean)
    assert found.readings == 25


def test_readings_at_noon_before_the_window_or_tomorrow_are_not_counted() -> None:
    elsewhere = [taken(1, 13, 200), taken(7, 7, 200), taken(-1, 7, 200)]
    assert home_mean(series(range(7)) + elsewhere, today=TODAY) == home_mean(series(range(7)), today=TODAY)


@pytest.mark.parametrize(
    ("systolic", "diastolic", "at_or_above"),
    [(134, 84, False), (135, 84, True), (134, 85, True), (134.5, 80, True), (134.4, 84.4, False)],
)
def test_the_line_is_135_over_85_of_the_mean_as_it_is_shown(
    systolic: float, diastolic: float, at_or_above: bool
) -> None:
    found = home_mean(series(range(7), systolic=systolic, diastolic=diastolic), today=TODAY)
    assert isinstance(found, HomeMean)
    assert found.at_or_above is at_or_above
    assert at_or_above is (found.systolic >= 135 or found.diastolic >= 85)


def test_the_county_may_ask_for_more_measuring() -> None:
    strict = HomeMeanCuts(least_readings=25)
    assert home_mean(series(range(7)), today=TODAY, cuts=strict) == HomeMeanMissing(0, 1, days=6, readings=24)


@given(
    st.lists(
        st.builds(
            taken,
            st.integers(-1, 9),
            st.integers(0, 23),
            st.integers(50, 300),
            st.integers(30, 200),
            st.integers(0, 59),
        ),
        max_size=80,
    )
)
def test_the_mean_never_leaves_what_was_measured(readings: list[Taken]) -> None:
    found = home_mean(readings, today=TODAY)
    assert found.readings <= len(readings)
    if isinstance(found, HomeMean):
        assert (
            min(one.systolic for one in readings) <= found.systolic <= max(one.systolic for one in readings)
        )
        assert found.days >= 3
        assert found.readings >= 12
    else:
        assert found.days_missing or found.readings_missing
