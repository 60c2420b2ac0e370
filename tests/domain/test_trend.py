"""A value beside the person's own last weeks."""

import pytest

from domain.trend import Direction, Past, Trend, compare
from domain.vital_sign import VitalSign
from domain.vitals import VITAL_SIGNS

PAST = Past(readings=3, mean=130, lowest=128, highest=132)


def test_two_earlier_readings_are_too_few_to_compare_with() -> None:
    assert compare(130, Past(2, 130, 128, 132)) is None
    assert compare(130, None) is None


def test_a_value_is_compared_with_the_mean_of_the_earlier_ones() -> None:
    assert compare(140, PAST) == Trend(130, 128, 132, 10, Direction.UP, 3)


@pytest.mark.parametrize(
    ("now", "direction"),
    [(125, Direction.SAME), (124, Direction.DOWN), (135, Direction.SAME), (136, Direction.UP)],
)
def test_a_change_within_the_steady_range_is_none(now: float, direction: Direction) -> None:
    found = compare(now, PAST, steady_within=5)
    assert found is not None
    assert found.direction is direction


@pytest.mark.parametrize("vital", VITAL_SIGNS, ids=lambda vital: vital.name)
def test_every_part_says_what_change_is_none_and_it_is_within_its_usual_range(vital: VitalSign) -> None:
    for part in vital.parts:
        assert 0 < part.steady < (part.usual[1] - part.usual[0]) / 4
