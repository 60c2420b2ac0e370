"""Days in a row, over pauses, midnights and the changing of clocks."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.streak import Pause, PauseReason, Streak, streak

TODAY = date(2026, 5, 17)


def day(ago: int) -> date:
    return TODAY - timedelta(days=ago)


def ill(first: int, last: int | None) -> Pause:
    return Pause(day(first), None if last is None else day(last), PauseReason.ILL)


@pytest.mark.parametrize(
    ("ago", "expected"),
    [
        ([], Streak(0, 0, False)),
        ([0], Streak(1, 1, True)),
        ([1], Streak(1, 1, False)),
        ([2], Streak(0, 1, False)),
        ([0, 1, 2], Streak(3, 3, True)),
        ([1, 2, 3], Streak(3, 3, False)),
        ([0, 2, 3, 4], Streak(1, 3, True)),
    ],
)
def test_a_streak_breaks_by_a_day_missed_but_not_by_a_day_not_over(ago: list[int], expected: Streak) -> None:
    assert streak({day(one) for one in ago}, [], TODAY) == expected


def test_paused_days_neither_break_nor_count() -> None:
    assert streak({day(5), day(6), day(1)}, [ill(4, 2)], TODAY) == Streak(3, 3, False)
    assert streak({day(5), day(6), day(1)}, [ill(4, 3)], TODAY) == Streak(1, 2, False)


def test_an_open_pause_holds_until_the_person_is_back() -> None:
    assert streak({day(40), day(41)}, [ill(39, None)], TODAY) == Streak(2, 2, False)


def test_whoever_measures_in_spite_of_a_pause_has_it_counted() -> None:
    assert streak({day(3), day(2), day(0)}, [ill(3, 0)], TODAY) == Streak(3, 3, True)


def test_two_readings_around_midnight_are_two_days_in_the_persons_own_zone() -> None:
    shanghai = ZoneInfo("Asia/Shanghai")
    before = datetime(2026, 5, 16, 15, 59, tzinfo=ZoneInfo("UTC")).astimezone(shanghai)
    after = datetime(2026, 5, 16, 16, 1, tzinfo=ZoneInfo("UTC")).astimezone(shanghai)
    assert streak({before.date(), after.date()}, [], TODAY) == Streak(2, 2, True)


@pytest.mark.parametrize("changes", [date(2026, 3, 29), date(2026, 10, 25)])
def test_a_clock_that_changes_breaks_no_streak(changes: date) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    noon = datetime(changes.year, changes.month, changes.day, 12, tzinfo=berlin)
    active = {(noon + timedelta(days=shift)).date() for shift in (-1, 0, 1)}
    assert streak(active, [], changes + timedelta(days=1)).days == 3


days = st.frozensets(st.integers(-3, 60).map(day))
pauses = st.lists(
    st.builds(
        lambda first, length: Pause(day(first), day(first - length), PauseReason.TRAVELLING),
        st.integers(0, 60),
        st.integers(0, 20),
    )
)


@given(days, pauses)
def test_a_streak_is_never_more_than_the_days_active(active: frozenset[date], paused: list[Pause]) -> None:
    found = streak(active, paused, TODAY)
    assert 0 <= found.days <= found.longest <= len([one for one in active if one <= TODAY])
    assert found.active_today is (TODAY in active)


@given(days, pauses, pauses)
def test_another_pause_never_shortens_a_streak(
    active: frozenset[date], paused: list[Pause], more: list[Pause]
) -> None:
    assert streak(active, paused + more, TODAY).days >= streak(active, paused, TODAY).days


@given(days, pauses)
def test_being_active_today_adds_exactly_one_day(active: frozenset[date], paused: list[Pause]) -> None:
    without = streak(active - {TODAY}, paused, TODAY)
    assert streak(active | {TODAY}, paused, TODAY).days == without.days + 1
