"""Rows as a spreadsheet that opens safely: what looks like a formula or an address stays text. Decides no content."""

import csv
from collections.abc import Mapping, Sequence
from io import BytesIO, StringIO

Cell = str | int | float | None
Rows = Sequence[Sequence[Cell]]
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # in full width, too
WIDTH = 22  # of a column, in characters


def workbook(sheets: Mapping[str, Rows]) -> bytes:
    """An .xlsx file, a sheet for each name; the first row is its heading and stays in view.

    xlsxwriter alone would turn "=1+1" into a formula that runs on whoever opens it; here a text is written as text.
    """
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    file = BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(file, {"in_memory": True, **plain}) as book:
        bold = book.add_format({"bold": True, "text_wrap": True})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, max((len(row) for row in rows), default=1) - 1, WIDTH)
            for down, row in enumerate(rows):
                for across, cell in enumerate(row):
                    _write(sheet, down, across, cell, bold if down == 0 else None)
    return file.getvalue()


def _write(sheet: object, down: int, across: int, cell: Cell, look: object) -> None:
    if cell is None:
        return
    write = sheet.write_string if isinstance(cell, str) else sheet.write_number  # type: ignore[attr-defined]
    write(down, across, str(cell) if isinstance(cell, str) else cell, look)


def csv_table(rows: Rows) -> bytes:
    """A CSV file as Excel opens it: UTF-8 with its mark, and `'` before a text it would take for a formula."""
    file = StringIO(newline="")
    csv.writer(file).writerows([[_guarded(cell) for cell in row] for row in rows])
    return file.getvalue().encode("utf-8-sig")


def _guarded(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
