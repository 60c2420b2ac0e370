"""A value beside the person's own last weeks. Compares with nobody else, and calls no change good or bad."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import fmean

DAYS = 28  # [D] awaiting a clinician's sign-off
LEAST_READINGS = 3  # [D] awaiting a clinician's sign-off


class Direction(StrEnum):
    UP = "up"
    DOWN = "down"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Earlier:
    """One earlier value of the same part, in its unit, and the person's own day it was measured on."""

    on: date
    value: float


@dataclass(frozen=True, slots=True)
class Trend:
    """Mean, lowest and highest of so many earlier `readings`, and how far the new one is from the mean."""

    mean: float
    lowest: float
    highest: float
    difference: float
    direction: Direction
    readings: int


def compare(
    value_now: float, earlier: Sequence[Earlier], *, today: date, steady_within: float = 0.0
) -> Trend | None:
    """The value beside those of the 28 days before; None under three of them.

    `steady_within`: a difference no larger is the same (the part's own `steady`).
    """
    values = [one.value for one in earlier if today - timedelta(days=DAYS) <= one.on <= today]
    if len(values) < LEAST_READINGS:
        return None
    mean = fmean(values)
    difference = value_now - mean
    return Trend(
        mean, min(values), max(values), difference, direction(difference, steady_within), len(values)
    )


def direction(difference: float, steady_within: float) -> Direction:
    if abs(difference) <= steady_within:
        return Direction.SAME
    return Direction.UP if difference > 0 else Direction.DOWN
