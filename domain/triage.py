"""What a reading and how the person feels ask of us together: the level, what to ask, whom to alert.

Routes people to people (clinical facts 1.5, 2.3 and 3); never diagnoses, and says nothing a person reads.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from domain.home_mean import HomeMeanCuts
from domain.vital_sign import Level, Meal, Reading
from domain.vitals import blood_pressure, glucose, pulse, spo2, temperature, vital_sign
from domain.vitals.blood_pressure import BloodPressureCuts
from domain.vitals.glucose import GlucoseCuts
from domain.vitals.pulse import PulseCuts
from domain.vitals.spo2 import Spo2Cuts
from domain.vitals.temperature import TemperatureCuts


class Symptom(StrEnum):
    """What a person may feel, most dangerous first; that is also the order of the buttons."""

    CHEST_PAIN = "chest_pain"
    DYSPNEA = "dyspnea"
    NEURO = "neuro"
    CONSCIOUS = "conscious"
    FAINTING = "fainting"
    DEEP_BREATHING = "deep_breathing"  # deep and fast, or smelling of rotten apples
    HEADACHE = "headache"
    VISION = "vision"
    PALPITATION = "palpitation"
    BLACK_STOOL = "black_stool"
    VOMITING = "vomiting"  # with nausea, no appetite, belly pain
    SWEATING = "sweating"  # with trembling, a racing heart, hunger
    THIRST = "thirst"  # drinking and passing much water
    FEVER = "fever"
    DIZZINESS = "dizziness"
    NEW_MEDICINE = "new_medicine"


def symptoms_from(codes: str) -> frozenset[Symptom]:
    """The symptoms of a comma-separated list of codes; an empty text is "none of them"."""
    return frozenset(Symptom(code) for code in codes.split(",") if code)


# RED whatever the number. [D] from 规范第三版, 基层 transfer list, AHA; awaiting a clinician's sign-off.
DANGER_SYMPTOMS = frozenset(
    {Symptom.CHEST_PAIN, Symptom.DYSPNEA, Symptom.NEURO, Symptom.CONSCIOUS, Symptom.FAINTING}
)


class Reason(StrEnum):
    """Why the level is what it is. Each has its words in `bot/wording.py`."""

    DANGER_SYMPTOM = "danger_symptom"
    SYMPTOM = "symptom"
    BP_VERY_HIGH = "bp_very_high"
    BP_HIGH = "bp_high"
    BP_ABOVE_LINE = "bp_above_line"
    BP_LOW = "bp_low"
    BP_VERY_LOW = "bp_very_low"
    PREGNANT_BP_VERY_HIGH = "pregnant_bp_very_high"
    PREGNANT_BP_HIGH = "pregnant_bp_high"
    PULSE_OUTSIDE = "pulse_outside"
    PULSE_FAST = "pulse_fast"
    GLUCOSE_HIGH = "glucose_high"
    GLUCOSE_LOW = "glucose_low"
    GLUCOSE_ABOVE_LINE = "glucose_above_line"
    PREGNANT_GLUCOSE_HIGH = "pregnant_glucose_high"
    TEMPERATURE_OUTSIDE = "temperature_outside"
    OXYGEN_LOW = "oxygen_low"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Cuts:
    """Every line a reading is compared with; `content/clinical.toml` may replace each."""

    blood_pressure: BloodPressureCuts = field(default_factory=BloodPressureCuts)
    glucose: GlucoseCuts = field(default_factory=GlucoseCuts)
    pulse: PulseCuts = field(default_factory=PulseCuts)
    temperature: TemperatureCuts = field(default_factory=TemperatureCuts)
    spo2: Spo2Cuts = field(default_factory=Spo2Cuts)
    home_mean: HomeMeanCuts = field(default_factory=HomeMeanCuts)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known beside the number. `symptoms` None: not asked, or not answered yet; empty: none of them.

    `confirmed`: measured again a minute or more later and still so, or it could not be measured in time.
    `pregnant` includes breast-feeding. `age` moves no line yet.
    """

    symptoms: frozenset[Symptom] | None = None
    confirmed: bool = False
    pregnant: bool = False
    known_hypertension: bool = False
    diabetic: bool = False
    age: int | None = None


