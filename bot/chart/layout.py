"""Where everything of a chart goes on its sheet, in pixels. It draws nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import floor

from bot.chart.scale import Axis, axis, day_labels, spread
from bot.chart.sheet import text_width
from bot.chart.values import Chart, Track


@dataclass(frozen=True, slots=True)
class Label:
    """Digits at the edge of the plot: what they say, the value they mean and the height they stand at."""

    digits: str
    value: float
    y: float
    size: float


class Layout:
    """The plot between left and right, top and bottom, its axis, and the labels around it."""

    def __init__(self, chart: Chart, tracks: Sequence[Track], width: int, height: int, scale: float) -> None:
        self.chart, self.tracks, self.scale = chart, tracks, scale
        self.days = (chart.last - chart.first).days + 1
        self.axis = _axis(chart, tracks)
        self.small, self.middle, self.big = 26 * scale, 30 * scale, 48 * scale
        self.top, self.bottom = 12 * scale, height - 44 * scale
        self.line_labels = self._line_labels()
        self.tick_labels = list(self._tick_labels())
        self.last_labels, self.mean_labels = self._end_labels()
        beside = [*self.line_labels, *self.tick_labels]
        self.left = 18 * scale + max(text_width(label.digits, label.size) for label in beside)
        ends = [*self.last_labels, *self.mean_labels]
        self.right = width - 34 * scale - max(text_width(label.digits, label.size) for label in ends)
        self.radius = max(4.5 * scale, min(10 * scale, 0.45 * (self.right - self.left) / self.days))

    def x(self, day: float) -> float:
        """Where a day position lies; the readings keep clear of both edges of the plot."""
        room = 8 * self.scale
        return self.left + room + day / self.days * (self.right - self.left - 2 * room)

    def y(self, value: float) -> float:
        """Where a value lies."""
        return self.bottom - self.axis.share(value) * (self.bottom - self.top)

    def day_labels(self) -> list[date]:
        """The days to name, so few that their names keep apart."""
        room = text_width("00-00", self.small) * 1.3
        return day_labels(self.chart.first, self.chart.last, max(1, int((self.right - self.left) / room)))

    def _line_labels(self) -> list[Label]:
        lines = sorted(set(self.chart.lines))
        return self._labels([(line, self.small) for line in lines])

    def _tick_labels(self) -> Iterator[Label]:
        taken = [label.y for label in self.line_labels]
        for tick in self.axis.ticks:
            y = self.y(tick)
            if all(abs(y - other) > self.small for other in taken):
                yield Label(self._digits(tick), tick, y, self.small)

    def _end_labels(self) -> tuple[list[Label], list[Label]]:
        """Each last value, and each mean of more than one reading, spread so that none overlap."""
        last = [(track.spots[-1][1], self.big) for track in self.tracks]
        means = [(track.mean, self.middle) for track in self.tracks if len(track.spots) > 1]
        labels = self._labels([*last, *means])
        return labels[: len(last)], labels[len(last) :]

    def _labels(self, wanted: Sequence[tuple[float, float]]) -> list[Label]:
        heights = [(self.y(value), size * 0.9) for value, size in wanted]
        placed = spread(heights, self.top, self.bottom)
        return [
            Label(self._digits(value), value, y, size)
            for (value, size), y in zip(wanted, placed, strict=True)
        ]

    def _digits(self, value: float) -> str:
        # Half goes up, as people round; the first rounding takes away the dust of binary fractions.
        finest = 10**self.chart.decimals
        return f"{floor(round(value * finest, 6) + 0.5) / finest:.{self.chart.decimals}f}"


def _axis(chart: Chart, tracks: Sequence[Track]) -> Axis:
    values = [value for track in tracks for _, value in track.spots]
    means = [track.mean for track in tracks]
    bars = any(track.role == "bar" for track in tracks)
    return axis([*values, *means, *chart.lines], chart.decimals, from_zero=bars)
