"""Finger-stick glucose in mmol/L, with the meal it belongs to. Never a diagnosis, never a dose."""

from dataclasses import dataclass

from domain.vital_sign import Level, Meal, Part, Problem, Reading, VitalSign

# Ranges: [D] clinical facts 1.6, awaiting a clinician's sign-off.
MMOL_PER_L = Part("mmol_per_l", "mmol/L", possible=(0.6, 50.0), usual=(2.8, 25.0), decimals=1, steady=0.5)


@dataclass(frozen=True, slots=True)
class GlucoseCuts:
    """Lines in mmol/L. Upper lines are "at or above", `low` is "at or below", `very_low` is "below"."""

    extremely_high: float = 33.3  # [D] awaiting a clinician's sign-off
    very_high: float = 16.7  # [V] 国家基本公共卫生服务规范(第三版), 2 型糖尿病: 紧急转诊
    low: float = 3.9  # [V] 国家基本公共卫生服务规范(第三版), 2 型糖尿病: 紧急转诊
    very_low: float = 3.0  # [D] level 2 hypoglycaemia, awaiting a clinician's sign-off
    watch_fasting: float = 7.0  # [V] 国家基层糖尿病防治管理指南 2025
    watch_other: float = 11.1  # [V] the same, 2 h after a meal; for random and bedtime values [D]
    pregnant_fasting: float = (
        6.1  # [D] "高于正常" of 规范第三版 read as above the normal range of 基层指南 2025
    )
    pregnant_after_2h: float = 7.8  # [D] the same, awaiting a clinician's sign-off


def assess(reading: Reading, cuts: GlucoseCuts = GlucoseCuts()) -> Level:
    """What the number asks for by itself (clinical facts 3). Danger needs no meal; the watch lines do."""
    value = reading["mmol_per_l"]
    if value < cuts.very_low or value >= cuts.extremely_high:
        return Level.RED
    if value <= cuts.low or value >= cuts.very_high:
        return Level.ORANGE
    watch = cuts.watch_fasting if reading.meal is Meal.FASTING else cuts.watch_other
    return Level.WATCH if value >= watch else Level.OK


def odd(reading: Reading, last: Reading | None) -> Problem | None:
    return Problem.MEAL_NEEDED if reading.meal is None else None


GLUCOSE = VitalSign("glucose", (MMOL_PER_L,), assess, odd)
