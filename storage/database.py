"""The database: one hop, one transaction, and the answer only after the commit. Knows no table and no rule.

What differs between SQLite and PostgreSQL is in on_sqlite.py and on_postgresql.py, and nowhere else.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from sqlalchemy import Engine, Table, make_url, text
from sqlalchemy.orm import Session

from storage.engine import on_postgresql, on_sqlite, sqlite_file
from storage.engine.hop import Here, Job, Line
from storage.engine.loading import Value, complete
from storage.engine.saving import PATIENCE_SECONDS, NotSaved

__all__ = [
    "Database",
    "Lock",
    "NotSaved",
    "Session",
    "schema_engine",
    "size_of",
]  # Session: for those who name it, not build on it

P = ParamSpec("P")
T = TypeVar("T")

AT_ONCE = 200  # actions in one commit at most: the first of them waits for the last


class Lock(Protocol):
    """A name that one of all processes has at a time."""

    def hold(self) -> bool:
        """Whether it is this one's now: taken if it was free, still there if it was had before. Blocks."""

    def release(self) -> None:
        """Let another process have it. Blocks."""


class _Store(Protocol):
    def lock(self, name: str) -> Lock: ...
    def write(self, jobs: Sequence[Job]) -> None: ...
    def read(self, jobs: Sequence[Job]) -> None: ...
    def load(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> None: ...
    def close(self) -> None: ...


_Line = Line | Here


class Database:
    """Runs actions and queries, which take a session first, on threads of its own.

    `url`: `sqlite:///path` or `postgresql://...`. `threads`: readers on SQLite; on PostgreSQL writers, and as
    many readers, a connection each; 0: none, everything happens at once where it is asked for. `patience_seconds`:
    how long to wait for somebody else's lock. `durable` False: what was said to be kept may be lost with the power.
    """

    def __init__(
        self,
        url: str,
        *,
        threads: int = 4,
        patience_seconds: float = PATIENCE_SECONDS,
        durable: bool = True,
    ) -> None:
        sqlite = _is_sqlite(url)
        store = on_sqlite.Sqlite if sqlite else on_postgresql.Postgresql
        self._store: _Store = store(url, max(1, threads), patience_seconds, durable=durable)
        self._writers: _Line = Here(self._store.write)
        self._readers: _Line = Here(self._store.read)
        self._glances: _Line = self._readers
        if threads:
            writing, at_once = (1, AT_ONCE) if sqlite else (threads, 1)
            self._writers = Line(self._store.write, threads=writing, at_once=at_once, name="writer")
            self._readers = Line(self._store.read, threads=threads, at_once=1, name="reader")
            if not sqlite:
                self._glances = self._readers

    async def run(self, action: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `action(session, ...)` in a transaction; return its outcome once it is committed.

        Raises what the action raises (then nothing of it is kept) or NotSaved. The action neither commits nor
        touches anything but the session: after a fault it may be run a second time.
        """
        result: T = await self._writers.hop(Job(action, args, kwargs))
        return result

    async def read(self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `query(session, ...)` where nothing can be written: an attempt raises NotSaved."""
        result: T = await self._readers.hop(Job(query, args, kwargs))
        return result

    async def glance(
        self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """`read` for a query of a few rows by their keys. A database that is a file here is looked at on the spot.

        To hand such a query to a thread and back costs three times what it takes.
        """
        result: T = await self._glances.hop(Job(query, args, kwargs))
        return result

    def run_now(self, action: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`run` for a caller without an event loop: blocks."""
        result: T = self._writers.hop_now(Job(action, args, kwargs))
        return result

    def read_now(self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`read` for a caller without an event loop: blocks."""
        result: T = self._readers.hop_now(Job(query, args, kwargs))
        return result

    def lock(self, name: str) -> Lock:
        """A name that one of all processes with this database has at a time, for what only one of them should do.

        It keeps the work in one place; that nothing is done twice is left to the rows.
        """
        return self._store.lock(name)

    def load_now(self, table: Table, columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
        """Put many rows into a table, their values as `storage.engine.loading.as_kept` makes them: blocks.

        What is not said is what the table says. A fault half-way leaves what came before: for an empty database.
        """
        names, completed = complete(table, columns, rows)
        self._store.load(table.name, names, completed)

    async def close(self) -> None:
        """Finish what is in line, then let go of the database."""
        await asyncio.to_thread(self.close_now)

    def close_now(self) -> None:
        """`close` for a caller without an event loop: blocks."""
        self._writers.close()
        self._readers.close()
        self._glances.close()
        self._store.close()


def _is_sqlite(url: str) -> bool:
    return make_url(url).get_backend_name() == "sqlite"


def size_of(session: Session) -> tuple[str, int]:
    """Which kind of database it is, and how many bytes it takes."""
    engine = session.get_bind()
    if engine.dialect.name == "sqlite":
        pages, size = (
            session.execute(text(f"PRAGMA {one}")).scalar_one() for one in ("page_count", "page_size")
        )
        return "SQLite", int(pages) * int(size)
    return "PostgreSQL", int(
        session.execute(text("SELECT pg_database_size(current_database())")).scalar_one()
    )


def schema_engine(url: str) -> Engine:
    """An engine to change the schema with. Foreign keys are off: SQLite alters a table by rebuilding it."""
    if _is_sqlite(url):
        return sqlite_file.engine_for(url, PATIENCE_SECONDS, threads=1, foreign_keys=False)
    return on_postgresql.engine_for(url, PATIENCE_SECONDS, threads=1)
