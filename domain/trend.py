"""A value beside the person's own last weeks. Compares with nobody else, and calls no change good or bad."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean

DAYS = 28  # how far back "earlier" goes. [D] awaiting a clinician's sign-off
LEAST_READINGS = 3  # [D] awaiting a clinician's sign-off


class Direction(StrEnum):
    UP = "up"
    DOWN = "down"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Trend:
    """Mean, lowest and highest of so many earlier `readings`, and how far the new one is from the mean."""

    mean: float
    lowest: float
    highest: float
    difference: float
    direction: Direction
    readings: int


def compare(value_now: float, earlier: Sequence[float], *, steady_within: float = 0.0) -> Trend | None:
    """The value beside `earlier`, those of the DAYS before it in the same unit; None under three of them.

    `steady_within`: a difference no larger is the same (the part's own `steady`).
    """
    if len(earlier) < LEAST_READINGS:
        return None
    mean = fmean(earlier)
    difference = value_now - mean
    return Trend(
        mean, min(earlier), max(earlier), difference, direction(difference, steady_within), len(earlier)
    )


def direction(difference: float, steady_within: float) -> Direction:
    if abs(difference) <= steady_within:
        return Direction.SAME
    return Direction.UP if difference > 0 else Direction.DOWN
