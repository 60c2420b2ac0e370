"""A warm process that forks a child a line, so that a life costs milliseconds. Kills none of them.

A line of JSON in (what this life is given), two out: the number of the process, then how it ended.
"""

import asyncio
import gc
import json
import logging
import os
import signal
import sys
import traceback
from collections.abc import Awaitable, Callable
from typing import Any, NoReturn

LONGEST_LIFE_SECONDS = 120  # a child whose harness is gone ends by itself
Order = dict[str, Any]


def give_birth(warm_up: Callable[[], Awaitable[None]], live: Callable[[Order], Awaitable[None]]) -> None:
    """Warm up once; then fork a child for every order. `live` is its whole life."""

    async def warm() -> None:
        await warm_up()

    asyncio.run(warm())
    gc.freeze()
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            _live(live, order)
        _tell(pid=child)
        _, status = os.waitpid(child, 0)
        _tell(signal=os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0)


def _tell(**fact: int) -> None:
    print(json.dumps(fact), flush=True)  # noqa: T201


def _live(live: Callable[[Order], Awaitable[None]], order: Order) -> NoReturn:
    """A whole life: ends by a kill, by itself, or by a mistake, which is written down."""

    async def whole() -> None:
        await live(order)

    signal.alarm(LONGEST_LIFE_SECONDS)
    logging.basicConfig(level=logging.WARNING, format="%(name)s: %(message)s")
    try:
        asyncio.run(whole())
    except BaseException:
        traceback.print_exc()
    sys.stderr.flush()
    os._exit(1)
