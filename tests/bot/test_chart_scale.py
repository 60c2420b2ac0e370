"""The arithmetic of a chart: ticks, days, means and labels. No picture is drawn here."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chart.scale import axis, day_labels, day_position, spread, trend

BERLIN = ZoneInfo("Europe/Berlin")
LAST = date(2026, 11, 22)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 400), st.floats(10, 60)), min_size=1, max_size=6))
def test_labels_never_overlap(wanted: list[tuple[float, float]]) -> None:
    placed = zip(spread(wanted, 0, 400), wanted, strict=True)
    edges = sorted((centre - height / 2, centre + height / 2) for centre, (_, height) in placed)
    assert all(above[1] <= below[0] + 0.001 for above, below in pairwise(edges))
    assert edges[0][0] >= -0.001
    assert edges[-1][1] <= 400.001


def test_a_label_with_room_stays_where_it_belongs() -> None:
    assert spread([(100, 40), (200, 40)], 0, 400) == [100, 200]
    assert spread([(200, 40), (100, 40)], 0, 400) == [200, 100]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(0, 300), min_size=1, max_size=5), st.sampled_from([0, 1]))
def test_an_axis_holds_its_values_and_two_to_eight_round_ticks(values: list[float], decimals: int) -> None:
    found = axis(values, decimals)
    assert found.low < min(values)
    assert found.high > max(values)
    assert 2 <= len(found.ticks) <= 8
    assert all(round(tick, decimals) == pytest.approx(tick) for tick in found.ticks)


def test_blood_pressure_ticks_are_twenties() -> None:
    assert axis([78, 162], 0).ticks == (80, 100, 120, 140, 160)


@pytest.mark.parametrize("days", [1, 2, 7, 30, 90, 180, 365, 800])
def test_a_few_days_are_named_and_none_outside(days: int) -> None:
    first = LAST - timedelta(days - 1)
    named = day_labels(first, LAST, 6)
    assert 1 <= len(named) <= 6
    assert named == sorted(set(named))
    assert first <= named[0]
    assert named[-1] <= LAST


def test_a_point_lies_at_its_clock_time_within_its_day() -> None:
    assert day_position(datetime(2026, 11, 22, 18, 0, tzinfo=BERLIN), LAST) == 0.75
    assert day_position(datetime(2026, 11, 23, 0, 36, tzinfo=BERLIN), LAST) == 1.025


def test_a_day_of_the_clock_change_is_as_wide_as_any_other() -> None:
    sunday = date(2026, 10, 25)
    before, after = (datetime(2026, 10, day, 7, tzinfo=BERLIN) for day in (25, 26))
    assert after.astimezone(UTC) - before.astimezone(UTC) == timedelta(hours=24)
    assert day_position(after, sunday) - day_position(before, sunday) == 1
    evening_before = datetime(2026, 10, 24, 7, tzinfo=BERLIN)
    assert before.astimezone(UTC) - evening_before.astimezone(UTC) == timedelta(hours=25)
    assert day_position(before, sunday) - day_position(evening_before, sunday) == 1


def test_the_trend_is_daily_then_rolling_then_weekly_and_breaks_over_silence() -> None:
    spots = [(day + part, 100.0 + day % 2) for day in range(28) for part in (0.25, 0.75)]
    assert [len(piece) for piece in trend(spots[:14], 7)] == [7]
    assert [len(piece) for piece in trend(spots, 30)] == [28]
    assert [len(piece) for piece in trend(spots, 365)] == [4]
    silent = [spot for spot in spots if not 5 <= spot[0] < 20]
    assert [len(piece) for piece in trend(silent, 30)] == [5, 8]
