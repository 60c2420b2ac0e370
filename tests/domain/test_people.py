"""Ages, key populations and quiet hours."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.people import Joining, QuietHours, Role, Tag, age, is_elderly, may_join, possible_birth_year

TODAY = date(2026, 5, 17)


@pytest.mark.parametrize(
    ("birth_year", "expected"),
    [
        (2030, Joining.REFUSED),
        (2013, Joining.REFUSED),
        (2012, Joining.REFUSED),
        (2011, Joining.NOT_YET),
        (2009, Joining.NOT_YET),
        (2008, Joining.YES),
        (1950, Joining.YES),
    ],
)
def test_who_turns_18_this_year_may_join_and_who_may_still_be_13_is_refused(
    birth_year: int, expected: Joining
) -> None:
    assert may_join(birth_year, TODAY) is expected


def test_an_age_is_the_one_reached_this_year() -> None:
    assert age(1961, TODAY) == 65
    assert is_elderly(1961, TODAY)
    assert not is_elderly(1962, TODAY)


@pytest.mark.parametrize(("year", "possible"), [(2027, False), (2026, True), (1906, True), (1905, False)])
def test_a_birth_year_in_the_future_or_over_120_years_ago_is_a_mistake(year: int, possible: bool) -> None:
    assert possible_birth_year(year, TODAY) is possible


@pytest.mark.parametrize(
    ("at", "quiet"),
    [
        (time(20, 59, 59), False),
        (time(21, 0), True),
        (time(23, 59), True),
        (time(0, 0), True),
        (time(6, 59, 59), True),
        (time(7, 0), False),
        (time(12, 0), False),
    ],
)
def test_quiet_hours_hold_over_midnight(at: time, quiet: bool) -> None:
    assert QuietHours(time(21), time(7)).holds(at) is quiet


def test_quiet_hours_within_a_day_hold_between_their_ends() -> None:
    nap = QuietHours(time(12), time(14))
    assert [nap.holds(time(hour)) for hour in (11, 12, 13, 14)] == [False, True, True, False]


@given(st.times(), st.times(), st.times())
def test_a_moment_is_quiet_in_one_of_two_opposite_ranges(start: time, end: time, at: time) -> None:
    if start == end:
        assert not QuietHours(start, end).holds(at)
    else:
        assert QuietHours(start, end).holds(at) is not QuietHours(end, start).holds(at)


def test_a_neighbour_who_volunteers_does_not_see_the_sensitive_tags() -> None:
    assert Tag.SEVERE_MENTAL_ILLNESS.is_sensitive
    assert Tag.TUBERCULOSIS.is_sensitive
    assert not Tag.HYPERTENSION.is_sensitive
    assert not Role.VOLUNTEER.is_clinical
    assert Role.VILLAGE_DOCTOR.is_clinical
    assert Role.VOLUNTEER.is_staff
    assert not Role.RESIDENT.is_staff
