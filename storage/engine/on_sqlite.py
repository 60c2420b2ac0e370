"""SQLite: one thread writes and commits once for all that waits; readers have connections of their own (WAL).

Nothing outside storage/database.py uses it.
"""

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from storage.engine.hop import Job
from storage.engine.loading import Value
from storage.engine.saving import DRIVER, READ_ONLY, NotSaved, act, session_on
from storage.engine.sqlite_file import driver_connection, engine_for
from storage.failpoint import failpoint

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
                if len(jobs) > 1:
                    for job in jobs:
                        _act_in_savepoint(session, kept.raw, job)
                elif not _act_alone(session, kept.raw, jobs[0]) and transaction.is_active:
                    transaction.rollback()
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
        self.raw = driver_connection(connection)
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


def _act_alone(session: Session, raw: sqlite3.Connection, job: Job) -> bool:
    """Perform the only job of a transaction. False: it raised, and nothing of it may stay. Raises NotSaved."""
    job.error = None
    try:
        act(session, job)
    except NotSaved:
        raise
    except BaseException as error:
        job.error = error
        session.close()
        return False
    if not raw.in_transaction:  # SQLite gave it up and the action hid it: there is nothing left to commit
        raise NotSaved("the transaction was given up before")
    if session.identity_map:
        session.expunge_all()
    return True


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
