"""A value beside the person's own last weeks."""

from datetime import date, timedelta

import pytest

from domain.trend import Direction, Earlier, Trend, compare
from domain.vital_sign import VitalSign
from domain.vitals import VITAL_SIGNS

TODAY = date(2026, 5, 17)


def earlier(*values: float, days_ago: int = 1) -> list[Earlier]:
    return [Earlier(TODAY - timedelta(days=days_ago), value) for value in values]


def test_two_earlier_readings_are_too_few_to_compare_with() -> None:
    assert compare(130, earlier(128, 132), today=TODAY) is None
    assert compare(130, [], today=TODAY) is None


def test_a_value_is_compared_with_the_mean_of_the_earlier_ones() -> None:
    assert compare(140, earlier(128, 130, 132), today=TODAY) == Trend(130, 128, 132, 10, Direction.UP, 3)


def test_readings_older_than_four_weeks_or_of_another_day_to_come_are_left_out() -> None:
    outside = earlier(200, 200, 200, days_ago=29) + earlier(200, days_ago=-1)
    inside = earlier(128, 130, days_ago=28) + earlier(132, days_ago=0)
    assert compare(140, outside + inside, today=TODAY) == compare(140, inside, today=TODAY)
    assert compare(140, outside, today=TODAY) is None


@pytest.mark.parametrize(
    ("now", "direction"),
    [(125, Direction.SAME), (124, Direction.DOWN), (135, Direction.SAME), (136, Direction.UP)],
)
def test_a_change_within_the_steady_range_is_none(now: float, direction: Direction) -> None:
    found = compare(now, earlier(130, 130, 130), today=TODAY, steady_within=5)
    assert found is not None
    assert found.direction is direction


@pytest.mark.parametrize("vital", VITAL_SIGNS, ids=lambda vital: vital.name)
def test_every_part_says_what_change_is_none_and_it_is_within_its_usual_range(vital: VitalSign) -> None:
    for part in vital.parts:
        assert 0 < part.steady < (part.usual[1] - part.usual[0]) / 4
