"""How things are timed here: in turns, in both orders, medians. Times nothing by itself."""

import gc
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from statistics import median
from time import perf_counter, process_time

# Performs the batch of one round.
Batch = Callable[[int], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Spent:
    """Microseconds: `wall` as a clock sees them, `cpu` of all threads of this process, which no busy disk moves."""

    wall: float
    cpu: float


async def microseconds(sides: Mapping[str, Batch], *, rounds: int, each: int) -> dict[str, Spent]:
    """What one of the `each` things of a batch takes: medians of the rounds.

    Every round performs every side once, every other round in the opposite order. Round 0 is practice.
    """
    gc.collect()
    gc.freeze()  # as bot/__main__.py does before it serves
    spent: dict[str, list[Spent]] = {name: [] for name in sides}
    for number in range(rounds + 1):
        for name in sorted(sides, reverse=number % 2 == 1):
            one = await _spent(sides[name], number, each)
            if number:
                spent[name].append(one)
    return {
        name: Spent(median(one.wall for one in every), median(one.cpu for one in every))
        for name, every in spent.items()
    }


async def _spent(batch: Batch, number: int, each: int) -> Spent:
    gc.collect()  # not in the middle of somebody's turn, for what somebody else left behind
    start, worked = perf_counter(), process_time()
    await batch(number)
    return Spent((perf_counter() - start) / each * 1e6, (process_time() - worked) / each * 1e6)
