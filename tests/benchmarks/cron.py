"""One fire of APScheduler's in-memory cron jobs: the floor of goal 6."""

import asyncio
from datetime import UTC, datetime, timedelta
from statistics import median
from time import perf_counter

from apscheduler.schedulers.asyncio import AsyncIOScheduler  # type: ignore[import-untyped]
from apscheduler.triggers.cron import CronTrigger  # type: ignore[import-untyped]

JOBS, DUE, ROUNDS = 10_000, 1_000, 3


async def microseconds_of_a_cron_fire() -> float:
    """Ten thousand cron jobs, a thousand of them due at once: the time until the last of those has run, for each."""
    return median([await _round() for _ in range(ROUNDS)])


async def _round() -> float:
    fired = 0
    everything = asyncio.Event()

    async def job() -> None:
        nonlocal fired
        fired += 1
        if fired == DUE:
            everything.set()

    scheduler = AsyncIOScheduler(timezone=UTC)
    scheduler.start(paused=True)
    due = datetime.now(UTC)
    for number in range(JOBS):
        trigger = CronTrigger(hour=number % 24, timezone=UTC)
        at = due if number < DUE else due + timedelta(hours=1 + number % 24)
        scheduler.add_job(job, trigger, next_run_time=at, misfire_grace_time=None, coalesce=True)
    start = perf_counter()
    scheduler.resume()
    await everything.wait()
    spent = perf_counter() - start
    scheduler.shutdown(wait=False)
    return spent / DUE * 1e6
