"""Which pressure counts as controlled, by profile and age."""

import pytest

from domain.target import TargetProfile, is_controlled, target

PROFILE = TargetProfile("any", "a text", below=(140, 90), from_age={65: (150, 90), 80: (160, 95)})


@pytest.mark.parametrize(
    ("age", "below"),
    [(None, (140, 90)), (64, (140, 90)), (65, (150, 90)), (79, (150, 90)), (80, (160, 95))],
)
def test_the_largest_age_reached_decides(age: int | None, below: tuple[float, float]) -> None:
    assert target(PROFILE, age) == below


@pytest.mark.parametrize(
    ("systolic", "diastolic", "controlled"),
    [(139, 89, True), (140, 89, False), (139, 90, False)],
)
def test_controlled_is_below_both(systolic: float, diastolic: float, controlled: bool) -> None:
    assert is_controlled(PROFILE, 50, systolic, diastolic) is controlled
