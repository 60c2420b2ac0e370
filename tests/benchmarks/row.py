"""One line of the benchmark table. It holds a result and measures nothing."""

from dataclasses import dataclass
from typing import Any

from tests.benchmarks.rounds import Spent


@dataclass(frozen=True, slots=True)
class Row:
    """Ours beside its floor. `ours` and `floor` are in `unit`; the goal is about their ratio.

    `gate` and `moonshot`: at most this ratio, or with `at_least`, at least; no gate: it is only told.
    `required` False: told with its mark, but a miss does not fail the run yet.
    """

    goal: str
    ours: float
    floor: float
    unit: str
    gate: float | None = None
    moonshot: float | None = None
    at_least: bool = False
    required: bool = True
    detail: str = ""

    @classmethod
    def of(cls, goal: str, ours: Spent, floor: Spent, **told: Any) -> "Row":
        """A row about the clock, with the processor's ratio in its detail."""
        detail = f"CPU {ours.cpu / floor.cpu:.2f}; {told.pop('detail', '')}".removesuffix("; ")
        return cls(goal, ours.wall, floor.wall, "us", detail=detail, **told)

    @property
    def ratio(self) -> float:
        return self.ours / self.floor

    @property
    def passed(self) -> bool:
        return self._reaches(self.gate)

    @property
    def failed(self) -> bool:
        return self.required and not self.passed

    def told(self) -> str:
        """The line as it is printed."""
        sign = ">=" if self.at_least else "<="
        gate = f"{sign} {self.gate:g}" if self.gate is not None else ""
        moonshot = f"{self.moonshot:g}" if self.moonshot is not None else ""
        numbers = f"{self.ours:9.1f} {self.floor:9.1f} {self.unit:<5} {self.ratio:6.3f}"
        return f"{self.goal:<42} {numbers}  {gate:<7} {moonshot:<5} {self._mark():<4} {self.detail}".rstrip()

    def _mark(self) -> str:
        if self.gate is None:
            return ""
        if not self.passed:
            return "--"
        return "ok *" if self.moonshot is not None and self._reaches(self.moonshot) else "ok"

    def _reaches(self, line: float | None) -> bool:
        if line is None:
            return True
        return self.ratio >= line if self.at_least else self.ratio <= line


HEADING = f"{'goal':<42} {'ours':>9} {'floor':>9} {'':5} {'ratio':>6}  {'gate':<7} {'moon':<5} {'':<4} how it was found"
