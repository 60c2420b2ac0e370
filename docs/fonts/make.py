"""Makes healthgrid-sc.ttf, the Chinese font of the posters: `python docs/fonts/make.py NotoSansCJK-Regular.ttc`.

Noto Sans CJK SC (SIL Open Font License 1.1), cut to what GB 2312, ASCII and a few signs need, with outlines a PDF embeds.
"""

import sys
from itertools import product
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

NAME = "HealthGrid Sans SC"  # the licence reserves the name of the original for the original
FAMILY = "Noto Sans CJK SC"
TARGET = Path(__file__).parents[2] / "bot" / "files" / "fonts" / "healthgrid-sc.ttf"
FINENESS = 1.0  # how far, in units of 1000 an em, the quadratic curves may leave the cubic ones
SIGNS = "…—–“”‘’·•×÷°℃→👉"


def characters() -> str:
    """GB 2312 whole, and ASCII."""
    pairs = product(range(0xA1, 0xF8), range(0xA1, 0xFF))
    chinese = (bytes(pair).decode("gb2312", errors="ignore") for pair in pairs)
    return "".join(chinese) + "".join(map(chr, range(0x20, 0x7F))) + SIGNS


def cut(source: Path) -> TTFont:
    collection = TTCollection(source)
    font = next(one for one in collection.fonts if one["name"].getDebugName(1) == FAMILY)
    options = Options(layout_features=[], hinting=False, notdef_outline=True, name_IDs=[0])
    subsetter = Subsetter(options)
    subsetter.populate(text=characters())
    subsetter.subset(font)
    return font


def main() -> None:
    font = cut(Path(sys.argv[1]))
    glyphs, order = font.getGlyphSet(), font.getGlyphOrder()
    outlines = {}
    for name in order:
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, FINENESS, reverse_direction=True))
        outlines[name] = pen.glyph()
    built = FontBuilder(font["head"].unitsPerEm, isTTF=True)
    built.setupGlyphOrder(order)
    built.setupCharacterMap(font.getBestCmap())
    built.setupGlyf(outlines)
    metrics = {
        name: (font["hmtx"][name][0], outlines[name].xMin if outlines[name].numberOfContours else 0)
        for name in order
    }
    built.setupHorizontalMetrics(metrics)
    built.setupHorizontalHeader(ascent=font["hhea"].ascent, descent=font["hhea"].descent)
    built.setupNameTable(
        {
            "copyright": font["name"].getDebugName(0),
            "familyName": NAME,
            "styleName": "Regular",
            "licenseDescription": "SIL Open Font License 1.1",
        }
    )
    built.setupOS2(sTypoAscender=font["OS/2"].sTypoAscender, sTypoDescender=font["OS/2"].sTypoDescender)
    built.setupPost(keepGlyphNames=False)
    built.font["head"].created = built.font["head"].modified = font["head"].created
    built.font.save(TARGET)


if __name__ == "__main__":
    main()
