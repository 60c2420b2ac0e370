"""SQLite: one thread writes and commits once for all that waits; readers have connections of their own (WAL).

Nothing outside storage/database.py uses it.
"""

import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.orm import Session

from storage.failpoint import failpoint
from storage.hop import Job
from storage.saving import DRIVER, NotSaved, act, name_faults, session_on


class _NotBegun(NotSaved):
    """The transaction could not even start."""


class Sqlite:
    """One connection writes, and commits once for all that waits; the others only read."""

    def __init__(self, url: str, threads: int, patience_seconds: float) -> None:
        self._engine = engine_for(url, patience_seconds, threads=1)
        self._readers = engine_for(url, patience_seconds, threads=threads, read_only=True)
        self._connection: Connection | None = None
        self._kept = threading.local()
        self._reading: list[Connection] = []

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
        connection = self._open()
        try:
            transaction = connection.begin()
        except NotSaved as fault:
            raise _NotBegun(*fault.args) from fault
        with transaction:
            with session_on(connection) as session:
                raw = session.info[DRIVER] = _driver_connection(connection)
                for job in jobs:
                    _act_in_savepoint(session, raw, job)
            failpoint("before-commit")
        failpoint("after-commit")

    def _open(self) -> Connection:
        if self._connection is None or self._connection.invalidated:
            try:
                self._connection = self._engine.connect()
            except NotSaved as fault:
                raise _NotBegun(*fault.args) from fault
        return self._connection

    def read(self, jobs: Sequence[Job]) -> None:
        for job in jobs:
            try:
                self._read(job)
            except BaseException as error:
                job.error = error

    def _read(self, job: Job) -> None:
        """On a connection this thread keeps: taking one from the pool and giving it back costs as much as a query."""
        connection: Connection | None = getattr(self._kept, "connection", None)
        if connection is None or connection.invalidated:
            connection = self._kept.connection = self._readers.connect()
            self._reading.append(connection)
        with connection.begin() as transaction, session_on(connection) as session:
            session.info[DRIVER] = _driver_connection(connection)
            job.result = job.action(session, *job.arguments, **job.keywords)
            transaction.rollback()

    def close(self) -> None:
        for connection in self._reading:
            connection.close()
        if self._connection is not None:
            self._connection.close()
        self._readers.dispose()
        self._engine.dispose()


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
    url: str, patience_seconds: float, *, threads: int, read_only: bool = False, foreign_keys: bool = True
) -> Engine:
    Path(make_url(url).database or "").parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url,
        connect_args={"timeout": patience_seconds, "check_same_thread": False},
        pool_size=threads,
        max_overflow=0,
        hide_parameters=True,
    )
    pragmas = {
        "foreign_keys": foreign_keys,
        "journal_mode": "WAL",
        "synchronous": "FULL",
        "query_only": read_only,
    }

    @event.listens_for(engine, "connect")
    def prepare(raw: sqlite3.Connection, record: object) -> None:
        raw.isolation_level = None  # we say BEGIN ourselves: Python's own comes too late for savepoints
        for pragma, value in pragmas.items():
            raw.execute(f"PRAGMA {pragma} = {value}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    @event.listens_for(engine, "handle_error")
    def notice_given_up(context: ExceptionContext) -> None:
        """After some faults SQLite has rolled back by itself; what an action said next would commit alone."""
        connection = context.connection
        transaction = connection.get_transaction() if connection and context.statement else None
        if connection and transaction and not _driver_connection(connection).in_transaction:
            transaction.rollback()

    name_faults(engine, _fault_of)
    return engine


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