@dataclass(frozen=True, slots=True)
class Triage:
    """What to do. `reasons`: gravest first. `alert`: the family-doctor team is told, now."""

    level: Level
    ask_symptoms: bool
    measure_again: bool
    alert: bool
    reasons: tuple[Reason, ...]


Finding = tuple[Level, Reason]

GRAVITY = {level: rank for rank, level in enumerate(Level)}


def triage(reading: Reading, circumstances: Circumstances, cuts: Cuts = Cuts()) -> Triage:
    """Judge a sound reading. Symptoms beat numbers; no danger waits for a second one (clinical facts 1.5)."""
    findings = [finding for finding in by_number(reading, circumstances, cuts) if finding[0] is not Level.OK]
    number = gravest(findings)
    findings += by_symptoms(number, circumstances.symptoms or frozenset())
    level = gravest(findings)
    unconfirmed = level is not Level.RED and not circumstances.confirmed
    return Triage(
        level=level,
        ask_symptoms=circumstances.symptoms is None and worth_asking(reading, number),
        measure_again=unconfirmed
        and (deserves_a_second(number) or (Level.WATCH, Reason.PULSE_FAST) in findings),
        alert=level.is_danger or low_on_treatment(level, circumstances),
        reasons=tuple(reason for _, reason in sorted(findings, key=lambda finding: GRAVITY[finding[0]])),
    )


def symptoms_to_ask(reading: Reading, cuts: Cuts = Cuts()) -> tuple[Symptom, ...]:
    """What fits one message of buttons for this vital sign and direction, most dangerous first."""
    match reading.vital:
        case "blood_pressure":
            return LOW_BP if bp_is_low(reading, cuts) else HIGH_BP
        case "glucose":
            return LOW_GLUCOSE if reading["mmol_per_l"] <= cuts.glucose.low else HIGH_GLUCOSE
        case other:
            return OTHERS.get(other, ())


HIGH_BP = (
    Symptom.CHEST_PAIN,
    Symptom.DYSPNEA,
    Symptom.NEURO,
    Symptom.CONSCIOUS,
    Symptom.HEADACHE,
    Symptom.VISION,
    Symptom.PALPITATION,
)
LOW_BP = (
    Symptom.CHEST_PAIN,
    Symptom.CONSCIOUS,
    Symptom.FAINTING,
    Symptom.BLACK_STOOL,
    Symptom.FEVER,
    Symptom.DIZZINESS,
    Symptom.NEW_MEDICINE,
)
HIGH_GLUCOSE = (
    Symptom.CONSCIOUS,
    Symptom.DEEP_BREATHING,
    Symptom.VISION,
    Symptom.VOMITING,
    Symptom.THIRST,
    Symptom.FEVER,
)
LOW_GLUCOSE = (Symptom.CONSCIOUS, Symptom.FAINTING, Symptom.VISION, Symptom.VOMITING, Symptom.SWEATING)
OTHERS = {
    "pulse": (Symptom.CHEST_PAIN, Symptom.DYSPNEA, Symptom.CONSCIOUS, Symptom.FAINTING, Symptom.PALPITATION),
    "spo2": (Symptom.CHEST_PAIN, Symptom.DYSPNEA, Symptom.CONSCIOUS),
    "temperature": (Symptom.DYSPNEA, Symptom.CONSCIOUS),
}


def by_number(reading: Reading, circumstances: Circumstances, cuts: Cuts) -> list[Finding]:
    """What the numbers ask for, before anybody says how they feel."""
    match reading.vital:
        case "blood_pressure":
            return bp_findings(reading, circumstances, cuts)
        case "glucose":
            return glucose_findings(reading, circumstances, cuts)
        case "pulse":
            return [pulse_finding(reading, circumstances, cuts)]
        case "temperature":
            return [(temperature.assess(reading, cuts.temperature), Reason.TEMPERATURE_OUTSIDE)]
        case "spo2":
            return [(spo2.assess(reading, cuts.spo2), Reason.OXYGEN_LOW)]
        case other:
            return [(vital_sign(other).assess(reading), Reason.NUMBER)]


