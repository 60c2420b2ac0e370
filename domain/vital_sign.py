"""The shape every vital sign fills in: its parts, its readings, what can be wrong with one, what one means.

Values and questions only; no words a person reads, no clock.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Problem(StrEnum):
    """Why a reading is asked about instead of kept."""

    REVERSED = "reversed"
    INCOMPLETE = "incomplete"
    OUT_OF_RANGE = "out_of_range"
    PLEASE_CONFIRM = "please_confirm"
    MEAL_NEEDED = "meal_needed"
    IN_THE_FUTURE = "in_the_future"
    TOO_LONG_AGO = "too_long_ago"


class Level(StrEnum):
    """What one reading asks of us, gravest first. A routing, never a diagnosis (clinical facts, 1.5)."""

    RED = "red"
    ORANGE = "orange"
    LOW = "low"
    YELLOW = "yellow"
    WATCH = "watch"
    OK = "ok"

    @property
    def is_danger(self) -> bool:
        return self in (Level.RED, Level.ORANGE)


class Meal(StrEnum):
    FASTING = "fasting"
    AFTER_2H = "after_2h"
    RANDOM = "random"
    BEDTIME = "bedtime"


class Setting(StrEnum):
    """Where it was measured: home and office values are compared with different lines."""

    HOME = "home"
    OFFICE = "office"


@dataclass(frozen=True, slots=True)
class Part:
    """One number of a reading, in `unit`: refused outside `possible`, asked about outside `usual`.

    `steady`: a change no larger than this is called no change [D].
    """

    name: str
    unit: str
    possible: tuple[float, float]
    usual: tuple[float, float]
    decimals: int = 0
    required: bool = True
    steady: float = 0

    def spoken(self, value: float) -> str:
        """The value as it is written for a person: no more decimals than it was measured with."""
        return f"{value:.{self.decimals}f}".removesuffix(".0")


@dataclass(frozen=True, slots=True)
class Reading:
    """What was measured, in the units of its parts. Knows nothing of who or when."""

    vital: str
    values: Mapping[str, float]
    meal: Meal | None = None
    setting: Setting = Setting.HOME

    def __getitem__(self, part: str) -> float:
        return self.values[part]

    def get(self, part: str) -> float | None:
        return self.values.get(part)


@dataclass(frozen=True, slots=True)
class VitalSign:
    """A vital sign: its parts, and what its readings can be asked.

    `odd` finds what the ranges cannot see (reversed numbers, a pulse pressure of 150, a jump since `last`);
    `assess` says what a sound reading means by its number alone. `looks_back`: whether `odd` asks for `last` at all.
    """

    name: str
    parts: tuple[Part, ...]
    assess: Callable[[Reading], Level]
    odd: Callable[[Reading, Reading | None], Problem | None] = field(default=lambda reading, last: None)
    looks_back: bool = False

    def part(self, name: str) -> Part:
        return next(part for part in self.parts if part.name == name)

    def problem(self, reading: Reading, *, last: Reading | None = None) -> Problem | None:
        """The first thing to ask before this reading is kept, or None.

        `last` is the person's reading before, when it is no more than 30 days old.
        """
        if any(part.required and part.name not in reading.values for part in self.parts):
            return Problem.INCOMPLETE
        given = [(part, reading.values[part.name]) for part in self.parts if part.name in reading.values]
        odd = self.odd(reading, last)
        if odd is Problem.REVERSED:
            return odd
        if any(not part.possible[0] <= value <= part.possible[1] for part, value in given):
            return Problem.OUT_OF_RANGE
        unusual = any(not part.usual[0] <= value <= part.usual[1] for part, value in given)
        # What the vital sign itself asks (which meal?) comes before "are you sure?": one, then the other.
        return odd or (Problem.PLEASE_CONFIRM if unusual else None)
