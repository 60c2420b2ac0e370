"""Minutes moved: how hard, what they count for, what cannot be. Tells nobody to exercise."""

from dataclasses import dataclass
from enum import StrEnum

from domain.vital_sign import Problem

# [D] clinical facts 1.6, awaiting a clinician's sign-off.
POSSIBLE_MINUTES = (1, 600)
USUAL_MINUTES = (1, 180)
MINUTES_IN_A_DAY = 1440

WEEKLY_GOAL_MINUTES = 150  # [V] WHO 2020, 中国人群身体活动指南 2021: 150-300 moderate minutes a week
VIGOROUS_COUNTS = 2  # [V] the same: 75 vigorous minutes do for 150 moderate ones
MODERATE_FROM_MET = 3.0  # [V] light < 3.0, moderate 3.0-5.9, vigorous >= 6.0 MET
VIGOROUS_FROM_MET = 6.0
# For points only: what is light at thirty can be an effort at seventy. [D] awaiting a clinician's sign-off.
LIGHT_EARNS = 0.5


class Intensity(StrEnum):
    LIGHT = "light"
    MODERATE = "moderate"
    VIGOROUS = "vigorous"


COUNTS = {Intensity.LIGHT: 0, Intensity.MODERATE: 1, Intensity.VIGOROUS: VIGOROUS_COUNTS}


@dataclass(frozen=True, slots=True)
class ExerciseKind:
    """A way of moving, with its code and MET in the 2024 Adult Compendium (ages 19-59)."""

    id: str
    code: str
    met: float
    emoji: str = ""
    source: str = ""

    @property
    def intensity(self) -> Intensity:
        if self.met < MODERATE_FROM_MET:
            return Intensity.LIGHT
        return Intensity.MODERATE if self.met < VIGOROUS_FROM_MET else Intensity.VIGOROUS

    def moderate_equivalent(self, minutes: float) -> float:
        """Minutes towards the weekly ring: vigorous ones twice, light ones not at all (WHO 2020)."""
        return minutes * COUNTS[self.intensity]

    def minutes_for_points(self, minutes: float) -> float:
        """Minutes towards points: as for the ring, but light ones count half."""
        return (
            LIGHT_EARNS * minutes if self.intensity is Intensity.LIGHT else self.moderate_equivalent(minutes)
        )


@dataclass(frozen=True, slots=True)
class Ring:
    """Moderate-equivalent minutes of one week beside their goal. More than the goal is welcome."""

    minutes: float
    goal: float = WEEKLY_GOAL_MINUTES

    @property
    def share(self) -> float:
        return self.minutes / self.goal

    @property
    def left(self) -> float:
        return max(0.0, self.goal - self.minutes)

    @property
    def closed(self) -> bool:
        return self.minutes >= self.goal


def kcal(kind: ExerciseKind, kg: float, minutes: float) -> float:
    """Energy spent in kilocalories: MET x 3.5 x kg / 200 x minutes [M], the standard estimate."""
    return kind.met * 3.5 * kg / 200 * minutes


def problem(minutes: float, already_today: float = 0) -> Problem | None:
    """What to ask before these minutes are kept, or None. `already_today`: minutes of the same day."""
    if not POSSIBLE_MINUTES[0] <= minutes <= POSSIBLE_MINUTES[1]:
        return Problem.OUT_OF_RANGE
    if already_today + minutes > MINUTES_IN_A_DAY:
        return Problem.OUT_OF_RANGE
    return Problem.PLEASE_CONFIRM if minutes > USUAL_MINUTES[1] else None
