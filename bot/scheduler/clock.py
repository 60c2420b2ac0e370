"""The clock: looks what is due every few seconds and at the next due moment. Rows decide; nothing is kept here."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler  # type: ignore[import-untyped]

from actions.note_tick import note_tick
from actions.queue_due_pushes import PushesQueued, enrol_receivers, queue_due_pushes
from bot.faults import tell_fault
from bot.push import Push
from domain.outbox import RULES
from storage.database import Database
from storage.due import list_pushes_due, next_due_at

log = logging.getLogger(__name__)

TICK_SECONDS = 5
ENROL_EVERY = timedelta(hours=1)
NOTE_EVERY = timedelta(minutes=1)  # that it ticks is kept this often: one small row


class Clock:
    """Ticks: enrols new receivers now and then, and queues what is due. `clock` says what time it is, aware.

    `skipped` counts what was due while the bot was away and is no longer useful.
    """

    def __init__(
        self,
        database: Database,
        pushes: Sequence[Push],
        clock: Callable[[], datetime],
        *,
        enrol_every: timedelta = ENROL_EVERY,
    ) -> None:
        self._database = database
        self._pushes = sorted(pushes, key=lambda push: RULES[push.kind].priority)
        self._names = [push.name for push in self._pushes]
        self._clock = clock
        self._enrol_every = enrol_every
        self._enrolled_at: datetime | None = None
        self._noted_at: datetime | None = None
        self._one_at_a_time = asyncio.Lock()
        self.skipped = 0

    async def tick(self, now: datetime) -> PushesQueued:
        """Do what is due by now. What one push cannot do does not keep the others from theirs."""
        async with self._one_at_a_time:
            return await self._tick(now)

    async def _tick(self, now: datetime) -> PushesQueued:
        if self._enrolled_at is None or now - self._enrolled_at >= self._enrol_every:
            await self.enrol(now)
        done = PushesQueued()
        due = await self._database.read(list_pushes_due, self._names, now)
        for push in self._pushes:
            if push.name in due:
                done += await self._queue(push, now)
        if done.skipped:
            self.skipped += done.skipped
            log.info("%d came too late and were skipped", done.skipped)
        if self._noted_at is None or now - self._noted_at >= NOTE_EVERY:
            await self._database.run(note_tick, now=now)
            self._noted_at = now
        return done

    async def _queue(self, push: Push, now: datetime) -> PushesQueued:
        done = PushesQueued()
        try:
            while True:
                batch = await self._database.run(queue_due_pushes, push, now=now)
                done += batch
                if not batch.due:  # a row may have been due more than once while the bot was away
                    break
        except Exception as error:  # its rows are as they were, and the next tick tries again
            tell_fault(log, error, "%s failed", push.name)
        return done

    async def enrol(self, now: datetime) -> None:
        """Look for new receivers."""
        self._enrolled_at = now
        for push in self._pushes:
            if push.enrol is None:
                continue
            try:
                await self._database.run(enrol_receivers, push.enrol, now=now)
            except Exception as error:
                tell_fault(log, error, "%s could not enrol", push.name)

    async def next_at(self) -> datetime | None:
        """When something is due next. An hour in which only new receivers are looked for is none to wait for."""
        return await self._database.read(next_due_at, self._names)

    async def run(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do `work`, which ticks, every few seconds and at the next due moment, until cancelled.

        Two never overlap, and one that was missed is not made up: rows remember what is due.
        """
        timer = AsyncIOScheduler(timezone=UTC)
        options: dict[str, Any] = {
            "max_instances": 1,
            "coalesce": True,
            "misfire_grace_time": None,
            "replace_existing": True,
        }
        turn = asyncio.Lock()

        async def look() -> None:
            async with turn:
                soon = await self._look(work)
            if soon is not None:
                at = datetime.now(UTC) + timedelta(seconds=soon)
                timer.add_job(look, "date", run_date=at, id="next due moment", **options)

        timer.add_job(look, "interval", seconds=TICK_SECONDS, id="tick", **options)
        timer.start()
        try:
            await look()
            await asyncio.Event().wait()
        finally:
            timer.shutdown(wait=False)

    async def _look(self, work: Callable[[], Awaitable[None]]) -> float | None:
        """Seconds until the next due moment, if that comes before the next tick does."""
        try:
            await work()
            at = await self.next_at()
        except Exception as error:  # a database that is away comes back
            tell_fault(log, error, "a tick failed")
            return None
        seconds = None if at is None else (at - self._clock()).total_seconds()
        return seconds if seconds is not None and 0 < seconds < TICK_SECONDS else None
