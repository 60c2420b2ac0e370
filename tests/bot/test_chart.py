"""The chart, looked at pixel by pixel. It asks where things are, not whether they are beautiful."""

import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta, tzinfo
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.chart import Band, Chart, Point, Role, Series, draw
from bot.chart import readings as look
from bot.chart.layout import Layout
from bot.chart.scale import day_position
from bot.chart.values import tracks

SHANGHAI, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")
LAST = date(2026, 11, 22)
WHITE = (255, 255, 255)
HOME_TARGET = (Band(None, 135), Band(None, 85))


def at(back: int, hour: int, zone: tzinfo = SHANGHAI) -> datetime:
    day = LAST - timedelta(back)
    return datetime(day.year, day.month, day.day, hour, 30, tzinfo=zone)


def pressure_chart(readings: Sequence[tuple[datetime, float, float]], days: int = 7) -> Chart:
    upper = [Point(when, systolic) for when, systolic, _ in readings]
    lower = [Point(when, diastolic) for when, _, diastolic in readings]
    series = [Series(upper, "systolic"), Series(lower, "diastolic")]
    return Chart(series, LAST - timedelta(days - 1), LAST, HOME_TARGET, (135, 85))


def steady(days: int) -> Chart:
    readings = [(at(back, hour), 128 + back % 5, 80 + back % 3) for back in range(days) for hour in (7, 20)]
    return pressure_chart(readings, days)


class Seen:
    """A drawn chart with the places its values should lie at."""

    def __init__(self, chart: Chart) -> None:
        self.chart = chart
        self.layout = Layout(chart, tracks(chart), 800, 450, 1.0)
        self.image = Image.open(BytesIO(draw(chart))).convert("RGB")

    def pixel(self, x: float, y: float) -> tuple[int, ...]:
        found = self.image.getpixel((round(x), round(y)))
        assert isinstance(found, tuple)
        return found

    def marker(self, when: datetime, value: float, right: float = 0, down: float = 0) -> tuple[int, ...]:
        """The colour at a reading, or as many of its radii to the right and down."""
        x = self.layout.x(day_position(when, self.chart.first)) + right * self.layout.radius
        return self.pixel(x, self.layout.y(value) + down * self.layout.radius)

    def colours_in_row(self, y: float) -> set[tuple[int, ...]]:
        return {self.pixel(x, y) for x in range(round(self.layout.left), round(self.layout.right))}


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour[1:]))


def luminance(colour: str) -> float:
    shares = [part / 255 for part in rgb(colour)]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("days", [1, 7, 30, 90, 365, 800])
def test_a_chart_of_any_range_is_a_png_of_the_promised_size(days: int) -> None:
    for large, size in ((False, (800, 450)), (True, (1000, 750))):
        image = Image.open(BytesIO(draw(steady(days), large=large)))
        assert (image.format, image.size) == ("PNG", size)
        assert image.convert("RGB").getpixel((0, 0)) == WHITE


def test_the_same_chart_is_the_same_bytes_in_every_thread() -> None:
    chart = steady(30)
    with ThreadPoolExecutor(4) as pool:
        pictures = set(pool.map(draw, [chart] * 12))
    assert pictures == {draw(chart)}


def test_another_reading_makes_another_picture() -> None:
    assert draw(pressure_chart([(at(0, 7), 128, 82)])) != draw(pressure_chart([(at(0, 7), 129, 82)]))


def test_pillow_is_not_loaded_before_the_first_picture() -> None:
    code = "import sys, bot.chart; sys.exit('PIL' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


VALUES = st.floats(50, 300)
# From before the clocks go back in Berlin to after the last day of the chart.
TIMES = st.integers(-3 * 24, 33 * 24).map(
    lambda hours: (at(0, 12, UTC) - timedelta(hours=hours)).astimezone(BERLIN)
)
POINTS = st.lists(st.builds(Point, TIMES, VALUES), min_size=1, max_size=12)
ROLES: list[Role] = ["systolic", "diastolic", "single", "bar"]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.builds(Series, POINTS, st.sampled_from(ROLES)), min_size=1, max_size=3),
    st.sampled_from([1, 7, 30, 365]),
    st.lists(st.builds(Band, st.none() | VALUES, VALUES), max_size=2),
    st.lists(VALUES, max_size=3),
    st.booleans(),
)
def test_any_readings_can_be_drawn(
    series: list[Series], days: int, bands: list[Band], lines: list[float], large: bool
) -> None:
    today = Point(at(0, 12, BERLIN), 120.0)
    chart = Chart([*series, Series([today])], LAST - timedelta(days - 1), LAST, bands, lines)
    assert draw(chart, large=large).startswith(b"\x89PNG")


@pytest.mark.parametrize("value", [0.0, 0.1, 50.0, 300.0, 99999.0])
@pytest.mark.parametrize("decimals", [0, 1])
def test_one_value_alone_or_many_alike_can_be_drawn(value: float, decimals: int) -> None:
    for points in ([Point(at(2, 7), value)], [Point(at(back, 7), value) for back in range(7)]):
        roles: list[Role] = ["single", "bar"]
        for role in roles:
            draw(Chart([Series(points, role)], LAST - timedelta(6), LAST, decimals=decimals))


def test_no_reading_within_the_days_is_refused() -> None:
    for readings in ([], [(at(30, 7), 128.0, 82.0)]):
        with pytest.raises(ValueError, match="one reading"):
            draw(pressure_chart(readings))


