"""Many rows straight into a table, for a database that has to be large at once. Runs no action, and checks no rule."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import Table
from sqlalchemy.sql.schema import ScalarElementColumnDefault

Value = str | int | float | None


def as_kept(value: object) -> Value:
    """A value the way both databases take it as text: moments in UTC, true and false as 1 and 0."""
    if isinstance(value, bool):
        return int(value)
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    if isinstance(value, time):
        return value.strftime("%H:%M:%S.%f")
    return value.isoformat() if isinstance(value, date) else str(value)


def complete(
    table: Table, columns: Sequence[str], rows: Iterable[Sequence[Value]]
) -> tuple[list[str], Iterator[tuple[Value, ...]]]:
    """The columns and rows with what the table says a column is when nobody says."""
    unsaid = unsaid_by(table, columns)
    rest = tuple(unsaid.values())
    return [*columns, *unsaid], ((*row, *rest) for row in rows)


def unsaid_by(table: Table, columns: Sequence[str]) -> Mapping[str, Any]:
    return {
        column.name: as_kept(column.default.arg)
        for column in table.columns
        if isinstance(column.default, ScalarElementColumnDefault) and column.name not in columns
    }
