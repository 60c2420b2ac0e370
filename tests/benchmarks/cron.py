"""One fire of APScheduler's in-memory cron jobs: the floor of goal 6."""

import asyncio
from datetime import UTC, datetime
from statistics import median
from time import perf_counter

from apscheduler.schedulers.asyncio import AsyncIOScheduler  # type: ignore[import-untyped]
from apscheduler.triggers.cron import CronTrigger  # type: ignore[import-untyped]

JOBS, ROUNDS = 2_000, 3


async def microseconds_of_a_cron_fire() -> float:
    """Cron jobs that are all due at once: the time until the last has run, for each of them."""
    return median([await _round() for _ in range(ROUNDS)])


async def _round() -> float:
    fired = 0
    everything = asyncio.Event()

    async def job() -> None:
        nonlocal fired
        fired += 1
        if fired == JOBS:
            everything.set()

    scheduler = AsyncIOScheduler(timezone=UTC)
    scheduler.start(paused=True)
    due = datetime.now(UTC)
    for number in range(JOBS):
        trigger = CronTrigger(hour=number % 24, timezone=UTC)
        scheduler.add_job(job, trigger, next_run_time=due, misfire_grace_time=None, coalesce=True)
    start = perf_counter()
    scheduler.resume()
    await everything.wait()
    spent = perf_counter() - start
    scheduler.shutdown(wait=False)
    return spent / JOBS * 1e6
