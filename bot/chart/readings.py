"""Draw readings on a sheet: the ground, then markers and trend, then numbers. It decides no place itself."""

from datetime import datetime

from bot.chart.layout import Label, Layout
from bot.chart.scale import DAILY_UP_TO, ROLLING_UP_TO, trend
from bot.chart.sheet import WHITE, Shape, Sheet
from bot.chart.values import Band, Track

INK = "#16202C"
MEAN = "#4A5568"
GRID = "#E3E7EC"
STROKE = "#C3CAD4"
BAND, BAND_EDGE = "#DFF1E6", "#BFE3CD"
FADE = 60
LINE = "#17794A"
BAR = "#3F76B8"
TREND_BEHIND, TREND_IN_FRONT = "#A9B7CA", "#3A4A66"
# Sun orange and night blue differ in lightness too, and each has its own shape: told apart without colour.
MORNING: tuple[Shape, str, str] = ("circle", "#E8760A", "#F6C08F")
EVENING: tuple[Shape, str, str] = ("diamond", "#1E2F7A", "#A3ABD0")
OTHER: tuple[Shape, str, str] = ("square", "#79828E", "#C5CAD1")
MORNING_HOURS, EVENING_HOURS = range(4, 12), range(17, 24)


def draw_ground(sheet: Sheet, layout: Layout) -> None:
    """Bands, the grid with its numbers, the labelled lines and the days."""
    thin = round(layout.scale)
    for band in layout.chart.bands:
        _draw_band(sheet, layout, band)
    _draw_days(sheet, layout)
    for label in layout.tick_labels:
        sheet.across(layout.left, layout.right, layout.y(label.value), thin, GRID)
        _write_left(sheet, layout, label, MEAN)
    for label in layout.line_labels:
        sheet.across(layout.left, layout.right, layout.y(label.value), 2 * thin, LINE)
        _write_left(sheet, layout, label, LINE)


def _draw_band(sheet: Sheet, layout: Layout, band: Band) -> None:
    top = max(layout.y(band.high), layout.top)
    bottom = min(layout.bottom, top + FADE * layout.scale if band.low is None else layout.y(band.low))
    if top >= bottom:
        return
    if band.low is None:
        sheet.fade(layout.left, layout.right, top, bottom, BAND_EDGE)
    else:
        sheet.box(layout.left, top, layout.right, bottom, BAND)


def _write_left(sheet: Sheet, layout: Layout, label: Label, colour: str) -> None:
    sheet.text((layout.left - 8 * layout.scale, label.y), label.digits, label.size, colour, "right")


def _draw_days(sheet: Sheet, layout: Layout) -> None:
    y = (layout.bottom + sheet.height) / 2
    for day in layout.day_labels():
        # A day is named under its noon; a month under its first midnight is the same place to the eye.
        x = layout.x((day - layout.chart.first).days + 0.5)
        sheet.down(x, layout.top, layout.bottom + 5 * layout.scale, round(layout.scale), GRID)
        sheet.text((x, y), day.strftime("%m-%d"), layout.small, MEAN, "middle")


def draw_readings(sheet: Sheet, layout: Layout) -> None:
    """Strokes between the parts of a reading, markers, trend and mean lines; bars for a series of bars."""
    if layout.days <= ROLLING_UP_TO:
        _draw_strokes(sheet, layout)
    for track in layout.tracks:
        if track.role == "bar":
            _draw_bars(sheet, layout, track)
        else:
            _draw_track(sheet, layout, track)


def _draw_strokes(sheet: Sheet, layout: Layout) -> None:
    parts = {track.role: track for track in layout.tracks}
    if not {"systolic", "diastolic"} <= parts.keys():
        return
    lower = {point.at: point.value for point in parts["diastolic"].points}
    upper = parts["systolic"]
    thickness = round((2 if layout.days <= DAILY_UP_TO else 1) * layout.scale)
    for point, (day, value) in zip(upper.points, upper.spots, strict=True):
        if point.at in lower:
            low, high = sorted((layout.y(value), layout.y(lower[point.at])))
            sheet.down(layout.x(day), low, high, thickness, STROKE)


def _draw_track(sheet: Sheet, layout: Layout, track: Track) -> None:
    behind = layout.days <= DAILY_UP_TO
    if behind:
        _draw_trend(sheet, layout, track, TREND_BEHIND)
    for point, (day, value) in zip(track.points, track.spots, strict=True):
        _draw_marker(sheet, layout, point.at, day, value)
    if not behind:
        _draw_trend(sheet, layout, track, TREND_IN_FRONT)
    _draw_mean(sheet, layout, track)
    _draw_marker(sheet, layout, track.points[-1].at, *track.spots[-1], last=True)


def _draw_marker(
    sheet: Sheet, layout: Layout, at: datetime, day: float, value: float, *, last: bool = False
) -> None:
    hour = at.hour
    shape, colour, faint = MORNING if hour in MORNING_HOURS else EVENING if hour in EVENING_HOURS else OTHER
    radius = layout.radius
    if last:
        radius = max(radius * 1.3, 9 * layout.scale)
    elif layout.days > ROLLING_UP_TO:
        radius, colour = 3 * layout.scale, faint
    sheet.stamp(shape, layout.x(day), layout.y(value), radius, colour)


def _draw_trend(sheet: Sheet, layout: Layout, track: Track, colour: str) -> None:
    for piece in trend(track.spots, layout.days):
        places = [(layout.x(day), layout.y(value)) for day, value in piece]
        if colour == TREND_IN_FRONT:
            sheet.curve(places, 7.5 * layout.scale, WHITE)
        sheet.curve(places, 5 * layout.scale, colour)


def _draw_mean(sheet: Sheet, layout: Layout, track: Track) -> None:
    if len(track.spots) > 1:
        sheet.dashes(layout.left, layout.right, layout.y(track.mean), round(2 * layout.scale), MEAN)


def _draw_bars(sheet: Sheet, layout: Layout, track: Track) -> None:
    half = max(0.5, (layout.x(1) - layout.x(0)) * 0.36)
    for day, value in track.spots:
        middle = layout.x(int(day) + 0.5)
        sheet.box(middle - half, layout.y(value), middle + half, layout.y(0), BAR)
    _draw_mean(sheet, layout, track)


def draw_numbers(sheet: Sheet, layout: Layout) -> None:
    """The last values, large, and the means, each tied to where it belongs."""
    edge, text = layout.right, layout.right + 22 * layout.scale
    for label, track in zip(layout.last_labels, layout.tracks, strict=True):
        start = (layout.x(track.spots[-1][0]) + 12 * layout.scale, layout.y(label.value))
        _tie(sheet, layout, start, label, 2, INK)
        sheet.text((text, label.y), label.digits, label.size, INK)
    for label in layout.mean_labels:
        _tie(sheet, layout, (edge, layout.y(label.value)), label, 2, MEAN)
        sheet.text((text, label.y), label.digits, label.size, MEAN)


def _tie(
    sheet: Sheet, layout: Layout, start: tuple[float, float], label: Label, width: float, colour: str
) -> None:
    bend, end = (layout.right + 2 * layout.scale, start[1]), (layout.right + 16 * layout.scale, label.y)
    places = [start, bend, end] if start[0] < bend[0] else [bend, end]
    sheet.curve(places, width * layout.scale, colour)
