"""One statement for many rows at once. Composes nothing by itself, and knows no table.

SQLite is handed the rows as VALUES, PostgreSQL as arrays: each costs a fraction of what a statement of its own does.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Table
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Session

AT_ONCE = 250  # rows in a statement of VALUES: SQLite has a place for each of their values

Rows = Sequence[tuple[Any, ...]]
_Write = Callable[[Any], Any] | None


class Many:
    """A statement that reads from `given`: the rows it is called with, which have these columns of `table`.

    In its text, `:name` is a value of the column of that name, the same for all rows. SQLite wants `WHERE true` between
    `FROM given` and `ON CONFLICT`.
    """

    def __init__(self, table: Table, given: tuple[str, ...], statement: str) -> None:
        self._table, self._given, self._statement = table, given, statement
        self._compiled: dict[str, _Compiled] = {}

    def __call__(self, session: Session, rows: Rows, /, **same: Any) -> int:
        """Say it of these rows, each its values in the order of `given`. How many rows of the table that changed."""
        if not rows:
            return 0
        connection = session.connection()
        said = self._compiled_for(connection.dialect).said(rows, same)
        return sum(connection.exec_driver_sql(text, values).rowcount for text, values in said)

    def _compiled_for(self, dialect: Dialect) -> "_Compiled":
        if dialect.name not in self._compiled:
            self._compiled[dialect.name] = _Compiled(self._table, self._given, self._statement, dialect)
        return self._compiled[dialect.name]


class _Compiled:
    """The statement as one kind of database takes it, and how its values are converted on the way."""

    def __init__(self, table: Table, given: tuple[str, ...], statement: str, dialect: Dialect) -> None:
        self._dialect, self._as_values = dialect, dialect.name == "sqlite"
        columns = [table.c[name] for name in given]
        self._writes = [self._write(column) for column in columns]
        before, after = statement.split("FROM given")
        self._before, self._same_before = self._placed(table, before)
        self._after, self._same_after = self._placed(table, after)
        self._columns = ", ".join(given)
        self._row = f"({', '.join('?' for _ in given)})"
        self._arrays = f"unnest({', '.join(f'{self._place(column)}[]' for column in columns)})"

    def said(self, rows: Rows, same: Mapping[str, Any]) -> Iterator[tuple[str, tuple[Any, ...]]]:
        """Texts and their values, which together say it of all rows."""
        first, last = (
            [same[name] if write is None else write(same[name]) for name, write in names]
            for names in (self._same_before, self._same_after)
        )
        columns = [
            _written(write, values)
            for write, values in zip(self._writes, zip(*rows, strict=True), strict=True)
        ]
        if not self._as_values:
            yield self._text(f"{self._arrays} AS given({self._columns})"), (*first, *columns, *last)
            return
        for begin in range(0, len(rows), AT_ONCE):
            count = min(AT_ONCE, len(rows) - begin)
            values: list[Any] = [None] * (count * len(columns))
            for place, column in enumerate(columns):
                values[place :: len(columns)] = column[begin : begin + count]
            places = f"WITH given({self._columns}) AS (VALUES {', '.join([self._row] * count)})"
            text = self._text(f"({places} SELECT * FROM given) AS given")  # noqa: S608  # names of columns only
            yield text, (*first, *values, *last)

    def _placed(self, table: Table, text: str) -> tuple[str, list[tuple[str, _Write]]]:
        """The text with a place for each value that is the same for all rows, and those values' names in order."""
        names: list[str] = re.findall(r":(\w+)", text)
        placed = re.sub(r":(\w+)", lambda name: self._place(table.c[name[1]]), text)
        return placed, [(name, self._write(table.c[name])) for name in names]

    def _text(self, given: str) -> str:
        return f"{self._before}FROM {given}{self._after}"

    def _write(self, column: Column[Any]) -> _Write:
        return column.type.dialect_impl(self._dialect).bind_processor(self._dialect)

    def _place(self, column: Column[Any]) -> str:
        """Where a value goes. PostgreSQL wants to be told of what type it is."""
        return "?" if self._as_values else f"%s::{column.type.compile(self._dialect)}"


def _written(write: Callable[[Any], Any] | None, values: Sequence[Any]) -> list[Any]:
    """A column as the driver takes it. What comes again, a moment above all, is converted once."""
    if write is None:
        return list(values)
    each = {value: write(value) for value in set(values)}
    return [each[value] for value in values]
