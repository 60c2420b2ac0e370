"""A white sheet to draw smooth shapes and digits on, as light as Pillow allows. It knows no reading and no rule.

Smooth edges are made only where a slanted edge is: markers are small stamps made once at eight times their size, and a
curve is drawn at four times its size on a grey mask no larger than itself. Straight lines sit on whole pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from math import ceil, floor
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

Shape = Literal["circle", "diamond", "square"]
Align = Literal["left", "middle", "right"]
Place = tuple[float, float]

WHITE = "#FFFFFF"
STAMP_FINENESS = 8
CURVE_FINENESS = 4
_ANCHORS: dict[Align, str] = {"left": "ls", "middle": "ms", "right": "rs"}


class Sheet:
    """One picture in the making; lengths are pixels, (0, 0) is the top left corner."""

    def __init__(self, width: int, height: int) -> None:
        from PIL import Image, ImageDraw

        self.width, self.height = width, height
        self._image = Image.new("RGB", (width, height), WHITE)
        self._pen = ImageDraw.Draw(self._image)

    def box(self, left: float, top: float, right: float, bottom: float, colour: str) -> None:
        """Fill a rectangle; one thinner than a pixel is still one pixel thick."""
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

    def curve(self, places: Sequence[Place], thickness: float, colour: str) -> None:
        """A smooth line with round ends through the places; one place alone is a dot."""
        from PIL import Image, ImageDraw

        reach = thickness / 2 + 1
        left, top = (floor(min(p[axis] for p in places) - reach) for axis in (0, 1))
        right, bottom = (ceil(max(p[axis] for p in places) + reach) for axis in (0, 1))
        fine = [((x - left) * CURVE_FINENESS, (y - top) * CURVE_FINENESS) for x, y in places]
        mask = Image.new("L", ((right - left) * CURVE_FINENESS, (bottom - top) * CURVE_FINENESS))
        pen, radius = ImageDraw.Draw(mask), thickness * CURVE_FINENESS / 2
        pen.line(fine, 255, round(thickness * CURVE_FINENESS), "curve")
        for end in (fine[0], fine[-1]):
            pen.circle(end, radius, 255)
        self._image.paste(colour, (left, top), mask.reduce(CURVE_FINENESS))

    def stamp(self, shape: Shape, x: float, y: float, radius: float, colour: str) -> None:
        """A marker with a thin white rim, centred on (x, y) to the pixel."""
        image = _stamp(shape, radius, colour)
        self._image.paste(image, (round(x - image.width / 2), round(y - image.height / 2)), image)

    def paste(self, mask: Image, colour: str, place: tuple[int, int]) -> None:
        """Lay a colour through a grey mask, its top left corner at the place."""
        self._image.paste(colour, place, mask)

    def text(self, place: Place, digits: str, size: float, colour: str, align: Align = "left") -> None:
        """Digits with their middle at the height given, thickened for poor eyes."""
        x, y = place
        baseline = round(y + digit_height(size) / 2)
        stroke = size / 40
        self._pen.text(
            (x, baseline), digits, colour, _font(size), anchor=_ANCHORS[align], stroke_width=stroke
        )

    def png(self) -> bytes:
        """The picture as the bytes of a PNG file, the same every time."""
        file = BytesIO()
        self._image.save(file, "PNG", compress_level=3)
        return file.getvalue()


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


def _outline(pen: object, shape: Shape, middle: float, reach: float, fill: str) -> None:
    from PIL import ImageDraw

    assert isinstance(pen, ImageDraw.ImageDraw)
    if shape == "circle":
        pen.circle((middle, middle), reach, fill)
    elif shape == "diamond":
        pen.regular_polygon((middle, middle, reach * 1.25), 4, 45, fill)
    else:
        half = reach * 0.8
        pen.rectangle((middle - half, middle - half, middle + half, middle + half), fill)
