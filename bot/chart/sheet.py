"""A white sheet to draw smooth shapes and digits on, as light as Pillow allows. It knows no reading, no rule.

Smooth edges are made only where an edge slants: markers are small stamps made once at eight times their
size, a curve is drawn at four times its size on a grey mask no larger than itself. Straight lines sit on
whole pixels. The file holds the colours used and their blends with white: encoding all took
longer than the drawing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from math import ceil, cos, floor, pi, sin
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

Shape = Literal["circle", "diamond", "square"]
Align = Literal["left", "middle", "right"]
Place = tuple[float, float]
Colour = tuple[int, int, int]

WHITE = "#FFFFFF"
STAMP_FINENESS = 8
CURVE_FINENESS = 4
PALETTE_SIZE = 256
# Pillow looks a colour up by its corner in a grid of four: from nine apart on, no neighbour can be nearer.
APART = 9
_ANCHORS: dict[Align, str] = {"left": "ls", "middle": "ms", "right": "rs"}


class Sheet:
    """One picture in the making; lengths are pixels, (0, 0) is the top left corner."""

    def __init__(self, width: int, height: int) -> None:
        from PIL import Image, ImageDraw

        self.width, self.height = width, height
        self._image = Image.new("RGB", (width, height), WHITE)
        self._pen = ImageDraw.Draw(self._image)
        self._colours = {WHITE}

    def box(self, left: float, top: float, right: float, bottom: float, colour: str) -> None:
        """Fill a rectangle; one thinner than a pixel is still one pixel thick."""
        self._colours.add(colour)
        x, y = round(left), round(top)
        self._pen.rectangle((x, y, max(x, round(right) - 1), max(y, round(bottom) - 1)), colour)

    def across(self, left: float, right: float, y: float, thickness: int, colour: str) -> None:
        """A horizontal line centred on y."""
        top = round(y - thickness / 2)
        self.box(left, top, right, top + thickness, colour)

    def down(self, x: float, top: float, bottom: float, thickness: int, colour: str) -> None:
        """A vertical line centred on x."""
        left = round(x - thickness / 2)
        self.box(left, top, left + thickness, bottom, colour)

    def dashes(self, left: float, right: float, y: float, thickness: int, colour: str) -> None:
        """A dashed horizontal line that ends with a whole dash at the right."""
        dash = 4 * thickness
        while right > left:
            self.across(max(left, right - dash), right, y, thickness, colour)
            right -= 2 * dash

    def fade(self, left: float, right: float, top: float, bottom: float, colour: str) -> None:
        """Fill a rectangle with a colour that turns white towards the bottom."""
        first, last = round(top), round(bottom)
        blends = _blends(colour, last - first + 1)
        for y, blend in zip(range(first, last), blends, strict=False):
            self._pen.rectangle((round(left), y, round(right) - 1, y), blend)
        self._colours.add(colour)

    def curve(self, places: Sequence[Place], thickness: float, colour: str) -> None:
        """A smooth line with round ends through the places; one place alone is a dot."""
        with _Mask(self, _around(places, thickness / 2), colour) as mask:
            fine = [mask.fine(place) for place in places]
            mask.pen.line(fine, 255, round(thickness * CURVE_FINENESS), "curve")
            for end in (fine[0], fine[-1]):
                mask.pen.circle(end, thickness * CURVE_FINENESS / 2, 255)

    def arc(self, middle: Place, radius: float, thickness: float, turns: float, colour: str) -> None:
        """Part of a ring, clockwise from the top, round at its ends; `radius` goes to the middle of it."""
        x, y = middle
        reach = radius + thickness / 2
        with _Mask(self, _around([middle], reach), colour) as mask:
            corners = (mask.fine((x - reach, y - reach)), mask.fine((x + reach, y + reach)))
            mask.pen.arc(corners, -90, -90 + 360 * turns, 255, round(thickness * CURVE_FINENESS))
            for angle in (0.0, 2 * pi * turns):
                end = mask.fine((x + radius * sin(angle), y - radius * cos(angle)))
                mask.pen.circle(end, thickness * CURVE_FINENESS / 2, 255)

    def stamp(self, shape: Shape, x: float, y: float, radius: float, colour: str) -> None:
        """A marker with a thin white rim, centred on (x, y) to the pixel."""
        self._colours.add(colour)
        image = _stamp(shape, radius, colour)
        self._image.paste(image, (round(x - image.width / 2), round(y - image.height / 2)), image)

    def lay(self, mask: Image, place: tuple[int, int], colour: str) -> None:
        """Lay a colour through a grey mask, its top left corner at the place."""
        self._colours.add(colour)
        self._image.paste(colour, place, mask)

    def text(self, place: Place, digits: str, size: float, colour: str, align: Align = "left") -> None:
        """Digits with their middle at the height given, thickened for poor eyes."""
        self._colours.add(colour)
        foot = (place[0], round(place[1] + digit_height(size) / 2))
        self._pen.text(foot, digits, colour, _font(size), _ANCHORS[align], stroke_width=size / 40)

    def png(self) -> bytes:
        """The picture as the bytes of a PNG file, the same every time."""
        from PIL import Image

        palette = _palette(tuple(sorted(self._colours)))
        file = BytesIO()
        indexed = self._image.quantize(palette=palette, dither=Image.Dither.NONE)
        indexed.save(file, "PNG", compress_level=3)
        return file.getvalue()


class _Mask:
    """A grey mask four times as fine as the sheet, laid on it in a colour on leaving the block."""

    def __init__(self, sheet: Sheet, edges: tuple[int, int, int, int], colour: str) -> None:
        from PIL import Image, ImageDraw

        self._sheet, self._colour = sheet, colour
        self._left, self._top, right, bottom = edges
        size = ((right - self._left) * CURVE_FINENESS, (bottom - self._top) * CURVE_FINENESS)
        self._image = Image.new("L", size)
        self.pen = ImageDraw.Draw(self._image)

    def fine(self, place: Place) -> Place:
        """A place on the sheet, as a place on the mask."""
        return (place[0] - self._left) * CURVE_FINENESS, (place[1] - self._top) * CURVE_FINENESS

    def __enter__(self) -> _Mask:
        return self

    def __exit__(self, *_: object) -> None:
        self._sheet.lay(self._image.reduce(CURVE_FINENESS), (self._left, self._top), self._colour)


def _around(places: Sequence[Place], reach: float) -> tuple[int, int, int, int]:
    """The whole pixels that hold everything within reach of the places: left, top, right, bottom."""
    across, down = [x for x, _ in places], [y for _, y in places]
    return (
        floor(min(across) - reach) - 1,
        floor(min(down) - reach) - 1,
        ceil(max(across) + reach) + 1,
        ceil(max(down) + reach) + 1,
    )


@lru_cache(maxsize=32)
def _palette(colours: tuple[str, ...]) -> Image:
    """An image that carries the colours, and their blends with white that no lookup takes for one of them."""
    from PIL import Image

    ramps = [_blends(colour, PALETTE_SIZE // len(colours)) for colour in colours if colour != WHITE]
    pure = [(255, 255, 255), *(ramp[0] for ramp in ramps)]
    blends = [blend for ramp in ramps for blend in ramp[1:]]
    entries = pure + [blend for blend in blends if all(_apart(blend, colour) for colour in pure)]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for entry in entries for part in entry])
    return palette


def _apart(one: Colour, other: Colour) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) >= APART


def _blends(colour: str, steps: int) -> list[Colour]:
    """The colour and its even steps towards white, white itself left out."""
    parts = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    shares = [step / steps for step in range(steps)]
    blends = [[round(part + (255 - part) * share) for part in parts] for share in shares]
    return [(red, green, blue) for red, green, blue in blends]


def text_width(digits: str, size: float) -> float:
    """How wide the digits come out, in pixels."""
    return _font(size).getlength(digits) + size / 20


def digit_height(size: float) -> float:
    """How tall a digit stands, in pixels."""
    return size * 0.7


@lru_cache(maxsize=32)
def _font(size: float) -> FreeTypeFont:
    from PIL import ImageFont

    font = ImageFont.load_default(size)
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise RuntimeError("Pillow was built without FreeType: install the ordinary wheel")
    return font


@lru_cache(maxsize=64)
def _stamp(shape: Shape, radius: float, colour: str) -> Image:
    from PIL import Image, ImageDraw

    rim = max(1.0, radius / 6)
    middle = ceil(radius * 1.25 + rim)
    image = Image.new("RGBA", (middle * 2 * STAMP_FINENESS,) * 2, WHITE + "00")
    pen = ImageDraw.Draw(image)
    for reach, fill in ((radius + rim, WHITE), (radius, colour)):
        _outline(pen, shape, middle * STAMP_FINENESS, reach * STAMP_FINENESS, fill)
    return image.reduce(STAMP_FINENESS)


def _outline(pen: ImageDraw, shape: Shape, middle: float, reach: float, fill: str) -> None:
    if shape == "circle":
        pen.circle((middle, middle), reach, fill)
    elif shape == "diamond":
        pen.regular_polygon((middle, middle, reach * 1.25), 4, 45, fill)
    else:
        half = reach * 0.8
        pen.rectangle((middle - half, middle - half, middle + half, middle + half), fill)
