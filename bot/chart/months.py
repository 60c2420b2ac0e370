"""Draw a figure month by month: a column a month, its number on top, the goal across. It writes digits only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.chart.sheet import Sheet, text_width

KEPT, RUNNING = "#7FA3D1", "#2F5F9E"
INK, QUIET, LINE, GROUND, NONE = "#16202C", "#4A5568", "#17794A", "#C3CAD4", "#EEF1F4"
ROOM = 1.18  # above the tallest column, for its number


def draw_months(
    values: Sequence[tuple[date, float | None]], *, goal: float | None = None, large: bool = False
) -> bytes:
    """A PNG of 800x450 pixels (1000x750 when large). The last month runs still and is darker.

    With a goal, or where no value is above 1, values are shares and written as percents. Where there is no data there is no
    column, only a pale foot. Raises ValueError when no month has a value.
    """
    known = [value for _, value in values if value is not None]
    if not known:
        raise ValueError("a picture needs one month with data: say in words that there is none")
    width, height, scale = (1000, 750, 1.75) if large else (800, 450, 1.0)
    sheet = Sheet(width, height)
    plot = _Plot(
        left=16 * scale,
        right=width - (90 * scale if goal is not None else 16 * scale),
        top=20 * scale,
        foot=height - 44 * scale,
        most=max([*known, goal or 0.0]) * ROOM or 1.0,
        size=22 * scale,
    )
    shares = goal is not None or max(known) <= 1
    _columns(
        sheet, plot, values, [None if value is None else _digits(value, shares=shares) for _, value in values]
    )
    sheet.across(plot.left, plot.right, plot.foot, round(2 * scale), GROUND)
    if goal is not None:
        sheet.across(plot.left, plot.right, plot.y(goal), round(2 * scale), LINE)
        sheet.text((plot.right + 6 * scale, plot.y(goal)), f"{goal * 100:.0f}%", plot.size, LINE)
    return sheet.png()


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where the columns stand, in pixels; `most`: the value at the top, `size`: of the digits."""

    left: float
    right: float
    top: float
    foot: float
    most: float
    size: float

    def y(self, value: float) -> float:
        return self.foot - value / self.most * (self.foot - self.top)


def _columns(
    sheet: Sheet, plot: _Plot, values: Sequence[tuple[date, float | None]], digits: Sequence[str | None]
) -> None:
    step, last = (plot.right - plot.left) / len(values), len(values) - 1
    # Where the numbers would run into each other, only that of the last month is written.
    fit = all(text_width(one, plot.size) < step for one in digits if one)
    for place, ((month, value), said) in enumerate(zip(values, digits, strict=True)):
        middle = plot.left + step * (place + 0.5)
        start, end = middle - step * 0.36, middle + step * 0.36
        sheet.text((middle, (plot.foot + sheet.height) / 2), f"{month:%m}", plot.size, QUIET, "middle")
        if value is None or said is None:
            sheet.box(start, plot.foot - plot.size / 5, end, plot.foot, NONE)
            continue
        top = min(plot.y(value), plot.foot - plot.size / 11)
        sheet.box(start, top, end, plot.foot, RUNNING if place == last else KEPT)
        if fit:
            sheet.text((middle, top - plot.size * 0.7), said, plot.size, INK, "middle")
        elif place == last:
            sheet.text((plot.right, top - plot.size * 0.7), said, plot.size, INK, "right")


def _digits(value: float, *, shares: bool) -> str:
    return f"{value * 100:.0f}%" if shares else f"{value:.0f}"
