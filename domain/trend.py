"""A value beside the person's own last weeks. Compares with nobody else, and calls no change good or bad."""

from dataclasses import dataclass
from enum import StrEnum

DAYS = 28  # [D] awaiting a clinician's sign-off
LEAST_READINGS = 3  # [D] awaiting a clinician's sign-off


class Direction(StrEnum):
    UP = "up"
    DOWN = "down"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Past:
    """The person's earlier values of one part over the last 28 days, in its unit, and how many of them are of this week."""

    readings: int
    mean: float
    lowest: float
    highest: float
    this_week: int = 0


@dataclass(frozen=True, slots=True)
class Trend:
    """Mean, lowest and highest of so many earlier `readings`, and how far the new one is from the mean."""

    mean: float
    lowest: float
    highest: float
    difference: float
    direction: Direction
    readings: int


def compare(value_now: float, past: Past | None, *, steady_within: float = 0.0) -> Trend | None:
    """The value beside those before it; None under three of them.

    `steady_within`: a difference no larger is the same (the part's own `steady`).
    """
    if past is None or past.readings < LEAST_READINGS:
        return None
    difference = value_now - past.mean
    way = direction(difference, steady_within)
    return Trend(past.mean, past.lowest, past.highest, difference, way, past.readings)


def direction(difference: float, steady_within: float) -> Direction:
    if abs(difference) <= steady_within:
        return Direction.SAME
    return Direction.UP if difference > 0 else Direction.DOWN
