"""Minutes moved: how hard, what they count for, what cannot be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.exercise import (
    ExerciseKind,
    Intensity,
    Ring,
    kcal,
    problem,
)
from domain.vital_sign import Problem


def kind(met: float) -> ExerciseKind:
    return ExerciseKind("any", "00000", met)


@pytest.mark.parametrize(
    ("met", "intensity", "ring", "points"),
    [
        (2.9, Intensity.LIGHT, 0, 15),
        (3.0, Intensity.MODERATE, 30, 30),
        (5.9, Intensity.MODERATE, 30, 30),
        (6.0, Intensity.VIGOROUS, 60, 60),
    ],
)
def test_minutes_count_by_how_hard_they_were(
    met: float, intensity: Intensity, ring: float, points: float
) -> None:
    assert kind(met).intensity is intensity
    assert kind(met).moderate_equivalent(30) == ring
    assert kind(met).minutes_for_points(30) == points


@pytest.mark.parametrize(
    ("minutes", "already", "expected"),
    [
        (0, 0, Problem.OUT_OF_RANGE),
        (1, 0, None),
        (180, 0, None),
        (181, 0, Problem.PLEASE_CONFIRM),
        (600, 840, Problem.PLEASE_CONFIRM),
        (600, 841, Problem.OUT_OF_RANGE),
        (601, 0, Problem.OUT_OF_RANGE),
        (30, 1410, None),
        (30, 1411, Problem.OUT_OF_RANGE),
        (-5, 0, Problem.OUT_OF_RANGE),
    ],
)
def test_minutes_that_cannot_be_or_hardly_can_are_asked_about(
    minutes: float, already: float, expected: Problem | None
) -> None:
    assert problem(minutes, already) is expected


def test_the_ring_closes_at_150_minutes_and_may_go_on() -> None:
    assert (Ring(149).closed, Ring(149).left) == (False, 1)
    assert (Ring(150).closed, Ring(150).share) == (True, 1)
    assert (Ring(300).share, Ring(300).left) == (2, 0)


def test_half_an_hour_of_walking_at_60_kg_is_about_120_kcal() -> None:
    assert kcal(kind(3.8), kg=60, minutes=30) == pytest.approx(119.7)


@given(st.floats(1, 12), st.integers(1, 600))
def test_every_minute_of_any_exercise_counts_towards_points(met: float, minutes: int) -> None:
    assert kind(met).minutes_for_points(minutes) > 0
    assert kind(met).minutes_for_points(minutes) >= kind(met).moderate_equivalent(minutes)
