"""SQLite: one thread writes and commits once for all that waits; readers have connections of their own (WAL).

Nothing outside storage/database.py uses it.
"""

import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from sqlalchemy import Connection, Date, DateTime, Dialect, Engine, create_engine, event, make_url
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.orm import Session

from storage.failpoint import failpoint
from storage.hop import Job
from storage.loading import Value
from storage.saving import DRIVER, READ_ONLY, NotSaved, act, name_faults, session_on

ANY_NUMBER = 0  # of connections in the pool: every thread that reads keeps one
LOADED_AT_ONCE = 100_000  # rows in one transaction: its log stays small


class _NotBegun(NotSaved):
    """The transaction could not even start."""


class Sqlite:
    """One connection writes, and commits once for all that waits; the others only read."""

    def __init__(self, url: str, threads: int, patience_seconds: float, *, durable: bool = True) -> None:
        self._engine = engine_for(url, patience_seconds, threads=1, durable=durable)
        self._readers = engine_for(url, patience_seconds, threads=ANY_NUMBER, read_only=True)
        self._writing: _Kept | None = None
        self._mine = threading.local()
        self._reading: list[_Kept] = []

    def write(self, jobs: Sequence[Job]) -> None:
        self._write(jobs)

    def _write(self, jobs: Sequence[Job]) -> bool:
        """Commit these together, or one by one if that fails. False: nothing can be written for now."""
        try:
            self._commit_together(jobs)
        except _NotBegun as fault:
            _refuse(jobs, fault)
            return False
        except NotSaved as fault:
            if len(jobs) == 1:
                jobs[0].error = jobs[0].error or fault  # its own mistake, if that is what undid everything
            else:
                self._write_apart(jobs)
        return True

    def _write_apart(self, jobs: Sequence[Job]) -> None:
        """What one of them met, a full disk or a fault of the file, need not stop the others."""
        for number, job in enumerate(jobs):
            if not self._write([job]):
                return _refuse(jobs[number:], NotSaved("the database can no longer be written"))

    def _commit_together(self, jobs: Sequence[Job]) -> None:
        try:
            kept = self._writing = _kept(self._writing, self._engine)
            transaction = kept.connection.begin()
        except NotSaved as fault:
            raise _NotBegun(*fault.args) from fault
        with transaction:
            with kept.in_use() as session:
                for job in jobs:
                    _act_in_savepoint(session, kept.raw, job)
            failpoint("before-commit")
        failpoint("after-commit")

    def read(self, jobs: Sequence[Job]) -> None:
        for job in jobs:
            try:
                self._read(job)
            except BaseException as error:
                job.error = error

    def _read(self, job: Job) -> None:
        before: _Kept | None = getattr(self._mine, "kept", None)
        kept = self._mine.kept = _kept(before, self._readers, read_only=True)
        if kept is not before:
            self._reading.append(kept)
        with kept.connection.begin() as transaction, kept.in_use() as session:
            job.result = job.action(session, *job.arguments, **job.keywords)
            transaction.rollback()

    def lock(self, name: str) -> "Lock":
        return Lock()

    def load(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
        names = ", ".join(f'"{name}"' for name in columns)
        say = f'INSERT INTO "{table}" ({names}) VALUES ({", ".join("?" * len(columns))})'  # noqa: S608
        left = iter(rows)
        kept = self._writing = _kept(self._writing, self._engine)
        while some := list(islice(left, LOADED_AT_ONCE)):
            with kept.connection.begin():
                kept.raw.executemany(say, some)

    def close(self) -> None:
        for kept in (*self._reading, self._writing):
            if kept is not None:
                kept.connection.close()
        self._readers.dispose()
        self._engine.dispose()


class Lock:
    """Anybody's: a file belongs to one machine and, but for a mistake, to one process.

    A second one does no harm. It claims rows in turn with the first, for one of them writes at a time.
    """

    def hold(self) -> bool:
        return True

    def release(self) -> None:
        """Nothing is held."""


class _Kept:
    """A connection and a session on it that a thread keeps: to take and give back both costs more than a query."""

    def __init__(self, connection: Connection, *, read_only: bool) -> None:
        self.connection = connection
        self.raw = _driver_connection(connection)
        self._session = session_on(connection)
        self._session.info[DRIVER] = self.raw
        if read_only:
            self._session.info[READ_ONLY] = True

    @contextmanager
    def in_use(self) -> Iterator[Session]:
        """The session, as good as new. What went straight to the driver has left nothing in it to close."""
        try:
            yield self._session
        finally:
            if self._session.in_transaction():
                self._session.close()


def _kept(before: _Kept | None, engine: Engine, *, read_only: bool = False) -> _Kept:
    if before is None or before.connection.invalidated:
        return _Kept(engine.connect(), read_only=read_only)
    return before


def _refuse(jobs: Sequence[Job], fault: NotSaved) -> None:
    for job in jobs:
        job.error = NotSaved(*fault.args)
        job.error.__cause__ = fault


def _driver_connection(connection: Connection) -> sqlite3.Connection:
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    return raw


def _act_in_savepoint(session: Session, raw: sqlite3.Connection, job: Job) -> None:
    """Perform the job; undo it alone if it raises. Raises NotSaved when the whole transaction is lost.

    The savepoints go straight to the driver: the session's own cost more than the statements between them.
    """
    job.error = None
    try:
        raw.execute("SAVEPOINT action")
        try:
            act(session, job)
        except NotSaved:
            raise
        except BaseException as error:
            job.error = error
            session.close()
            raw.execute("ROLLBACK TO action")
        raw.execute("RELEASE action")  # fails if SQLite gave up the transaction and the action hid it
    except sqlite3.Error as fault:
        raise NotSaved(str(fault)) from fault
    if session.identity_map:
        session.expunge_all()  # the next action sees what is stored, not what this one was holding


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
        _driver_connection(connection).execute(statement)
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
    if connection and transaction and not _driver_connection(connection).in_transaction:
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
