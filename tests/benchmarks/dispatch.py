"""Goal 1: finding the handler of an update, against aiogram calling its only handler with no filter.

Ours is the whole road from `feed_update` to the handler: the tables, and the middleware that makes the Turn. Taken out
are what the handler does and the query that tells who is writing; no database is asked on either side. Nothing waits
here, so it is the processor's time that is compared.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast
from unittest.mock import patch

from aiogram import Bot, Dispatcher
from aiogram.types import CallbackQuery, Update

from bot import dispatcher as ours
from bot.conversation import Tap
from bot.handlers import readings
from bot.turn import Turn
from storage.database import Database
from storage.people import Met, meet
from tests.benchmarks import town
from tests.benchmarks.rounds import Batch, microseconds
from tests.benchmarks.row import Row

GATE, MOONSHOT = 1.3, 1.1
ROUNDS, EACH = 41, 200


SENT = {
    "1 dispatch, a command": town.written(1, 0, "/points"),
    "1 dispatch, a text": town.written(1, 0, town.ORDINARY),
    "1 dispatch, a tap": town.tapped(1, 0, "points"),
}


class NoDatabase:
    """Knows who is writing without being asked."""

    def __init__(self, met: Met) -> None:
        self._met = met

    async def glance(self, query: object, *args: object) -> Met:
        assert query is meet
        return self._met


async def run(database: Database) -> list[Row]:
    """A command, a text and a tap."""
    met = await database.read(meet, town.FIRST_TELEGRAM_ID, 1)
    assert met.person is not None
    ours_full = ours.build_dispatcher(without(met), town.settings(), town.clock)
    bot, floor = town.mute_bot(), _floor()
    with handlers_replaced():
        return [await _row(goal, raw, bot, ours_full, floor) for goal, raw in SENT.items()]


def without(met: Met) -> Database:
    return cast(Database, NoDatabase(met))


async def _row(goal: str, raw: bytes, bot: Bot, ours_full: Dispatcher, floor: Dispatcher) -> Row:
    update = Update.model_validate_json(raw)
    sides = {"ours": _batch(ours_full, bot, update), "floor": _batch(floor, bot, update)}
    spent = await microseconds(sides, rounds=ROUNDS, each=EACH)
    mine, theirs = spent["ours"], spent["floor"]
    detail = f"CPU; by the clock {mine.wall / theirs.wall:.2f}; {len(ours.COMMANDS)} commands, {len(ours.TAPS)} buttons"
    return Row(goal, mine.cpu, theirs.cpu, "us", GATE, MOONSHOT, detail=detail)


def _batch(dispatcher: Dispatcher, bot: Bot, update: Update) -> Batch:
    async def feed(number: int) -> None:
        for _ in range(EACH):
            await dispatcher.feed_update(bot, update)

    return feed


def _floor() -> Dispatcher:
    """aiogram alone. Its handlers do what ours are left with: nothing, or ending the clock on a tapped button."""
    dispatcher = Dispatcher(disable_fsm=True)

    @dispatcher.message()
    async def on_message(message: Any) -> None:
        pass

    @dispatcher.callback_query()
    async def on_tap(tap: CallbackQuery, bot: Bot) -> None:
        await bot.answer_callback_query(tap.id)

    return dispatcher


@contextmanager
def handlers_replaced() -> Iterator[list[Turn]]:
    """Handlers that do nothing, and a list of what they were called with, which stays short."""
    called: list[Turn] = []

    async def nothing(turn: Turn) -> None:
        if len(called) < len(SENT):
            called.append(turn)

    with (
        patch.dict(ours.COMMANDS, points=nothing),
        patch.dict(ours.TAPS, points=Tap(nothing)),
        patch.object(readings, "take_message", nothing),
    ):
        yield called
