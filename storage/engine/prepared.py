"""A statement composed once and said often. Composes nothing by itself, and knows no table.

On SQLite, where it costs more to compose a statement than to run it, it goes straight to the driver.
"""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, TextClause, UpdateBase
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from storage.engine.saving import DRIVER, READ_ONLY, NotSaved

MANY = 50  # rows, from which it pays to convert a value that comes again only once
Rows = list[tuple[Any, ...]]
_Convert = Callable[[Any], Any] | None


class Prepared:
    """A Core statement with its values named: bindparams, or columns of an insert. Calling it returns its rows.

    Every value is given, every time; an insert tells its key with `.returning(...)`. Not for `in_` lists, nor
    after `session.add` without a flush. A statement the database refuses raises as it does in `session.execute`;
    a value that is missing or unknown raises TypeError.
    """

    def __init__(self, statement: Select[Any] | UpdateBase | TextClause) -> None:
        self._statement = statement
        self._locks = getattr(statement, "_for_update_arg", None) is not None
        self._compiled: dict[tuple[str, ...], _Compiled] = {}

    def __call__(self, session: Session, /, **values: Any) -> Rows:
        driver = self._driver(session)
        if driver is None:
            return self._slowly(session, values)
        try:
            return self._compiled_for(session, values).rows(driver, values)
        except sqlite3.Error as error:
            if not driver.in_transaction:  # SQLite gave it up: a second try would commit alone
                raise NotSaved(str(error)) from error
            return self._slowly(session, values)  # which fails again, and names the error as everywhere else

    def many(self, session: Session, rows: Sequence[Mapping[str, Any]]) -> int:
        """Say it once for each row of values, all with the same names. How many rows of the table that changed."""
        if not rows:
            return 0
        driver = self._driver(session)
        if driver is None:
            return self._slowly_many(session, rows)
        try:
            return self._compiled_for(session, rows[0]).many(driver, rows)
        except sqlite3.Error as error:
            if not driver.in_transaction:
                raise NotSaved(str(error)) from error
            return self._slowly_many(session, rows)

    def _driver(self, session: Session) -> sqlite3.Connection | None:
        driver: sqlite3.Connection | None = session.info.get(DRIVER)
        if driver is None:
            return None
        if not driver.in_transaction:
            raise NotSaved("the transaction was given up before")  # this statement would commit alone
        if self._locks and READ_ONLY in session.info:
            raise NotSaved("a query that locks rows belongs into an action")  # PostgreSQL says so by itself
        if session.in_nested_transaction():
            session.connection()  # sends the SAVEPOINT, which the session puts off until it is used
        return driver

    def _compiled_for(self, session: Session, values: Mapping[str, Any]) -> "_Compiled":
        names = tuple(values)
        compiled = self._compiled.get(names)
        if compiled is None:
            compiled = _Compiled(self._statement, names, session.connection().dialect)
            self._compiled[names] = compiled
        return compiled

    def _slowly_many(self, session: Session, rows: Sequence[Mapping[str, Any]]) -> int:
        connection = session.connection()
        options = {"preserve_rowcount": True}  # of an insert SQLAlchemy would forget it
        result = connection.execute(self._statement, rows, execution_options=options)
        return max(0, int(result.rowcount))

    def _slowly(self, session: Session, values: dict[str, Any]) -> Rows:
        result = session.connection().execute(self._statement, values)
        return [tuple(row) for row in result] if result.returns_rows else []


class _Compiled:
    """The text of a statement, and how its values and columns are converted on the way in and out."""

    def __init__(
        self, statement: Select[Any] | UpdateBase | TextClause, names: tuple[str, ...], dialect: Dialect
    ) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=list(names))
        self._text = str(compiled)
        places = compiled.positiontup or []  # a value named twice has two
        binds = {name: compiled.binds[name] for name in places}
        _insist({name for name, bind in binds.items() if bind.required}, set(binds), names)
        late = compiled.literal_execute_params or any(bind.expanding for bind in binds.values())
        if compiled.insert_prefetch or late:
            raise TypeError(
                "a prepared statement takes no lists, no defaults made in Python, nothing written late"
            )
        self._names = places
        self._fixed = {name: bind.effective_value for name, bind in binds.items() if not bind.required}
        # Most values need no conversion: only the places that do are visited.
        writes = [_writes(binds[name].type, dialect) for name in places]
        self._writes = [(place, write) for place, write in enumerate(writes) if write is not None]
        columns: Any = ()
        if isinstance(statement, Select):
            columns = statement.selected_columns
        elif isinstance(statement, UpdateBase):
            columns = statement.exported_columns
        reads = [_reads(column.type, dialect) for column in columns]
        self._reads = [(place, read) for place, read in enumerate(reads) if read is not None]

    def rows(self, driver: sqlite3.Connection, values: dict[str, Any]) -> Rows:
        given = self._fixed | values if self._fixed else values
        parameters = [given[name] for name in self._names]
        for place, write in self._writes:
            parameters[place] = write(parameters[place])
        rows: Rows = driver.execute(self._text, parameters).fetchall()
        if not self._reads or not rows:
            return rows
        return [self._read(row) for row in rows] if len(rows) < MANY else self._read_many(rows)

    def _read_many(self, rows: Rows) -> Rows:
        """Column by column, each different value once."""
        columns: list[Any] = list(zip(*rows, strict=True))
        for place, read in self._reads:
            meant = {value: read(value) for value in set(columns[place])}
            columns[place] = [meant[value] for value in columns[place]]
        return list(zip(*columns, strict=True))

    def many(self, driver: sqlite3.Connection, rows: Sequence[Mapping[str, Any]]) -> int:
        """Column by column: what is the same in many rows, a moment above all, is converted once."""
        columns = [[row.get(name, self._fixed.get(name)) for row in rows] for name in self._names]
        for place, write in self._writes:
            written = {value: write(value) for value in set(columns[place])}
            columns[place] = [written[value] for value in columns[place]]
        cursor = driver.executemany(self._text, zip(*columns, strict=True))
        return max(0, cursor.rowcount)

    def _read(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        converted = list(row)
        for place, read in self._reads:
            converted[place] = read(converted[place])
        return tuple(converted)


def _insist(required: set[str], known: set[str], given: tuple[str, ...]) -> None:
    if not required <= set(given) <= known:
        raise TypeError(f"it needs {sorted(required)} of {sorted(known)} and was given {sorted(given)}")


def _writes(kind: TypeEngine[Any], dialect: Dialect) -> _Convert:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _reads(kind: TypeEngine[Any], dialect: Dialect) -> _Convert:
    return kind.dialect_impl(dialect).result_processor(dialect, None)
