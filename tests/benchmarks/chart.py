"""Goal 9: a thirty-day chart against matplotlib, in time and in memory. Only the two ratios mean anything."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from tests.benchmarks.chart_drawings import ours, theirs
from tests.benchmarks.row import Row

GATE = 0.25
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
    detail = (
        f"{median(mine) * 1000:.1f} ms against {median(other) * 1000:.1f} ms, {ROUNDS} rounds, both orders"
    )
    return _row("9 chart, time", median(mine) / median(other), detail)


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
    detail = f"{mine:.1f} MB against {other:.1f} MB over a bare interpreter's {bare:.1f} MB, fresh processes"
    return _row("9 chart, memory", mine / other, detail)


def _peak(code: str) -> float:
    command = [sys.executable, "-c", code + PEAK]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return int(answer.stdout) / 1024


def _row(goal: str, ratio: float, detail: str) -> Row:
    return Row(goal, ratio, f"<= {GATE}", ratio <= GATE, detail)


if __name__ == "__main__":
    for row in run():
        sys.stdout.write(f"{row.goal}: {row.ratio:.3f} ({row.gate}) {row.detail}\n")
