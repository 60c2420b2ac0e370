"""One line of the benchmark table. It holds a result and measures nothing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A ratio against its gate: which goal, the gate as written, whether it held, and how it was found."""

    goal: str
    ratio: float
    gate: str
    passed: bool
    detail: str
