"""The exercise ring, looked at pixel by pixel: where it is full and where it is not."""

from io import BytesIO

import pytest
from PIL import Image

from bot.chart import draw_ring
from bot.chart.ring import FIRST_LAP, SECOND_LAP, TRACK


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour[1:]))


def ring_at(minutes: float, turns: float) -> tuple[int, ...]:
    """The colour of the ring's middle line so many turns clockwise from the top."""
    image = Image.open(BytesIO(draw_ring(minutes))).convert("RGB")
    places = {0.125: (391, 109), 0.25: (450, 250), 0.5: (250, 450), 0.75: (50, 250), 0.875: (109, 109)}
    found = image.getpixel(places[turns])
    assert isinstance(found, tuple)
    return found


@pytest.mark.parametrize(
    ("minutes", "filled"),
    [
        (0, []),
        (30, [0.125]),
        (60, [0.125, 0.25]),
        (100, [0.125, 0.25, 0.5]),
        (120, [0.125, 0.25, 0.5, 0.75]),
        (140, [0.125, 0.25, 0.5, 0.75, 0.875]),
    ],
)
def test_the_ring_fills_clockwise_with_the_minutes(minutes: float, filled: list[float]) -> None:
    for turns in (0.125, 0.25, 0.5, 0.75, 0.875):
        assert ring_at(minutes, turns) == rgb(FIRST_LAP if turns in filled else TRACK)


def test_beyond_the_goal_a_second_lap_begins_and_is_full_at_twice_the_goal() -> None:
    assert [ring_at(230, turns) for turns in (0.25, 0.75)] == [rgb(SECOND_LAP), rgb(FIRST_LAP)]
    assert [ring_at(9000, turns) for turns in (0.25, 0.75)] == [rgb(SECOND_LAP)] * 2


def test_the_ring_comes_in_two_sizes_and_refuses_what_is_no_measure() -> None:
    sizes = [Image.open(BytesIO(draw_ring(60, large=large))).size for large in (False, True)]
    assert sizes == [(500, 500), (750, 750)]
    for minutes, goal in ((-1, 150), (60, 0), (float("nan"), 150)):
        with pytest.raises(ValueError, match="ring needs"):
            draw_ring(minutes, goal)
