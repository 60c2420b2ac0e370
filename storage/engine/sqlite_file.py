"""How a SQLite file is opened, how a transaction begins on it, and which of its faults are nobody's mistake.

Nothing outside storage/database.py and this folder uses it.
"""

import sqlite3
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Connection, Date, DateTime, Dialect, Engine, create_engine, event, make_url
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import ExceptionContext

from storage.engine.saving import NotSaved, name_faults

# A hundred people's logs in one commit touch 3 MB of pages; the 2 MB SQLite has by itself would spill.
CACHE_KB, OWN_CACHE_KB = 32 * 1024, 2000
# 16 MB of its log at a time are tidied into the file, each page once: not at every seventieth reading.
PAGES_BEFORE_TIDYING = 4000


def engine_for(
    url: str,
    patience_seconds: float,
    *,
    threads: int,
    read_only: bool = False,
    foreign_keys: bool = True,
    durable: bool = True,
) -> Engine:
    Path(make_url(url).database or "").parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url,
        connect_args={"timeout": patience_seconds, "check_same_thread": False},
        pool_size=threads,
        max_overflow=0,
        hide_parameters=True,
    )
    # What a log says holds a dozen moments and days.
    engine.dialect.colspecs = {**engine.dialect.colspecs, DateTime: _Moment, Date: _Day}
    pragmas = {
        "foreign_keys": foreign_keys,
        "journal_mode": "WAL",
        "synchronous": "FULL" if durable else "OFF",
        "query_only": read_only,
        "temp_store": "MEMORY",  # what undoes a savepoint is else written to a file from 64 KB on
        "cache_size": -OWN_CACHE_KB if read_only else -CACHE_KB,
        "wal_autocheckpoint": PAGES_BEFORE_TIDYING,
    }

    @event.listens_for(engine, "connect")
    def prepare(raw: sqlite3.Connection, record: object) -> None:
        raw.isolation_level = None  # we say BEGIN ourselves: Python's own comes too late for savepoints
        for pragma, value in pragmas.items():
            raw.execute(f"PRAGMA {pragma} = {value}")

    event.listen(engine, "begin", _begin_reading if read_only else _begin_writing)

    event.listen(engine, "handle_error", _notice_given_up)
    name_faults(engine, _fault_of)
    return engine


def _begin_reading(connection: Connection) -> None:
    _begin(connection, "BEGIN")


def _begin_writing(connection: Connection) -> None:
    _begin(connection, "BEGIN IMMEDIATE")


def _begin(connection: Connection, statement: str) -> None:
    """Straight to the driver: through SQLAlchemy it costs as much as five statements of a log."""
    try:
        driver_connection(connection).execute(statement)
    except sqlite3.Error as error:
        fault = _fault_of(error)
        if fault is None:
            raise
        raise fault(str(error)) from error


class _Moment(sqlite.DATETIME):
    """The text SQLAlchemy keeps too, made in one call: a moment in UTC, of one width, and no zone behind it."""

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], str | None]:
        def write(value: datetime | None) -> str | None:
            return None if value is None else value.isoformat(" ", "microseconds")[:26]

        return write


class _Day(sqlite.DATE):
    """The same for a date."""

    def bind_processor(self, dialect: Dialect) -> Callable[[date | None], str | None]:
        def write(value: date | None) -> str | None:
            return None if value is None else value.isoformat()

        return write


def _notice_given_up(context: ExceptionContext) -> None:
    """After some faults SQLite has rolled back by itself; what an action said next would commit alone."""
    connection = context.connection
    transaction = connection.get_transaction() if connection and context.statement else None
    if connection and transaction and not driver_connection(connection).in_transaction:
        transaction.rollback()


# The low byte of the result code: https://www.sqlite.org/rescode.html
_FAULTS = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_NOTADB,
    }
)


def _fault_of(error: BaseException) -> type[NotSaved] | None:
    code = getattr(error, "sqlite_errorcode", None)
    return NotSaved if code is not None and code & 0xFF in _FAULTS else None


def driver_connection(connection: Connection) -> sqlite3.Connection:
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    return raw
