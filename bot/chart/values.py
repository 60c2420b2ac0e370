"""What a chart shows, in plain values. Nothing here draws."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import isfinite
from typing import Literal

from bot.chart.scale import Spot, day_position, mean

Role = Literal["systolic", "diastolic", "single", "bar"]


@dataclass(frozen=True, slots=True)
class Point:
    """One value at an aware time in the resident's own zone."""

    at: datetime
    value: float


@dataclass(frozen=True, slots=True)
class Series:
    """Values of one part, in any order. `mean` is the dashed line; without it, the mean of the points shown.

    A "systolic" and a "diastolic" point at the same time are joined by a stroke; "bar" stands on zero.
    """

    points: Sequence[Point]
    role: Role = "single"
    mean: float | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """A target range, shaded. Without a `low` the shade fades out below `high`: "up to", no floor claimed."""

    low: float | None
    high: float


@dataclass(frozen=True, slots=True)
class Chart:
    """What one picture shows. Points outside first..last (local days, both included) are left out.

    `lines` are drawn across, labelled with their number, always in view; bands are cut at the plot's edge.
    """

    series: Sequence[Series]
    first: date
    last: date
    bands: Sequence[Band] = ()
    lines: Sequence[float] = ()
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Track:
    """A series laid out on the days of a chart, in order of time; never empty."""

    role: Role
    points: Sequence[Point]
    spots: Sequence[Spot]
    mean: float


def tracks(chart: Chart) -> list[Track]:
    """The series that have a point within the days.

    Raises ValueError when none has, and for a naive time, a value that is no finite number.
    """
    found = [track for series in chart.series if (track := _track(series, chart))]
    if not found:
        raise ValueError("a chart needs one reading within its days: say in words that there is none")
    return found


def _track(series: Series, chart: Chart) -> Track | None:
    for point in series.points:
        if point.at.tzinfo is None or not isfinite(point.value):
            raise ValueError(f"a point needs an aware time and a finite number, not {point}")
    inside = [point for point in series.points if chart.first <= point.at.date() <= chart.last]
    if not inside:
        return None
    inside.sort(key=lambda point: point.at)
    spots = [(day_position(point.at, chart.first), point.value) for point in inside]
    shown = mean([point.value for point in inside]) if series.mean is None else series.mean
    return Track(series.role, inside, spots, shown)
