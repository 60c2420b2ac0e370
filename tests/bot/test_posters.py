"""A poster: every letter is drawn, the code can be read, and what the font lacks is said."""

import re
import zlib
from io import BytesIO

import segno
from fontTools.ttLib import TTFont
from PIL import Image

from bot.files.posters import CODE_AT, DOTS_A_MM, FONT, HEIGHT, QUIET, WIDTH, Poster, poster

ADDRESS = "https://t.me/healthgrid_bot?start=v-qingxi"


def made(village: str = "清溪村", address: str = ADDRESS) -> Poster:
    return poster(village, address, title="健康网格", lines=["扫一扫", "学一学", "Ask"], language="zh")


def streams(pdf: bytes) -> list[bytes]:
    found = []
    for stream in re.findall(rb"stream\n(.*?)\nendstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompress(stream))
        except zlib.error:
            found.append(stream)
    return found


def test_the_pdf_carries_the_shape_of_every_letter() -> None:
    parts = streams(made().pdf)
    (embedded,) = (part for part in parts if part.startswith(b"\0\1\0\0"))
    (names,) = (part for part in parts if b"beginbfchar" in part or b"beginbfrange" in part)
    font = TTFont(BytesIO(embedded))
    shaped = [name for name in font.getGlyphOrder() if font["glyf"][name].numberOfContours > 0]
    letters = set("清溪村健康网格扫一学")
    assert len(shaped) >= len(letters)
    assert all(f"{ord(letter):04x}" in names.decode("latin-1").lower() for letter in letters)
    assert b"/MediaBox [0 0 595.28 841.89]" in made().pdf


def test_the_picture_shows_the_code_and_the_name() -> None:
    picture = Image.open(BytesIO(made().png))
    assert picture.size == (WIDTH * DOTS_A_MM, HEIGHT * DOTS_A_MM)
    matrix = [list(row) for row in segno.make_qr(ADDRESS, error="q").matrix]
    dot = 130 * DOTS_A_MM // (len(matrix) + 2 * QUIET)
    left = (picture.width - dot * len(matrix)) // 2 + dot // 2
    top = CODE_AT[1] * DOTS_A_MM + dot * QUIET + dot // 2
    read = [
        [int(picture.getpixel((left + dot * x, top + dot * y)) == 0) for x in range(len(matrix))]
        for y in range(len(matrix))
    ]
    assert read == matrix
    other = Image.open(BytesIO(made("白石村").png))
    name = (0, 40 * DOTS_A_MM, picture.width, 70 * DOTS_A_MM)
    assert picture.crop(name).getcolors() != other.crop(name).getcolors()


def test_what_the_font_lacks_is_named_and_left_free_and_a_long_name_fits() -> None:
    strange = made("垚🙂村")
    assert strange.unknown == "垚🙂"
    assert strange.png != made("村").png
    long = Image.open(BytesIO(made("很" * 40).png))
    edge = long.crop((0, 40 * DOTS_A_MM, 14 * DOTS_A_MM, 70 * DOTS_A_MM))
    assert edge.getextrema() == (255, 255)


def test_the_font_has_gb_2312_and_lies_beside_its_licence() -> None:
    known = TTFont(FONT).getBestCmap()
    assert all(ord(letter) in known for letter in "乡镇街道社区网格员量血压学健康攒积分歙，。？！·→")
    assert len(known) > 7000
    assert FONT.stat().st_size < 3_000_000
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONT.parent / "OFL.txt").read_text(encoding="utf-8")
