"""Goal 4: a webhook that answers 200 after the commit, against the same application with a handler that does nothing.

Requests a second over loopback, asked for by another process. The answer to the resident is composed and not sent.
"""

import asyncio
import sys
from pathlib import Path
from statistics import median

from aiogram import Bot, Dispatcher
from aiogram.types import Message
from aiohttp import web

from bot.dispatcher import build_dispatcher
from bot.updates import handle_with, webhook_app
from storage.database import Database
from tests.benchmarks import town
from tests.benchmarks.knocking import PATH, SECRET
from tests.benchmarks.row import Row

GATE, MOONSHOT = 0.6, 0.8
ROUNDS, EACH = 5, 200
ROOT = Path(__file__).parents[2]


async def run(template: Path) -> list[Row]:
    """One process, one event loop, one writer."""
    bot = town.mute_bot()
    database = Database(town.copy(template, "webhook"))
    ours = build_dispatcher(database, town.settings(), town.clock)
    rates: dict[str, list[float]] = {"ours": [], "floor": []}
    try:
        sides = {"ours": await _serve(ours, bot), "floor": await _serve(_floor(), bot)}
        for number in range(ROUNDS + 1):
            for name in sorted(sides, reverse=number % 2 == 1):
                rate = await _rate(sides[name], number * EACH)
                rates[name] += [rate] if number else []
        for runner in sides.values():
            await runner.cleanup()
    finally:
        await database.close()
    detail = "the load comes from the second core; 20 connections"
    mine, theirs = median(rates["ours"]), median(rates["floor"])
    return [
        Row("4 webhook", mine, theirs, "req/s", GATE, MOONSHOT, at_least=True, required=False, detail=detail)
    ]


async def _serve(dispatcher: Dispatcher, bot: Bot) -> web.AppRunner:
    runner = web.AppRunner(
        webhook_app(bot, handle_with(dispatcher, bot), path=PATH, secret=SECRET), access_log=None
    )
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return runner


def _floor() -> Dispatcher:
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def nothing(message: Message) -> None:
        pass

    return dispatcher


async def _rate(runner: web.AppRunner, first: int) -> float:
    """Answers a second."""
    port = runner.addresses[0][1]
    command = [sys.executable, "-m", "tests.benchmarks.knocking", str(port), str(EACH)]
    raw = [town.written(first + number, first + number, town.ORDINARY) for number in range(EACH)]
    process = await asyncio.create_subprocess_exec(
        *command, cwd=ROOT, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    told, _ = await process.communicate(b"\n".join(raw))
    if process.returncode:
        raise RuntimeError("the webhook did not answer 200 to everything")
    return EACH / float(told)
