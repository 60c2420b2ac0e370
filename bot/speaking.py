"""What the bot says first, wired together: the clock that queues it and the delivery that sends it. Decides nothing."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.methods import TelegramMethod
from aiogram.methods.base import Response, TelegramType

from bot.config import Settings
from bot.delivery import Request
from bot.delivery.deliver import Delivery
from bot.push import Push
from bot.scheduler.clock import Clock
from bot.scheduler.pushes import PUSHES
from storage.database import Database
from storage.outbox import next_ready_at

# How a virtual clock is told what to do when it was moved, and where to stop on the way; returns what ends that.
OnMove = Callable[
    [Callable[[], Awaitable[None]], Callable[[], Awaitable[datetime | None]]], Callable[[], None]
]
ROUNDS = 20  # what is said may make something else due at once; this often at most


class Speaking:
    """The clock and the delivery of one bot. `on_move`: its time is virtual, and nothing waits in real time.

    `request`: another way to Telegram than HTTP.
    """

    def __init__(
        self,
        database: Database,
        settings: Settings,
        clock: Callable[[], datetime],
        *,
        pushes: Sequence[Push] = PUSHES,
        request: Request | None = None,
        on_move: OnMove | None = None,
    ) -> None:
        self._database, self._now, self._on_move = database, clock, on_move
        self.ticker = Clock(database, pushes, clock)
        named = {push.name: push for push in pushes}
        self.delivery = Delivery(database, settings, clock, named, request=request, paced=on_move is None)
        self._one_at_a_time = asyncio.Lock()

    async def run(self) -> None:
        """Speak until cancelled. Raises TokenRefused."""
        if self._on_move is None:
            await until_one_ends(self.ticker.run(self._tick), self.delivery.run())
            return
        forget = self._on_move(self.catch_up, self.next_at)
        try:
            await self.ticker.run(self.catch_up)
        finally:
            forget()
            await self.delivery.close()

    async def _tick(self) -> None:
        done = await self.ticker.tick(self._now())
        if done.queued:
            self.delivery.wake()

    async def catch_up(self) -> None:
        """Do and say everything that is due by now."""
        async with self._one_at_a_time:
            for _ in range(ROUNDS):
                done = await self.ticker.tick(self._now())
                said = await self.delivery.drain()
                if not done.due and not said:
                    return

    async def next_at(self) -> datetime | None:
        """When there is something to do next, later than now."""
        due_at = await self.ticker.next_at()
        ready_at = await self._database.read(next_ready_at, after=self._now())
        return min((at for at in (due_at, ready_at) if at is not None), default=None)


class MakesRoom(BaseRequestMiddleware):
    """Answers come first: what the bot says by itself makes room for each of them."""

    def __init__(self, delivery: Delivery) -> None:
        self._delivery = delivery

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        if method.__api_method__.startswith(("send", "edit")):
            self._delivery.make_room()
        return await make_request(bot, method)


async def until_one_ends(*works: Awaitable[None]) -> None:
    """Do all of these at once until the first ends; raises what it died of, and ends the others."""
    tasks = [asyncio.ensure_future(work) for work in works]
    try:
        done, _pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
