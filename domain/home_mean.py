"""The mean of a home blood pressure series over seven days. Never a diagnosis, never a grade."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from math import floor


class Slot(StrEnum):
    """When in the day it was measured. What is neither morning nor evening is kept, not averaged.

    The protocol asks for 6-9 and 18-21 [V] 中国家庭血压监测; the hours here, 4-12 and 16-24, let early risers
    and late suppers in [D].
    """

    MORNING = "morning"
    EVENING = "evening"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class HomeMeanCuts:
    """The line a mean is compared with, and how much measuring makes a mean."""

    at_or_above: tuple[float, float] = (
        135,
        85,
    )  # [V] 中国高血压防治指南 2024, 国家基层高血压防治管理指南 2025
    days: int = 7  # [V] 中国家庭血压监测: seven days, the first dropped
    least_days: int = 3  # [D] awaiting a clinician's sign-off
    least_readings: int = 12  # [D] awaiting a clinician's sign-off
    most_a_slot: int = 3  # [V] 2-3 readings each time; a fourth does not move the mean


@dataclass(frozen=True, slots=True)
class Taken:
    """One blood pressure in mmHg; `at` is aware, in the person's own zone."""

    at: datetime
    systolic: float
    diastolic: float


@dataclass(frozen=True, slots=True)
class HomeMean:
    """The mean in whole mmHg, of so many readings on so many days after the first day was dropped."""

    systolic: int
    diastolic: int
    readings: int
    days: int
    at_or_above: bool


@dataclass(frozen=True, slots=True)
class HomeMeanMissing:
    """Not enough yet: what counts so far, and what is still missing."""

    days_missing: int
    readings_missing: int
    days: int
    readings: int


def slot(at: datetime) -> Slot:
    if 4 <= at.hour < 12:
        return Slot.MORNING
    return Slot.EVENING if at.hour >= 16 else Slot.OTHER


def home_mean(
    readings: Sequence[Taken], *, today: date, cuts: HomeMeanCuts = HomeMeanCuts()
) -> HomeMean | HomeMeanMissing:
    """The mean of the seven days that end today, without the first day measured (clinical facts 1.3)."""
    counted = countable(readings, today=today, cuts=cuts)
    days = len({taken.at.date() for taken in counted})
    if days < cuts.least_days or len(counted) < cuts.least_readings:
        return HomeMeanMissing(
            days_missing=max(0, cuts.least_days - days),
            readings_missing=max(0, cuts.least_readings - len(counted)),
            days=days,
            readings=len(counted),
        )
    systolic = whole_mean([taken.systolic for taken in counted])
    diastolic = whole_mean([taken.diastolic for taken in counted])
    above = systolic >= cuts.at_or_above[0] or diastolic >= cuts.at_or_above[1]
    return HomeMean(systolic, diastolic, len(counted), days, above)


def countable(readings: Sequence[Taken], *, today: date, cuts: HomeMeanCuts) -> list[Taken]:
    """The first few readings of each slot of the window, the first day measured left out."""
    first = today - timedelta(days=cuts.days - 1)
    slots: dict[tuple[date, Slot], list[Taken]] = defaultdict(list)
    for taken in sorted(readings, key=lambda taken: taken.at):
        if first <= taken.at.date() <= today and slot(taken.at) is not Slot.OTHER:
            slots[taken.at.date(), slot(taken.at)].append(taken)
    first_measured = min((day for day, _ in slots), default=today)
    return [
        taken
        for (day, _), measured in slots.items()
        if day != first_measured
        for taken in measured[: cuts.most_a_slot]
    ]


def whole_mean(values: Sequence[float]) -> int:
    """Half rounds up; the line is compared with what is shown: 134.5 is shown as 135, at the line."""
    return floor(sum(values) / len(values) + 0.5)
