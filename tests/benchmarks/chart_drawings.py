"""The same thirty days drawn by our chart and by matplotlib. Nothing is timed here."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

FIRST, LAST = date(2026, 10, 24), date(2026, 11, 22)
LINES = (135, 85)


def readings() -> list[tuple[datetime, float, float]]:
    """Sixty readings, a morning and an evening one a day, always the same."""
    found = []
    for number in range(60):
        day, hour = FIRST + timedelta(number // 2), (7, 20)[number % 2]
        systolic = 146 - number // 5 + (number * 37) % 17 - 8
        at = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
        found.append((at, float(systolic), float(systolic * 5 // 8 + number % 5)))
    return found


def ours() -> bytes:
    """Our 800x450 picture."""
    from bot.chart import Band, Chart, Point, Series, draw

    upper = Series([Point(at, systolic) for at, systolic, _ in readings()], "systolic")
    lower = Series([Point(at, diastolic) for at, _, diastolic in readings()], "diastolic")
    return draw(Chart([upper, lower], FIRST, LAST, [Band(None, 135), Band(None, 85)], LINES))


def theirs() -> bytes:
    """The same by Figure and Agg, matplotlib's lightest road: strokes, markers, trend, means, target."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.dates import DateFormatter
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8, 4.5), dpi=100)
    canvas = FigureCanvasAgg(figure)
    plot = figure.add_subplot()
    times = [at for at, _, _ in readings()]
    parts = [[systolic for _, systolic, _ in readings()], [diastolic for _, _, diastolic in readings()]]
    plot.vlines(times, parts[1], parts[0], colors="#C3CAD4", linewidth=1)
    for values, line in zip(parts, LINES, strict=True):
        mean = sum(values) / len(values)
        plot.axhspan(line - 15, line, color="#DFF1E6")
        plot.axhline(line, color="#17794A", linewidth=2)
        plot.axhline(mean, color="#4A5568", linestyle="--")
        plot.plot(times[0::2], values[0::2], "o", color="#E8760A", markersize=8)
        plot.plot(times[1::2], values[1::2], "D", color="#1E2F7A", markersize=8)
        plot.plot(times, _rolling(values), color="#3A4A66", linewidth=5)
        plot.text(times[-1] + timedelta(days=1), values[-1], f"{values[-1]:.0f}", fontsize=30)
        plot.text(times[-1] + timedelta(days=1), mean, f"{mean:.0f}", fontsize=18)
    plot.grid(color="#E3E7EC")
    plot.tick_params(labelsize=16)
    plot.xaxis.set_major_formatter(DateFormatter("%m-%d"))
    file = BytesIO()
    canvas.print_png(file)
    return file.getvalue()


def _rolling(values: list[float]) -> list[float]:
    windows = [values[max(0, place - 7) : place + 8] for place in range(len(values))]
    return [sum(window) / len(window) for window in windows]
