"""The clock: rows decide, each is queued once, and what comes too late is skipped and counted."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from actions.queue_due_pushes import PushesQueued, queue_due_pushes
from bot.push import Message, Push
from bot.scheduler.clock import Clock
from domain.outbox import Kind
from storage.database import Database, Session
from storage.due import Fire, Queue, add_due, due, list_pushes_due, next_due_at
from storage.outbox import outbox
from tests.conversations.looking import on_both

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
CHAT = -1001


def fire_daily(session: Session, rows: Sequence[Fire], now: datetime) -> Sequence[Fire]:
    for row in rows:
        row.queue = (Queue(f"{row.receiver}:{row.reference}:{row.due_at.date()}", CHAT),)
        row.next_at = row.due_at + DAY
    return rows


def fire_once(session: Session, rows: Sequence[Fire], now: datetime) -> Sequence[Fire]:
    for row in rows:
        row.queue = (Queue(f"once:{row.receiver}:{row.reference}", CHAT),)
    return rows


def fire_and_fail(session: Session, rows: Sequence[Fire], now: datetime) -> Sequence[Fire]:
    raise RuntimeError("this push is broken")


def push(name: str, fire: object = fire_daily, **more: object) -> Push:
    return Push(name, Kind.NOTICE, fire, lambda *_: Message("x"), **more)  # type: ignore[arg-type]


DAILY, ONCE, BROKEN = push("daily"), push("once", fire_once), push("broken", fire_and_fail)


async def schedule(database: Database, name: str, receiver: str, at: datetime, **more: Any) -> None:
    await database.run(add_due, name, receiver, due_at=at, **more)


async def queued(database: Database) -> list[str]:
    def keys(session: Session) -> list[str]:
        return list(session.execute(select(outbox.c.dedupe_key).order_by(outbox.c.id)).scalars())

    return await database.read(keys)


async def standing(database: Database) -> list[tuple[str, datetime]]:
    def rows(session: Session) -> list[tuple[str, datetime]]:
        found = session.execute(select(due.c.receiver, due.c.due_at).order_by(due.c.due_at, due.c.receiver))
        return [(receiver, at) for receiver, at in found]

    return await database.read(rows)


def clock_of(database: Database, *pushes: Push, now: datetime = NOON) -> Clock:
    return Clock(database, pushes, lambda: now)


@on_both
async def test_what_is_due_is_queued_once_and_what_is_not_waits(database: Database) -> None:
    await schedule(database, "daily", "group:1", NOON)
    await schedule(database, "daily", "group:2", NOON + timedelta(seconds=1))
    clock = clock_of(database, DAILY)
    assert await clock.tick(NOON) == PushesQueued(1, 1, 0)
    assert await clock.tick(NOON) == PushesQueued()
    assert await queued(database) == ["group:1:0:2026-11-22"]
    assert await standing(database) == [("group:2", NOON + timedelta(seconds=1)), ("group:1", NOON + DAY)]


@on_both
async def test_what_is_for_once_leaves_no_row(database: Database) -> None:
    await schedule(database, "once", "group:1", NOON)
    await clock_of(database, ONCE).tick(NOON)
    assert await standing(database) == []
    assert len(await queued(database)) == 1


@on_both
async def test_scheduling_again_moves_the_row_there_is(database: Database) -> None:
    for at in (NOON, NOON + HOUR):
        await schedule(database, "once", "group:1", at, reference=4)
    assert await standing(database) == [("group:1", NOON + HOUR)]


@on_both
async def test_what_comes_late_but_is_of_use_is_queued_and_what_is_not_is_counted(database: Database) -> None:
    await schedule(database, "daily", "group:1", NOON - 2 * DAY - HOUR)
    clock = clock_of(database, DAILY)
    assert await clock.tick(NOON) == PushesQueued(3, 1, 2)
    assert clock.skipped == 2
    assert await queued(database) == ["group:1:0:2026-11-22"]


@on_both
async def test_a_row_can_say_itself_until_when_it_is_of_use(database: Database) -> None:
    await schedule(database, "once", "group:1", NOON - HOUR, until=NOON - timedelta(seconds=1))
    await schedule(database, "once", "group:2", NOON - DAY, until=NOON)
    assert await clock_of(database, ONCE).tick(NOON) == PushesQueued(2, 1, 1)
    assert await queued(database) == ["once:group:2:0"]


@on_both
async def test_two_schedulers_at_once_double_nothing_and_lose_nothing(database: Database) -> None:
    for number in range(40):
        await schedule(database, "daily", f"group:{number}", NOON)
    clocks = [clock_of(database, DAILY) for _ in range(4)]
    done = await asyncio.gather(*(clock.tick(NOON) for clock in clocks))
    assert sum(one.queued for one in done) == 40
    assert len(set(await queued(database))) == 40
    assert {at for _, at in await standing(database)} == {NOON + DAY}


@on_both
async def test_what_was_queued_before_is_not_queued_again_whatever_the_row_says(database: Database) -> None:
    for _ in range(2):
        await schedule(database, "daily", "group:1", NOON)
        await clock_of(database, DAILY).tick(NOON)
    assert len(await queued(database)) == 1


@on_both
async def test_a_push_that_fails_keeps_its_rows_and_stops_no_other(database: Database) -> None:
    await schedule(database, "broken", "group:1", NOON)
    await schedule(database, "daily", "group:1", NOON)
    assert (await clock_of(database, BROKEN, DAILY).tick(NOON)).queued == 1
    assert ("group:1", NOON) in await standing(database)


@on_both
async def test_a_push_that_would_be_due_again_at_once_is_refused(database: Database) -> None:
    def fire(session: Session, rows: Sequence[Fire], now: datetime) -> Sequence[Fire]:
        for row in rows:
            row.next_at = row.due_at
        return rows

    await schedule(database, "daily", "group:1", NOON)
    with pytest.raises(ValueError, match="for ever"):
        await database.run(queue_due_pushes, push("daily", fire), now=NOON)
    assert await standing(database) == [("group:1", NOON)]


@on_both
async def test_receivers_are_enrolled_at_the_start_and_then_every_hour(database: Database) -> None:
    enrolled: list[datetime] = []

    def enrol(session: Session, now: datetime) -> int:
        enrolled.append(now)
        return 0

    clock = clock_of(database, push("daily", enrol=enrol))
    for minutes in (0, 5, 59, 60, 61, 180):
        await clock.tick(NOON + timedelta(minutes=minutes))
    assert enrolled == [NOON, NOON + HOUR, NOON + 3 * HOUR]


@on_both
async def test_the_next_moment_is_the_first_due_row_of_a_push_there_is(database: Database) -> None:
    await schedule(database, "daily", "group:1", NOON + DAY)
    await schedule(database, "once", "group:1", NOON + HOUR)
    await schedule(database, "long gone", "group:1", NOON - DAY)
    assert await database.read(next_due_at, ["daily", "once"]) == NOON + HOUR
    assert await database.read(next_due_at, ["nobody"]) is None
    assert await database.read(list_pushes_due, ["once", "daily"], NOON + HOUR) == ["once"]


@on_both
async def test_the_timer_ticks_at_once_and_at_the_next_due_moment(database: Database) -> None:
    now = datetime.now(UTC)
    await schedule(database, "once", "group:1", now)
    await schedule(database, "once", "group:2", now + timedelta(seconds=0.3))
    clock = Clock(database, [ONCE], lambda: datetime.now(UTC))
    both = asyncio.Event()

    async def work() -> None:
        await clock.tick(datetime.now(UTC))
        if not await standing(database):
            both.set()

    running = asyncio.create_task(clock.run(work))
    try:
        await asyncio.wait_for(both.wait(), timeout=4)  # the usual tick would come after five seconds
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    assert sorted(await queued(database)) == ["once:group:1:0", "once:group:2:0"]


@on_both
async def test_the_timer_survives_a_database_that_is_away(database: Database) -> None:
    tried: list[int] = []
    again = asyncio.Event()
    clock = Clock(database, [ONCE], lambda: datetime.now(UTC))

    async def work() -> None:
        tried.append(1)
        again.set()
        raise ConnectionError("nobody there")

    running = asyncio.create_task(clock.run(work))
    try:
        await asyncio.wait_for(again.wait(), timeout=4)
        assert not running.done()
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    assert tried
