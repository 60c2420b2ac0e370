"""Draw a resident's readings and their week of exercise as PNG pictures. It writes digits only, never a word.

Pure and synchronous: callers run it in a thread. Pillow is loaded on the first picture, not at start-up.
"""

from bot.chart.layout import Layout
from bot.chart.readings import draw_ground, draw_numbers, draw_readings
from bot.chart.ring import draw_ring
from bot.chart.sheet import Sheet
from bot.chart.values import Band, Chart, Point, Role, Series, tracks

__all__ = ["Band", "Chart", "Point", "Role", "Series", "draw", "draw_ring"]


def draw(chart: Chart, *, large: bool = False) -> bytes:
    """A PNG of 800x450 pixels, or 1000x750 with larger type and markers.

    Raises ValueError when no point lies within the days, and for a naive time or a value that is no number.
    """
    width, height, scale = (1000, 750, 1.75) if large else (800, 450, 1.0)
    layout = Layout(chart, tracks(chart), width, height, scale)
    sheet = Sheet(width, height)
    draw_ground(sheet, layout)
    draw_readings(sheet, layout)
    draw_numbers(sheet, layout)
    return sheet.png()
