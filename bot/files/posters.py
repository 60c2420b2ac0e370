"""A village's poster on a page of A4: its name, a QR code to join by, three short lines. As a picture and as a PDF.

Drawn twice from one list of what stands where. Fetches nothing: the font lies beside, under its own licence.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import segno

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

FONT = Path(__file__).parent / "fonts" / "healthgrid-sc.ttf"
WIDTH, HEIGHT = 210, 297  # mm, A4
CODE_AT, CODE_SIZE = (40, 82), 130
EDGE = 15
DOTS_A_MM = 6  # about 150 dots an inch
QUIET = 4  # the white edge a scanner needs (ISO/IEC 18004), in dots of the code
_NOT_THERE = "□"
_MM_A_POINT = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text around the middle of the page: where its middle is and how tall it is, in mm."""

    text: str
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Poster:
    """`unknown`: characters the font has not got, for somebody to write in by hand."""

    png: bytes
    pdf: bytes
    unknown: str


def poster(village: str, address: str, *, title: str, lines: Sequence[str], language: str) -> Poster:
    """`lines`: at most three, below the code. `address`: what the code says, and what stands below it in small."""
    laid = [Line(title, 28, 9), Line(village, 55, 24)]
    laid += [Line(line, 226 + 15 * number, 9) for number, line in enumerate(lines)]
    laid += [Line(address, 284, 4)]
    unknown = "".join(dict.fromkeys(one for line in laid for one in line.text if one not in _known()))
    table = str.maketrans(dict.fromkeys(unknown, _NOT_THERE))
    fitted = [_fitted(Line(line.text.translate(table), line.y, line.size)) for line in laid]
    code = segno.make_qr(address, error="q")  # readable with a quarter of it torn or wet
    matrix = [bytes(row) for row in code.matrix]
    return Poster(_png(fitted, matrix), _pdf(fitted, matrix, language), unknown)


@cache
def _known() -> frozenset[str]:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    with TTFont(FONT, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


@cache
def _font(dots: int) -> "FreeTypeFont":
    from PIL import ImageFont

    return ImageFont.truetype(str(FONT), dots)


def _fitted(line: Line) -> Line:
    """Smaller, if it would not fit between the edges."""
    wide = _font(100).getlength(line.text) / 100 * line.size
    room = WIDTH - 2 * EDGE
    return line if wide <= room else Line(line.text, line.y, line.size * room / wide)


def _png(lines: Sequence[Line], matrix: Sequence[bytes]) -> bytes:
    from PIL import Image, ImageDraw

    picture = Image.new("L", (WIDTH * DOTS_A_MM, HEIGHT * DOTS_A_MM), 255)
    pen = ImageDraw.Draw(picture)
    for line in lines:
        middle = (WIDTH * DOTS_A_MM / 2, line.y * DOTS_A_MM)
        pen.text(middle, line.text, fill=0, font=_font(round(line.size * DOTS_A_MM)), anchor="mm")
    dot = CODE_SIZE * DOTS_A_MM // (len(matrix) + 2 * QUIET)
    left = (WIDTH * DOTS_A_MM - dot * len(matrix)) // 2
    top = CODE_AT[1] * DOTS_A_MM + dot * QUIET
    for y, row in enumerate(matrix):
        for x, dark in enumerate(row):
            if dark:
                place = left + dot * x, top + dot * y
                pen.rectangle((*place, place[0] + dot - 1, place[1] + dot - 1), fill=0)
    file = BytesIO()
    picture.save(file, "PNG", optimize=True)
    return file.getvalue()


def _pdf(lines: Sequence[Line], matrix: Sequence[bytes], language: str) -> bytes:
    from fpdf import FPDF

    page = FPDF(format="A4", unit="mm")
    page.set_lang(language)
    page.set_auto_page_break(auto=False)
    page.add_page()
    page.add_font("HealthGrid", fname=FONT)
    for line in lines:
        page.set_font("HealthGrid", size=line.size / _MM_A_POINT)
        page.set_xy(EDGE, line.y - line.size / 2)
        page.cell(WIDTH - 2 * EDGE, line.size, line.text, align="C")
    dot = CODE_SIZE / (len(matrix) + 2 * QUIET)
    for y, row in enumerate(matrix):
        for x, dark in enumerate(row):
            if dark:
                place = CODE_AT[0] + dot * (x + QUIET), CODE_AT[1] + dot * (y + QUIET)
                page.rect(*place, dot, dot, style="F")
    return bytes(page.output())
