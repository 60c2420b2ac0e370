"""Told without a gate: how long it takes to understand what a resident typed, beside json.loads of its update."""

import json

from domain.understanding import understand
from tests.benchmarks import town
from tests.benchmarks.rounds import Batch, microseconds
from tests.benchmarks.row import Row

LONGEST = 4096  # Telegram's longest message, in characters
MIXED = "今天早上8点半测的血压一百二十八到八十二，心率72"
TEXTS = {
    "understand 128/82": ("128/82", 200),
    "understand a sentence in Chinese": (MIXED, 100),
    "understand 4,096 letters": (("很" * LONGEST), 3),
    "understand 4,096 characters of readings": ((f"{MIXED}。" * LONGEST)[:LONGEST], 3),
}


async def run() -> list[Row]:
    """Microseconds, or for the longest texts what a whole one takes."""
    return [await _row(goal, text, each) for goal, (text, each) in TEXTS.items()]


async def _row(goal: str, text: str, each: int) -> Row:
    raw = town.written(1, 0, text)
    local = town.clock().astimezone()

    def read() -> None:
        understand(text, language="zh", now=local)

    def loads() -> None:
        json.loads(raw)

    sides: dict[str, Batch] = {}
    for name, call in (("ours", read), ("floor", loads)):

        async def batch(number: int, call: object = call) -> None:
            assert callable(call)
            for _ in range(each):
                call()

        sides[name] = batch
    spent = await microseconds(sides, rounds=7, each=each)
    return Row.of(goal, spent["ours"], spent["floor"], detail="beside json.loads of its update")
