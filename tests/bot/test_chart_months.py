"""A figure month by month: a column where there is data and none where there is not, the goal across, digits only."""

from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from bot.chart.months import KEPT, LINE, RUNNING, draw_months

MONTHS = [date(2026, month, 1) for month in range(1, 13)]


def colours(png: bytes) -> dict[str, int]:
    picture = Image.open(BytesIO(png)).convert("RGB")
    counted = picture.getcolors(maxcolors=100_000)
    assert counted is not None
    return {f"#{red:02X}{green:02X}{blue:02X}": count for count, (red, green, blue) in counted}  # type: ignore[misc]


def test_a_month_without_data_has_no_column_and_zero_has_one() -> None:
    none = colours(draw_months([(month, 0.2 if month.month == 12 else None) for month in MONTHS]))
    assert RUNNING in none
    assert KEPT not in none
    zero = colours(draw_months([(MONTHS[0], 0.0), (MONTHS[1], 0.4)]))
    assert 0 < zero[KEPT] < zero[RUNNING]


def test_the_goal_is_a_line_and_stays_in_view_above_every_column() -> None:
    values = [(month, 0.1) for month in MONTHS]
    assert LINE in colours(draw_months(values, goal=1.0))
    assert LINE not in colours(draw_months(values))


@pytest.mark.parametrize(("large", "size"), [(False, (800, 450)), (True, (1000, 750))])
def test_it_has_the_size_of_the_other_pictures(large: bool, size: tuple[int, int]) -> None:
    png = draw_months([(month, 12_345.0) for month in MONTHS], large=large)
    assert Image.open(BytesIO(png)).size == size


def test_a_picture_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="in words"):
        draw_months([(month, None) for month in MONTHS])