def test_a_naive_time_or_a_value_that_is_no_number_is_refused() -> None:
    naive = at(0, 7).replace(tzinfo=None)
    for point in (Point(naive, 128), Point(at(0, 7), float("nan")), Point(at(0, 7), float("inf"))):
        with pytest.raises(ValueError, match="aware time"):
            draw(Chart([Series([point])], LAST, LAST))


def test_morning_evening_and_noon_differ_in_colour() -> None:
    seen = Seen(pressure_chart([(at(4, 7), 150, 95), (at(3, 20), 110, 70), (at(2, 13), 150, 95)]))
    assert seen.marker(at(4, 7), 150) == rgb(look.MORNING[1])
    assert seen.marker(at(3, 20), 110) == rgb(look.EVENING[1])
    assert seen.marker(at(2, 13), 150, right=0.3, down=0.5) == rgb(look.OTHER[1])


def test_morning_is_a_circle_and_evening_a_diamond() -> None:
    seen = Seen(pressure_chart([(at(4, 7), 150, 95), (at(3, 20), 110, 70), (at(0, 7), 130, 80)]))
    assert seen.marker(at(4, 7), 150, right=0.62, down=-0.62) == rgb(look.MORNING[1])
    assert seen.marker(at(3, 20), 110, right=0.62, down=-0.62) != rgb(look.EVENING[1])
    assert seen.marker(at(3, 20), 110, right=1.0) == rgb(look.EVENING[1])


def test_a_stroke_joins_the_two_parts_of_one_reading_only() -> None:
    joined = Seen(pressure_chart([(at(3, 7), 150, 95)]))
    assert joined.marker(at(3, 7), 110) == rgb(look.STROKE)
    upper, lower = Series([Point(at(3, 7), 150)], "systolic"), Series([Point(at(3, 8), 95)], "diastolic")
    apart = Seen(Chart([upper, lower], joined.chart.first, LAST, (), (135, 85)))
    assert apart.marker(at(3, 7), 110) == WHITE


def test_the_home_lines_cross_the_plot_with_the_target_shaded_below_them() -> None:
    seen = Seen(pressure_chart([(at(3, 7), 150, 95)]))
    for line in (135, 85):
        y = seen.layout.y(line)
        assert rgb(look.LINE) in seen.colours_in_row(y)
        assert rgb(look.BAND_EDGE) not in seen.colours_in_row(y - 6)
        assert WHITE in seen.colours_in_row(y - 6)
        assert WHITE not in {seen.pixel(x, y + 6) for x in range(200, 300)}
    assert {label.digits for label in seen.layout.line_labels} == {"135", "85"}


def test_a_target_with_a_floor_is_shaded_down_to_it() -> None:
    points = [Point(at(back, 7), 3.0 + back) for back in range(7)]
    seen = Seen(Chart([Series(points)], LAST - timedelta(6), LAST, [Band(4.4, 7.0)], (4.4, 7.0), 1))
    for value, shaded in ((6.8, True), (4.6, True), (4.1, False), (7.3, False)):
        assert (rgb(look.BAND) in seen.colours_in_row(seen.layout.y(value))) is shaded


def test_the_mean_is_dashed_and_the_callers_own_mean_wins() -> None:
    points = [Point(at(back, 7), 120.0 + 20 * (back % 2)) for back in range(6)]
    own = Seen(Chart([Series(points, mean=133.5)], LAST - timedelta(6), LAST))
    assert [label.digits for label in own.layout.mean_labels] == ["134"]
    row = own.colours_in_row(own.layout.y(133.5))
    assert {rgb(look.MEAN), WHITE} <= row
    plain = Seen(Chart([Series(points)], LAST - timedelta(6), LAST))
    assert [label.digits for label in plain.layout.mean_labels] == ["130"]


def test_one_reading_has_its_numbers_and_no_mean() -> None:
    layout = Seen(pressure_chart([(at(3, 7), 128, 82)])).layout
    assert [label.digits for label in layout.last_labels] == ["128", "82"]
    assert layout.mean_labels == []


def test_the_last_reading_is_written_whatever_order_the_readings_come_in() -> None:
    readings = [(at(0, 20), 131.0, 84.0), (at(5, 7), 150.0, 95.0), (at(0, 7), 128.0, 82.0)]
    layout = Seen(pressure_chart(readings)).layout
    assert [label.digits for label in layout.last_labels] == ["131", "84"]


def test_a_bar_stands_on_zero() -> None:
    points = [Point(at(back, 20), 4000.0 + 1000 * back) for back in range(7)]
    seen = Seen(Chart([Series(points, "bar")], LAST - timedelta(6), LAST))
    assert seen.layout.axis.low == 0
    middle = seen.layout.x(3.5)
    assert seen.pixel(middle, seen.layout.bottom - 5) == rgb(look.BAR)
    assert seen.pixel(middle, seen.layout.y(7000) - 10) != rgb(look.BAR)


def test_a_year_shows_faint_dots_and_no_strokes() -> None:
    readings = [(at(back, 7), 110.0 + back % 50, 70.0 + back % 20) for back in range(0, 365, 12)]
    seen = Seen(pressure_chart(readings, 365))
    colours = {colour for _, colour in seen.image.getcolors(1 << 20) or []}
    assert rgb(look.MORNING[2]) in colours
    assert rgb(look.STROKE) not in colours


def test_numbers_and_markers_are_readable_for_poor_eyes_and_without_colour() -> None:
    assert all(contrast(colour, "#FFFFFF") >= 4.5 for colour in (look.INK, look.MEAN, look.LINE))
    assert contrast(look.MORNING[1], look.EVENING[1]) >= 3
    assert len({look.MORNING[0], look.EVENING[0], look.OTHER[0]}) == 3
