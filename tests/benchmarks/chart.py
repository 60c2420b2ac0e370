"""Goal 9: a thirty-day chart against matplotlib, in time and in memory. Only the two ratios mean anything."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from tests.benchmarks.chart_drawings import ours, theirs
from tests.benchmarks.row import Row

GATE, MOONSHOT = 0.25, 0.1
ROUNDS, PROCESSES = 20, 5
ROOT = Path(__file__).parents[2]
# The high-water mark of this process alone: getrusage would report a larger parent's as its own.
PEAK = "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
DRAW = "from tests.benchmarks.chart_drawings import {0}; {0}(); "


def run() -> list[Row]:
    """Two rows, time and memory; needs matplotlib and Linux's /proc."""
    return [_time(), _memory()]


def _time() -> Row:
    ours(), theirs()
    mine: list[float] = []
    other: list[float] = []
    for number in range(ROUNDS):
        order = [(ours, mine), (theirs, other)]
        for picture, spent in order if number % 2 else order[::-1]:
            spent.append(_seconds(picture))
    return _row("9 chart, time", median(mine) * 1000, median(other) * 1000, "ms", f"{ROUNDS} rounds")


def _seconds(picture: Callable[[], bytes]) -> float:
    start = perf_counter()
    picture()
    return perf_counter() - start


def _memory() -> Row:
    peaks: dict[str, list[float]] = {"bare": [], "ours": [], "theirs": []}
    for number in range(PROCESSES):
        for name in sorted(peaks, reverse=number % 2 == 1):
            peaks[name].append(_peak("" if name == "bare" else DRAW.format(name)))
    bare = median(peaks["bare"])
    mine, other = median(peaks["ours"]) - bare, median(peaks["theirs"]) - bare
    return _row(
        "9 chart, memory", mine, other, "MB", f"over a bare interpreter's {bare:.1f} MB, new processes"
    )


def _peak(code: str) -> float:
    command = [sys.executable, "-c", code + PEAK]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return int(answer.stdout) / 1024


def _row(goal: str, ours: float, floor: float, unit: str, detail: str) -> Row:
    return Row(goal, ours, floor, unit, GATE, MOONSHOT, detail=detail)


if __name__ == "__main__":
    for row in run():
        sys.stdout.write(f"{row.told()}\n")