BP_REASONS = {
    Level.RED: Reason.BP_VERY_LOW,
    Level.ORANGE: Reason.BP_VERY_HIGH,
    Level.LOW: Reason.BP_LOW,
    Level.YELLOW: Reason.BP_HIGH,
    Level.WATCH: Reason.BP_ABOVE_LINE,
    Level.OK: Reason.NUMBER,
}


def bp_findings(reading: Reading, circumstances: Circumstances, cuts: Cuts) -> list[Finding]:
    lines = cuts.blood_pressure
    level = blood_pressure.assess(reading, lines)
    findings = [(level, BP_REASONS[level])]
    if circumstances.pregnant and blood_pressure.reaches(reading, lines.pregnant_very_high):
        findings.append((Level.RED, Reason.PREGNANT_BP_VERY_HIGH))
    elif circumstances.pregnant and blood_pressure.reaches(reading, lines.pregnant_high):
        findings.append((Level.ORANGE, Reason.PREGNANT_BP_HIGH))
    if reading.get("pulse") is not None:
        findings.append(pulse_finding(reading, circumstances, cuts))
    return findings


def pulse_finding(reading: Reading, circumstances: Circumstances, cuts: Cuts) -> Finding:
    """Fast once is watched; fast twice is told; above 100 twice is urgent for a diabetic (规范第三版) [V]."""
    level = pulse.assess(reading, cuts.pulse)
    if level is not Level.YELLOW:
        return level, Reason.PULSE_OUTSIDE
    if not circumstances.confirmed:
        return Level.WATCH, Reason.PULSE_FAST
    lasting_danger = circumstances.diabetic and reading["pulse"] > cuts.pulse.fast
    return (Level.ORANGE if lasting_danger else Level.YELLOW), Reason.PULSE_FAST


def glucose_findings(reading: Reading, circumstances: Circumstances, cuts: Cuts) -> list[Finding]:
    level = glucose.assess(reading, cuts.glucose)
    value = reading["mmol_per_l"]
    if level is Level.WATCH:
        reason = Reason.GLUCOSE_ABOVE_LINE
    else:
        reason = Reason.GLUCOSE_LOW if value <= cuts.glucose.low else Reason.GLUCOSE_HIGH
    findings = [(level, reason)]
    if circumstances.pregnant and value >= pregnant_line(reading.meal, cuts.glucose):
        findings.append((Level.ORANGE, Reason.PREGNANT_GLUCOSE_HIGH))
    return findings


def pregnant_line(meal: Meal | None, lines: GlucoseCuts) -> float:
    if meal is Meal.FASTING:
        return lines.pregnant_fasting
    return lines.pregnant_after_2h if meal is Meal.AFTER_2H else lines.watch_other


def by_symptoms(number: Level, symptoms: frozenset[Symptom]) -> list[Finding]:
    """Any symptom is at least a call the same day; with a dangerous number, or one of danger, RED."""
    if symptoms & DANGER_SYMPTOMS:
        return [(Level.RED, Reason.DANGER_SYMPTOM)]
    if symptoms:
        return [(Level.RED if number.is_danger else Level.ORANGE, Reason.SYMPTOM)]
    return []


def gravest(findings: Iterable[Finding]) -> Level:
    return min((level for level, _ in findings), key=GRAVITY.__getitem__, default=Level.OK)


def worth_asking(reading: Reading, number: Level) -> bool:
    asks = (Level.ORANGE, Level.LOW, Level.YELLOW) if reading.vital == "spo2" else (Level.ORANGE, Level.LOW)
    return number in asks and bool(symptoms_to_ask(reading))


def deserves_a_second(number: Level) -> bool:
    return number in (Level.ORANGE, Level.LOW, Level.YELLOW)


def low_on_treatment(level: Level, circumstances: Circumstances) -> bool:
    """What stays low in somebody treated for a high pressure is told to the team (clinical facts 1.5)."""
    return level is Level.LOW and circumstances.confirmed and circumstances.known_hypertension


def bp_is_low(reading: Reading, cuts: Cuts) -> bool:
    return blood_pressure.assess(reading, cuts.blood_pressure) in (Level.LOW, Level.RED)
