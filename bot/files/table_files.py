"""The cells of a table somebody sent as a file: Excel or CSV. Believes nothing of it, and judges no cell."""

import re
from datetime import date, datetime
from io import BytesIO
from zipfile import BadZipFile, ZipFile

import python_calamine

from domain.importing import MOST_BYTES, MOST_ROWS, WrongFile, WrongWith
from domain.importing.sheet import read_csv

MOST_UNPACKED = 6 * MOST_BYTES  # a small file can unpack to fill a machine
MOST_COLUMNS = 200
_PLACE = re.compile(rb'\br="([A-Z]{1,3})?([0-9]{1,7})"')


def read_table(content: bytes) -> list[list[str]]:
    """The cells of the first sheet of a workbook (.xlsx), or of a CSV file. Raises WrongFile."""
    if len(content) > MOST_BYTES:
        raise WrongFile(WrongWith.TOO_LARGE)
    return _read_workbook(content) if content.startswith(b"PK") else read_csv(content)


def _read_workbook(content: bytes) -> list[list[str]]:
    try:
        _refuse_what_bursts(content)
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(content))
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except WrongFile:
        raise
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # what is broken inside is told in many ways; a panic of the reader is no Exception
        raise WrongFile(WrongWith.UNREADABLE) from None
    return [[_text(cell) for cell in row] for row in rows]


def _refuse_what_bursts(content: bytes) -> None:
    """A reader makes room for every cell up to the last one named: so what is named is looked at first."""
    try:
        with ZipFile(BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise WrongFile(WrongWith.TOO_LARGE)
            sheets = [name for name in packed.namelist() if "/worksheets/" in name]
            for name in sheets:
                _refuse_far_cells(packed.read(name))
    except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        raise WrongFile(WrongWith.UNREADABLE) from None


def _refuse_far_cells(sheet: bytes) -> None:
    for column, row in _PLACE.findall(sheet):
        if int(row) > 2 * MOST_ROWS:
            raise WrongFile(WrongWith.TOO_MANY_ROWS)
        if len(column) == 3 or _number(column) > MOST_COLUMNS:
            raise WrongFile(WrongWith.TOO_LARGE)


def _number(column: bytes) -> int:
    number = 0
    for letter in column:
        number = 26 * number + letter - ord("A") + 1
    return number


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    return str(cell)
