"""Blood pressure in mmHg, and the pulse the cuff shows. Routes by number; never grades or diagnoses."""

from dataclasses import dataclass

from domain.vital_sign import Level, Part, Problem, Reading, Setting, VitalSign

Line = tuple[float, float]

# Ranges of all three parts: [D] clinical facts 1.6, awaiting a clinician's sign-off.
SYSTOLIC = Part("systolic", "mmHg", possible=(50, 300), usual=(80, 220), steady=5)
DIASTOLIC = Part("diastolic", "mmHg", possible=(30, 200), usual=(45, 130), steady=5)
PULSE = Part("pulse", "/min", possible=(25, 250), usual=(45, 120), required=False, steady=5)

# Systolic minus diastolic, asked about outside: [D] clinical facts 1.6, awaiting a clinician's sign-off.
USUAL_PULSE_PRESSURE = (15, 120)


@dataclass(frozen=True, slots=True)
class BloodPressureCuts:
    """Lines as (systolic, diastolic) in mmHg; reaching either is enough. Upper lines are "at or above"."""

    very_high: Line = (180, 110)  # [V] 国家基本公共卫生服务规范(第三版): 紧急转诊
    high: Line = (
        160,
        100,
    )  # [V] 中国高血压防治指南 2024, the office class; its use for one home reading is [D]
    above_office: Line = (140, 90)  # [V] 中国高血压防治指南 2024
    above_home: Line = (135, 85)  # [V] 中国高血压防治指南 2024, 国家基层高血压防治管理指南 2025
    pregnant_very_high: Line = (160, 110)  # [M] severe-range obstetric cut, awaiting a clinician's sign-off
    pregnant_high: Line = (140, 90)  # [D] how 规范第三版 "高于正常" is read, awaiting a clinician's sign-off
    low: Line = (90, 60)  # [M] strictly below, awaiting a clinician's sign-off
    very_low_systolic: float = 80  # [D] strictly below, awaiting a clinician's sign-off


def assess(reading: Reading, cuts: BloodPressureCuts = BloodPressureCuts()) -> Level:
    """What the two pressures ask for by themselves (clinical facts 1.5). The pulse is judged in `triage`.

    A high systolic outranks a low diastolic: 170/55 is high, and is not told to lie down and drink.
    """
    systolic = reading["systolic"]
    if reaches(reading, cuts.very_high):
        return Level.ORANGE
    if systolic < cuts.very_low_systolic:
        return Level.RED
    if reaches(reading, cuts.high):
        return Level.YELLOW
    if reaches(reading, cuts.above_home if reading.setting is Setting.HOME else cuts.above_office):
        return Level.WATCH
    if systolic < cuts.low[0] or reading["diastolic"] < cuts.low[1]:
        return Level.LOW
    return Level.OK


def reaches(reading: Reading, line: Line) -> bool:
    return reading["systolic"] >= line[0] or reading["diastolic"] >= line[1]


def odd(reading: Reading, last: Reading | None) -> Problem | None:
    systolic, diastolic = reading["systolic"], reading["diastolic"]
    if systolic <= diastolic:
        swapped_is_possible = (
            systolic < diastolic and possible(SYSTOLIC, diastolic) and possible(DIASTOLIC, systolic)
        )
        return Problem.REVERSED if swapped_is_possible else Problem.OUT_OF_RANGE
    if not USUAL_PULSE_PRESSURE[0] <= systolic - diastolic <= USUAL_PULSE_PRESSURE[1]:
        return Problem.PLEASE_CONFIRM
    return None


def possible(part: Part, value: float) -> bool:
    return part.possible[0] <= value <= part.possible[1]


BLOOD_PRESSURE = VitalSign("blood_pressure", (SYSTOLIC, DIASTOLIC, PULSE), assess, odd)
