"""PostgreSQL: a connection a thread; what a deadlock or a lost connection undid is tried once more.

Nothing outside storage/database.py uses it.
"""

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import islice

import psycopg
from psycopg import sql
from psycopg.pq import TransactionStatus
from sqlalchemy import Connection, Engine, create_engine, make_url

from storage.engine.hop import Job
from storage.engine.loading import Value
from storage.engine.saving import NotSaved, act, name_faults, read, session_on
from storage.failpoint import failpoint

TRIES = 4  # of one action, when nothing of it was committed
TO_COUNT_IN = (
    "32MB"  # the people of a county are counted without a file; 4 MB is what a server gives by itself
)
LOADED_AT_ONCE = 10_000  # rows in one piece of a COPY


class _TryAgain(NotSaved):
    """The same transaction may well succeed at once: a deadlock, or a connection lost before the commit."""


class Postgresql:
    """A connection a thread; a deadlock or a connection lost before the commit is tried once more."""

    def __init__(self, url: str, threads: int, patience_seconds: float, *, durable: bool = True) -> None:
        self._url, self._patience_seconds = url, patience_seconds
        self._engine = engine_for(url, patience_seconds, threads=threads, durable=durable)
        self._readers = engine_for(url, patience_seconds, threads=threads, read_only=True)

    def write(self, jobs: Sequence[Job]) -> None:
        for job in jobs:
            self._patiently(job, self._commit)

    def read(self, jobs: Sequence[Job]) -> None:
        for job in jobs:
            self._patiently(job, lambda job: read(self._readers, job))

    def lock(self, name: str) -> "Lock":
        return Lock(self._url, self._patience_seconds, name)

    def load(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
        """By COPY; the next key that is given is above those loaded."""
        with self._engine.connect() as connection, connection.begin():
            raw = connection.connection.driver_connection
            assert isinstance(raw, psycopg.Connection)
            name, names = sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
            with raw.cursor() as cursor:
                cursor.execute("SET LOCAL timezone TO 'UTC'")
                with cursor.copy(sql.SQL("COPY {} ({}) FROM STDIN").format(name, names)) as copy:
                    left = iter(rows)
                    while some := list(islice(left, LOADED_AT_ONCE)):
                        copy.write("".join(map(_copied, some)))
                if "id" in columns:
                    above = sql.SQL("SELECT setval(pg_get_serial_sequence(%s, 'id'), max(id)) FROM {}")
                    cursor.execute(above.format(name), (f'"{table}"',))

    def close(self) -> None:
        self._readers.dispose()
        self._engine.dispose()

    def _patiently(self, job: Job, attempt: Callable[[Job], None]) -> None:
        """Two that stand in each other's way may both have to give way, and meet again: a few tries, then NotSaved."""
        for left in reversed(range(TRIES)):
            try:
                return attempt(job)
            except _TryAgain as fault:
                if not left:
                    job.error = fault
            except BaseException as error:
                job.error = error
                return None
        return None

    def _commit(self, job: Job) -> None:
        with self._engine.connect() as connection, connection.begin() as transaction:
            with session_on(connection) as session:
                act(session, job)
            _refuse_hidden_error(connection)
            number = connection.exec_driver_sql("select pg_current_xact_id_if_assigned()::text").scalar()
            failpoint("before-commit")
            try:
                transaction.commit()
                lost = None
            except NotSaved as fault:
                lost = fault
        if lost is not None and not self._was_committed(number):
            raise NotSaved(*lost.args) from lost
        failpoint("after-commit")

    def _was_committed(self, number: str | None) -> bool:
        """Whether a transaction took effect, by its number, whose answer was lost with the connection."""
        status, give_up_at = "in progress", time.monotonic() + self._patience_seconds
        while number is not None and status == "in progress" and time.monotonic() < give_up_at:
            try:
                with self._engine.connect() as connection:
                    ask = "select pg_xact_status(%s::xid8)"
                    status = connection.exec_driver_sql(ask, (number,)).scalar_one()
            except NotSaved as fault:  # never _TryAgain: it may have been committed
                raise NotSaved(*fault.args) from fault
        return status == "committed"


class Lock:
    """A name of which the server says who has it: an advisory lock, on a connection of its own, which it dies with.

    Whoever vanishes without a word loses it too: the server asks the other end after five seconds, and gives up
    about ten later.
    """

    def __init__(self, url: str, patience_seconds: float, name: str) -> None:
        ask = "-c tcp_keepalives_idle=5 -c tcp_keepalives_interval=3 -c tcp_keepalives_count=3"
        self._engine = engine_for(url, patience_seconds, threads=1, options=ask)
        self._name = name
        self._connection: Connection | None = None
        self._is_ours = False
        self._asking = threading.Lock()

    def hold(self) -> bool:
        """Whether it is ours now: taken if it was free, and still there if we had it. Blocks for a round trip.

        False as well while another thread still waits for that answer.
        """
        if not self._asking.acquire(blocking=False):
            return False
        try:
            self._is_ours = self._ask()
        except NotSaved:
            self.release()
        finally:
            self._asking.release()
        return self._is_ours

    def _ask(self) -> bool:
        if self._connection is None:
            self._connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        if self._is_ours:  # to take it again would be to have it twice
            return bool(self._connection.exec_driver_sql("select true").scalar_one())
        take = "select pg_try_advisory_lock(hashtext(%s))"
        return bool(self._connection.exec_driver_sql(take, (self._name,)).scalar_one())

    def release(self) -> None:
        """Let somebody else have it."""
        if self._connection is not None:
            self._connection.invalidate()  # the lock ends with it, whatever state it is in
            self._connection.close()
        self._connection, self._is_ours = None, False
        self._engine.dispose()


def _copied(row: Sequence[Value]) -> str:
    """A row as COPY reads it. Loaded text holds no tab, line break or backslash."""
    return "\t".join(["\\N" if value is None else str(value) for value in row]) + "\n"


def _refuse_hidden_error(connection: Connection) -> None:
    """PostgreSQL answers a commit after a failed statement by rolling back, without an error."""
    raw = connection.connection.driver_connection
    assert isinstance(raw, psycopg.Connection)
    if raw.info.transaction_status == TransactionStatus.INERROR:
        raise RuntimeError("the action hid a database error; catch it around session.begin_nested()")


def engine_for(
    url: str,
    patience_seconds: float,
    *,
    threads: int,
    read_only: bool = False,
    durable: bool = True,
    options: str = "",
) -> Engine:
    options += f" -c lock_timeout={int(patience_seconds * 1000)}"
    options += f" -c default_transaction_read_only=on -c work_mem={TO_COUNT_IN}" if read_only else ""
    options += "" if durable else " -c synchronous_commit=off"
    engine = create_engine(
        make_url(url).set(drivername="postgresql+psycopg"),
        connect_args={
            "connect_timeout": max(2, round(patience_seconds)),  # libpq counts whole seconds, two at least
            "options": options,
        },
        pool_size=threads,
        max_overflow=0,
        hide_parameters=True,
    )
    name_faults(engine, _fault_of)
    return engine


def _fault_of(error: BaseException) -> type[NotSaved] | None:
    """By class of SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html"""
    if not isinstance(error, psycopg.Error):
        return None
    state = error.sqlstate
    if state is None:  # no answer from the server: it went away, or was never there
        return _TryAgain if isinstance(error, psycopg.OperationalError) else None
    if state.startswith(("08", "40", "57P")):
        return _TryAgain
    return NotSaved if state.startswith(("53", "55P03", "58", "25006")) else None
