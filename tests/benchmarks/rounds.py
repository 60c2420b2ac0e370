"""How things are timed here: in turns, in both orders, medians. Times nothing by itself."""

import gc
from collections.abc import Awaitable, Callable, Mapping
from statistics import median
from time import perf_counter

# Performs the batch of one round.
Batch = Callable[[int], Awaitable[None]]


async def microseconds(sides: Mapping[str, Batch], *, rounds: int, each: int) -> dict[str, float]:
    """What one of the `each` things of a batch takes: medians of the rounds, in microseconds.

    Every round performs every side once, every other round in the opposite order. Round 0 is practice.
    """
    spent: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(rounds + 1):
        for name in sorted(sides, reverse=number % 2 == 1):
            seconds = await _seconds(sides[name], number)
            if number:
                spent[name].append(seconds)
    return {name: median(seconds) / each * 1e6 for name, seconds in spent.items()}


async def _seconds(batch: Batch, number: int) -> float:
    gc.collect()  # not in the middle of somebody's turn, for what somebody else left behind
    start = perf_counter()
    await batch(number)
    return perf_counter() - start
