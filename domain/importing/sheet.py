"""From the bytes of a CSV file, or the cells of a workbook, to lines with named columns. Judges no cell."""

import codecs
import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO

from domain.importing import COLUMNS, MOST_ROWS, Importable, WrongFile, WrongWith
from domain.people import plain_name

DELIMITERS = ("\t", ";", ",", "，")
_ASIDE = re.compile(r"[(（].*?[)）]|[\s*＊:：_-]+")
# What our own tables put before a cell that a spreadsheet would take for a formula.
_GUARDED = re.compile(r"'(?=[=+\-@＝＋－＠])")


@dataclass(frozen=True, slots=True)
class Line:
    """A row by the number the sheet shows, its cells by the key of their column; what is empty is left out."""

    number: int
    cells: dict[str, str]


def read_csv(content: bytes) -> list[list[str]]:
    """The cells of a CSV file as Excel and others write it, in Chinese too. Raises WrongFile."""
    text = _decoded(content)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=first.count)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter):
            rows.append(row)
            if len(rows) > 2 * MOST_ROWS:
                raise WrongFile(WrongWith.TOO_MANY_ROWS)
    except csv.Error:
        raise WrongFile(WrongWith.UNREADABLE) from None
    return rows


def _decoded(content: bytes) -> str:
    encodings = ["utf-8-sig", "gb18030"]  # what Excel in Chinese writes is GBK, and that is a part of it
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise WrongFile(WrongWith.UNREADABLE)


def lines_of(kind: Importable, rows: Iterable[Sequence[str]]) -> list[Line]:
    """The rows below the headings. Columns nobody asked for are left out. Raises WrongFile."""
    numbered = [(number, row) for number, row in enumerate(rows, 1) if any(cell.strip() for cell in row)]
    if len(numbered) < 2:
        raise WrongFile(WrongWith.EMPTY)
    if len(numbered) - 1 > MOST_ROWS:
        raise WrongFile(WrongWith.TOO_MANY_ROWS)
    places = _places(kind, numbered[0][1])
    return [Line(number, _cells(row, places)) for number, row in numbered[1:]]


def _places(kind: Importable, headings: Sequence[str]) -> dict[str, int]:
    """Where each column stands."""
    found = {_heading(cell): place for place, cell in reversed(list(enumerate(headings)))}
    places = {
        column.key: found[_heading(name)]
        for column in COLUMNS[kind]
        for name in reversed(column.headings)
        if _heading(name) in found
    }
    missing = tuple(one.key for one in COLUMNS[kind] if one.required and one.key not in places)
    if missing:
        raise WrongFile(WrongWith.NO_COLUMN, missing)
    return places


def _heading(cell: str) -> str:
    return _ASIDE.sub("", cell).casefold()


def _cells(row: Sequence[str], places: dict[str, int]) -> dict[str, str]:
    cells = {key: _plain(row[place]) for key, place in places.items() if place < len(row)}
    return {key: cell for key, cell in cells.items() if cell}


def _plain(cell: str) -> str:
    """Without what cannot be seen, and not endless: longer than anything that is taken."""
    return plain_name(_GUARDED.sub("", cell.strip(), count=1))
