"""Goal 2: a blood pressure from its raw update to the commit, against aiogram parsing, dispatching and one insert.

Ours commits with `synchronous=FULL` and is timed up to the answer, whose words are left out: the floor says none.
The floor is an async SQLModel
session on aiosqlite with a commit of its own: the gate is about the one that is as durable as ours. The other, NORMAL, waits
for no disk and is told beside it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.types import Message, Update
from sqlalchemy import DateTime, event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.dispatcher import build_dispatcher
from bot.showing import screens
from storage.database import Database
from tests.benchmarks import town
from tests.benchmarks.rounds import Batch, Spent, microseconds
from tests.benchmarks.row import Row

GATE, MOONSHOT = 1.0, 0.5
ROUNDS, EACH = 20, 25


class Apart(SQLModel, registry=registry()):
    """Tables that are no part of HealthGrid's schema."""


class Pressure(Apart, table=True):
    """The one row of the floor."""

    id: int | None = Field(default=None, primary_key=True)
    person_id: int
    systolic: int
    diastolic: int
    taken_at: datetime = Field(sa_type=DateTime(timezone=True))


async def run(template: Path) -> list[Row]:
    """An ordinary reading, and a dangerous one with its alert."""
    bot = town.mute_bot()
    database = Database(town.copy(template, "handler"))
    engines = {mode: await _engine(template, mode) for mode in ("NORMAL", "FULL")}
    dispatcher = build_dispatcher(database, town.settings(), town.clock)
    try:
        with _without_the_answer():
            return await _timed(dispatcher, bot, engines)
    finally:  # an open aiosqlite connection keeps the process alive
        for engine in engines.values():
            await engine.dispose()
        await database.close()


@contextmanager
def _without_the_answer() -> Iterator[None]:
    """The goal is about the handler up to the commit, so the words after it are not made."""

    async def say_nothing(*told: object, **how: object) -> None:
        return None

    spoken, screens.tell_logged = screens.tell_logged, say_nothing
    try:
        yield
    finally:
        screens.tell_logged = spoken


async def _timed(dispatcher: Dispatcher, bot: Bot, engines: dict[str, AsyncEngine]) -> list[Row]:
    sides = {
        "ordinary": _batch(dispatcher, bot, town.ORDINARY, first=0),
        "dangerous": _batch(dispatcher, bot, town.DANGEROUS, first=town.RESIDENTS // 2),
        **{mode: _batch(_floor(engine), bot, town.ORDINARY, first=0) for mode, engine in engines.items()},
    }
    return _rows(await microseconds(sides, rounds=ROUNDS, each=EACH))


def _rows(spent: dict[str, Spent]) -> list[Row]:
    rows = []
    for kind in ("ordinary", "dangerous"):
        goal, detail = f"2 whole handler, {kind}", f"{town.READINGS} readings and {town.PAID} paid before"
        told = {"gate": GATE, "moonshot": MOONSHOT, "detail": detail}
        rows.append(Row.of(goal, spent[kind], spent["FULL"], **told))
        rows.append(Row.of(f"{goal}, floor NORMAL", spent[kind], spent["NORMAL"]))
    return rows


def _batch(dispatcher: Dispatcher, bot: Bot, text: str, *, first: int) -> Batch:
    """Each update is another resident's: nobody is told that it is too soon for points."""
    raw = [town.written(first + number, first + number, text) for number in range((ROUNDS + 1) * EACH)]

    async def feed(number: int) -> None:
        for one in raw[number * EACH : (number + 1) * EACH]:
            await dispatcher.feed_update(bot, Update.model_validate_json(one))

    return feed


async def _engine(template: Path, mode: str) -> AsyncEngine:
    engine = create_async_engine(f"sqlite+aiosqlite:///{template.with_name(f'floor-{mode}.db')}")

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(raw: Any, record: object) -> None:
        cursor = raw.cursor()
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute(f"PRAGMA synchronous = {mode}")
        cursor.close()

    async with engine.begin() as connection:
        await connection.run_sync(Apart.metadata.create_all)
    return engine


def _floor(engine: AsyncEngine) -> Dispatcher:
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def log(message: Message) -> None:
        async with AsyncSession(engine, expire_on_commit=False) as session:
            session.add(Pressure(person_id=1, systolic=128, diastolic=82, taken_at=town.NOW))
            await session.commit()

    return dispatcher
