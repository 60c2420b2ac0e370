"""How works run beside each other, and how one is done by one process of all. Knows none of them."""

import asyncio
from collections.abc import Awaitable, Callable

from storage.database import Lock

LOOK_EVERY_SECONDS = 2.0
ANSWER_WITHIN_SECONDS = 10.0


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


async def while_alone(
    lock: Lock, work: Callable[[], Awaitable[None]], *, look_every: float = LOOK_EVERY_SECONDS
) -> None:
    """Do `work` whenever this process has `lock`, until cancelled. Raises what the work died of.

    Who has it not, stands by. Who loses it, the database away or the connection cut, ends the work and stands by too.
    """
    try:
        while True:
            if await _has(lock):
                await until_one_ends(work(), _until_lost(lock, look_every))
            await asyncio.sleep(look_every)
    finally:
        await asyncio.to_thread(lock.release)


async def _until_lost(lock: Lock, look_every: float) -> None:
    while True:
        await asyncio.sleep(look_every)
        if not await _has(lock):
            return


async def _has(lock: Lock) -> bool:
    """A database that does not say in time has not said yes."""
    try:
        return await asyncio.wait_for(asyncio.to_thread(lock.hold), ANSWER_WITHIN_SECONDS)
    except TimeoutError:
        return False
