"""Draw a figure month by month: a column a month, its number on top, the goal across. It writes digits only."""

from collections.abc import Sequence
from datetime import date

from bot.chart.sheet import Sheet

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
    shares = goal is not None or max(known) <= 1
    top, foot = 20 * scale, height - 44 * scale
    most = max([*known, goal or 0.0]) * ROOM or 1.0
    small = 22 * scale

    def y(value: float) -> float:
        return foot - value / most * (foot - top)

    left, right = 16 * scale, width - (90 * scale if goal is not None else 16 * scale)
    step = (right - left) / len(values)
    for place, (month, value) in enumerate(values):
        middle = left + step * (place + 0.5)
        start, end = middle - step * 0.36, middle + step * 0.36
        sheet.text((middle, (foot + height) / 2), f"{month:%m}", small, QUIET, "middle")
        if value is None:
            sheet.box(start, foot - 4 * scale, end, foot, NONE)
            continue
        colour = RUNNING if place == len(values) - 1 else KEPT
        sheet.box(start, min(y(value), foot - 2 * scale), end, foot, colour)
        sheet.text((middle, y(value) - small * 0.7), _digits(value, shares=shares), small, INK, "middle")
    sheet.across(left, right, foot, round(2 * scale), GROUND)
    if goal is not None:
        sheet.across(left, right, y(goal), round(2 * scale), LINE)
        sheet.text((right + 6 * scale, y(goal)), f"{goal * 100:.0f}%", small, LINE)
    return sheet.png()


def _digits(value: float, *, shares: bool) -> str:
    return f"{value * 100:.0f}%" if shares else f"{value:.0f}"
