"""The arithmetic of a chart: ticks, days, means and where labels go. It never touches a pixel or a font."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil, floor

MINUTES_A_DAY = 24 * 60
DAILY_UP_TO = 14
ROLLING_UP_TO = 120
# A line across a longer silence would draw readings nobody took.
LONGEST_GAP_DAYS = 10
LONGEST_GAP_OF_WEEKS_DAYS = 24

Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Axis:
    """A range of values and the round numbers written along it."""

    low: float
    high: float
    ticks: tuple[float, ...]

    def share(self, value: float) -> float:
        """How far up the axis a value lies: 0 at the bottom, 1 at the top."""
        return (value - self.low) / (self.high - self.low)


def axis(values: Iterable[float], decimals: int, *, from_zero: bool = False) -> Axis:
    """An axis that holds every value, with at most seven ticks in steps of 1, 2 or 5 times a power of ten."""
    kept = list(values)
    low, high = (0.0 if from_zero else min(kept)), max(kept)
    # All readings alike must not become a wild line: never less than ten units of the last digit shown.
    least = max(abs(high) * 0.06, 10 * 10.0**-decimals)
    if high - low < least:
        middle = (low + high) / 2
        low, high = (0.0 if from_zero else middle - least / 2), (least if from_zero else middle + least / 2)
    room = (high - low) * 0.07
    low, high = (low if from_zero else low - room), high + room
    return Axis(low, high, _ticks(low, high, 10.0**-decimals))


def _ticks(low: float, high: float, finest: float) -> tuple[float, ...]:
    step = finest
    for factor in (2, 2.5, 2) * 12:
        if (high - low) / step < 7:
            break
        step *= factor
    return tuple(step * number for number in range(ceil(low / step), floor(high / step) + 1))


def day_position(at: datetime, first: date) -> float:
    """Days from the first midnight to a point by the clock on the wall: a DST day is as wide as any other."""
    return (at.date() - first).days + (at.hour * 60 + at.minute) / MINUTES_A_DAY


def day_labels(first: date, last: date, most: int) -> list[date]:
    """At most `most` days to name: even steps back from the last; over half a year, firsts of months."""
    days = (last - first).days + 1
    if days > 180:
        return _month_starts(first, last, most)
    step = next((s for s in (1, 2, 7, 14, 28) if (days - 1) // s + 1 <= most), days)
    return [last - timedelta(back) for back in range(0, days, step)][::-1]


def _month_starts(first: date, last: date, most: int) -> list[date]:
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    starts = [date(month // 12, month % 12 + 1, 1) for month in months]
    inside = [start for start in starts if first <= start]
    step = next((s for s in (1, 2, 3, 6, 12) if len(inside) <= s * most), ceil(len(inside) / most))
    return inside[::-1][::step][::-1]


def trend(spots: Sequence[Spot], days: int) -> list[list[Spot]]:
    """The thick line: daily means up to two weeks, seven-day rolling means up to a season, then weekly means.

    `spots` are (day position, value) in order. The line comes in pieces, broken over long silences.
    """
    if days > ROLLING_UP_TO:
        return _pieces(_means(spots, 7), LONGEST_GAP_OF_WEEKS_DAYS)
    daily = _means(spots, 1)
    if days > DAILY_UP_TO:
        daily = [(day, mean([v for x, v in spots if abs(x - day) <= 3.5])) for day, _ in daily]
    return _pieces(daily, LONGEST_GAP_DAYS)


def mean(values: Sequence[float]) -> float:
    """The plain mean of at least one value; the statistics module weighs as much as drawing the picture."""
    return sum(values) / len(values)


def _means(spots: Sequence[Spot], width: int) -> list[Spot]:
    buckets: dict[int, list[Spot]] = {}
    for spot in spots:
        buckets.setdefault(floor(spot[0] / width), []).append(spot)
    return [(mean([x for x, _ in bucket]), mean([v for _, v in bucket])) for bucket in buckets.values()]


def _pieces(line: Sequence[Spot], longest_gap: float) -> list[list[Spot]]:
    pieces: list[list[Spot]] = []
    for spot in line:
        if not pieces or spot[0] - pieces[-1][-1][0] > longest_gap:
            pieces.append([])
        pieces[-1].append(spot)
    return pieces


def spread(wanted: Sequence[tuple[float, float]], low: float, high: float) -> list[float]:
    """Centres for labels of (wanted centre, height) so that none overlap, each as near its wish as can be.

    Labels that collide move together, a tall one less than a short one. The result keeps the order given;
    labels too tall for low..high together run over the end.
    """
    order = sorted(range(len(wanted)), key=lambda index: wanted[index][0])
    blocks: list[list[int]] = []
    for index in order:
        blocks.append([index])
        while len(blocks) > 1 and _top(wanted, blocks[-1], low, high) < _bottom(
            wanted, blocks[-2], low, high
        ):
            blocks[-2:] = [blocks[-2] + blocks[-1]]
    centres = [0.0] * len(wanted)
    for block in blocks:
        edge = _top(wanted, block, low, high)
        for index in block:
            centres[index] = edge + wanted[index][1] / 2
            edge += wanted[index][1]
    return centres


def _height(wanted: Sequence[tuple[float, float]], block: Sequence[int]) -> float:
    return sum(wanted[index][1] for index in block)


def _top(wanted: Sequence[tuple[float, float]], block: Sequence[int], low: float, high: float) -> float:
    pull, weight, above = 0.0, 0.0, 0.0
    for index in block:
        centre, height = wanted[index]
        pull += (centre - height / 2 - above) * height
        weight += height
        above += height
    return max(low, min(high - above, pull / weight))


def _bottom(wanted: Sequence[tuple[float, float]], block: Sequence[int], low: float, high: float) -> float:
    return _top(wanted, block, low, high) + _height(wanted, block)
