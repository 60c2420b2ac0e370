"""What the bot says first, wired together: the clock that queues it and the delivery that sends it. Decides nothing."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

from bot.config import Settings
from bot.delivery import Request
from bot.delivery.deliver import Delivery
from bot.push import Push
from bot.scheduler.clock import ENROL_EVERY, Clock
from bot.scheduler.pushes import PUSHES
from bot.working import until_one_ends, while_alone
from storage.database import Database
from storage.outbox import is_ready, next_ready_at

# How a virtual clock is told what to do when it was moved, and where to stop on the way; returns what ends that.
OnMove = Callable[
    [Callable[[], Awaitable[None]], Callable[[], Awaitable[datetime | None]]], Callable[[], None]
]
WORK = "speaking"  # of all processes of a bot one ticks and delivers: it alone knows the pace
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
        enrol_every: timedelta = ENROL_EVERY,
    ) -> None:
        self._database, self._now, self._on_move = database, clock, on_move
        self.ticker = Clock(database, pushes, clock, enrol_every=enrol_every)
        named = {push.name: push for push in pushes}
        self.delivery = Delivery(database, settings, clock, named, request=request, paced=on_move is None)
        self._one_at_a_time = asyncio.Lock()

    async def run(self) -> None:
        """Speak until cancelled; stand by while another process does. Raises TokenRefused."""
        if self._on_move is None:
            await while_alone(self._database.lock(WORK), self._tick_and_deliver)
            return
        forget = self._on_move(self.catch_up, self.next_at)
        try:
            await self.ticker.run(self.catch_up)
        finally:
            forget()
            await self.delivery.close()

    async def _tick_and_deliver(self) -> None:
        await until_one_ends(self.ticker.run(self._tick), self.delivery.run())

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

    async def has_something_to_do(self) -> bool:
        """Whether something is due, or may be said, by now."""
        now = self._now()
        due_at = await self.ticker.next_at()
        return due_at is None or due_at <= now or await self._database.read(is_ready, now)

    async def next_at(self) -> datetime | None:
        """When there is something to do next, later than now.

        Whoever is new is looked for first: virtual time is about to leap over the hours at which that happens.
        """
        await self.ticker.enrol(self._now())
        due_at = await self.ticker.next_at()
        ready_at = await self._database.read(next_ready_at, after=self._now())
        return min((at for at in (due_at, ready_at) if at is not None), default=None)
