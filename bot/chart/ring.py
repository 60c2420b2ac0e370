"""The week's exercise as a ring that fills, with its minutes in the middle. It writes digits only."""

from math import isfinite

from bot.chart.sheet import Sheet, digit_height

TRACK, FIRST_LAP, SECOND_LAP = "#E6EAEF", "#1B8A5A", "#0D5237"
INK, QUIET = "#16202C", "#4A5568"
SIDE, LARGE_SIDE = 500, 750


def draw_ring(minutes: float, goal: float = 150, *, large: bool = False) -> bytes:
    """A PNG of 500x500 pixels (750x750 when large): minutes of the week against the goal, both in minutes.

    Past the goal a second, darker lap begins; past twice the goal it stays full. The default goal is the
    150 moderate minutes a week of WHO's 2020 guideline. Raises ValueError for negative minutes or no goal.
    """
    if not (isfinite(minutes) and isfinite(goal) and minutes >= 0 and goal > 0):
        raise ValueError(f"a ring needs minutes from 0 up and a goal above 0, not {minutes} of {goal}")
    side = LARGE_SIDE if large else SIDE
    sheet = Sheet(side, side)
    laps = min(minutes / goal, 2.0)
    for turns, colour in ((1.0, TRACK), (min(laps, 1.0), FIRST_LAP), (laps - 1, SECOND_LAP)):
        if turns > 0:
            sheet.arc((side / 2, side / 2), side * 0.4, side * 0.13, turns, colour)
    _write(sheet, minutes, goal)
    return sheet.png()


def _write(sheet: Sheet, minutes: float, goal: float) -> None:
    middle, size = sheet.width / 2, sheet.width * (0.27 if minutes < 999.5 else 0.20)
    small = sheet.width * 0.11
    sheet.text((middle, middle - sheet.width * 0.04), f"{minutes:.0f}", size, INK, "middle")
    half, line = sheet.width * 0.09, middle + digit_height(size) / 2 + sheet.width * 0.01
    sheet.across(middle - half, middle + half, line, max(2, sheet.width // 160), TRACK)
    sheet.text((middle, line + sheet.width * 0.08), f"{goal:.0f}", small, QUIET, "middle")
