"""Every vital sign: the same properties for all, and the rows of clinical facts 1.6 one by one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.vital_sign import Level, Meal, Part, Problem, Reading, Setting, VitalSign
from domain.vitals import VITAL_SIGNS, vital_sign

# name, part, hard min, hard max, soft min, soft max: clinical facts 1.6.
RANGES = [
    ("blood_pressure", "systolic", 50, 300, 80, 220),
    ("blood_pressure", "diastolic", 30, 200, 45, 130),
    ("blood_pressure", "pulse", 25, 250, 45, 120),
    ("pulse", "pulse", 25, 250, 45, 120),
    ("glucose", "mmol_per_l", 0.6, 50.0, 2.8, 25.0),
    ("weight", "kg", 20, 300, 35, 130),
    ("waist", "cm", 40, 200, 55, 130),
    ("steps", "steps", 0, 100_000, 0, 40_000),
    ("temperature", "celsius", 30, 43, 35, 40),
    ("spo2", "percent", 50, 100, 90, 100),
]


def bp(systolic: float, diastolic: float, setting: Setting = Setting.HOME, **more: float) -> Reading:
    values = {"systolic": systolic, "diastolic": diastolic, **more}
    return Reading("blood_pressure", values, setting=setting)


def sound(vital: VitalSign) -> Reading:
    """An ordinary reading of this vital sign."""
    ordinary = {"systolic": 128.0, "diastolic": 82.0, "pulse": 72.0, "steps": 5000.0, "percent": 97.0}
    values = {part.name: ordinary.get(part.name, sum(part.usual) / 2) for part in vital.parts}
    return Reading(vital.name, values, meal=Meal.FASTING)


@st.composite
def possible_readings(draw: st.DrawFn) -> tuple[VitalSign, Reading]:
    vital = draw(st.sampled_from(VITAL_SIGNS))
    values = {part.name: draw(st.floats(*part.possible)) for part in vital.parts}
    meal = draw(st.sampled_from([None, *Meal]))
    return vital, Reading(vital.name, values, meal, draw(st.sampled_from(Setting)))


def test_every_vital_sign_is_found_by_its_name() -> None:
    assert [vital_sign(vital.name) for vital in VITAL_SIGNS] == list(VITAL_SIGNS)
    with pytest.raises(KeyError):
        vital_sign("mood")


def test_every_part_with_a_range_of_clinical_facts_has_it() -> None:
    described = {
        (vital.name, part.name): (*part.possible, *part.usual)
        for vital in VITAL_SIGNS
        for part in vital.parts
    }
    assert described == {(vital, part): tuple(ranges) for vital, part, *ranges in RANGES}


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        (9, Problem.OUT_OF_RANGE),
        (10, Problem.PLEASE_CONFIRM),
        (19, Problem.PLEASE_CONFIRM),
        (20, None),
        (30, None),
        (31, Problem.PLEASE_CONFIRM),
        (40, Problem.PLEASE_CONFIRM),
        (41, Problem.OUT_OF_RANGE),
        (float("nan"), Problem.OUT_OF_RANGE),
        (float("inf"), Problem.OUT_OF_RANGE),
    ],
)
def test_a_range_holds_its_own_ends(value: float, problem: Problem | None) -> None:
    vital = VitalSign("any", (Part("part", "", possible=(10, 40), usual=(20, 30)),), lambda reading: Level.OK)
    assert vital.problem(Reading("any", {"part": value})) is problem


@pytest.mark.parametrize("vital", VITAL_SIGNS, ids=lambda vital: vital.name)
def test_an_ordinary_reading_is_kept_without_a_question(vital: VitalSign) -> None:
    assert vital.problem(sound(vital)) is None
    assert vital.assess(sound(vital)) in Level


@given(possible_readings())
def test_any_possible_reading_is_answered_and_has_a_level(drawn: tuple[VitalSign, Reading]) -> None:
    vital, reading = drawn
    assert vital.problem(reading) in (None, *Problem)
    assert vital.assess(reading) in Level


@given(possible_readings(), st.data())
def test_a_reading_without_a_required_part_is_incomplete(
    drawn: tuple[VitalSign, Reading], data: st.DataObject
) -> None:
    vital, reading = drawn
    missing = data.draw(st.sampled_from([part for part in vital.parts if part.required]))
    values = {name: value for name, value in reading.values.items() if name != missing.name}
    assert vital.problem(Reading(vital.name, values)) is Problem.INCOMPLETE


@pytest.mark.parametrize(
    ("reading", "problem"),
    [
        (bp(128, 82), None),
        (bp(82, 128), Problem.REVERSED),
        (bp(45, 128), Problem.REVERSED),
        (bp(82, 210), Problem.REVERSED),
        (bp(300, 20), Problem.OUT_OF_RANGE),
        (bp(230, 135), Problem.PLEASE_CONFIRM),
        (bp(1280, 82), Problem.OUT_OF_RANGE),
        (bp(82, 1280), Problem.OUT_OF_RANGE),
        (bp(120, 120), Problem.OUT_OF_RANGE),
        (bp(40, 45), Problem.OUT_OF_RANGE),
        (bp(200, 80), None),
        (bp(201, 80), Problem.PLEASE_CONFIRM),
        (bp(105, 90), None),
        (bp(104, 90), Problem.PLEASE_CONFIRM),
        (bp(128, 82, pulse=130), Problem.PLEASE_CONFIRM),
        (bp(128, 82, pulse=260), Problem.OUT_OF_RANGE),
    ],
)
def test_a_blood_pressure_that_cannot_be_or_hardly_can_is_asked_about(
    reading: Reading, problem: Problem | None
) -> None:
    assert vital_sign("blood_pressure").problem(reading) is problem


@given(st.integers(50, 300), st.integers(30, 200))
def test_reversed_is_said_only_when_the_swap_is_a_possible_reading(systolic: int, diastolic: int) -> None:
    vital = vital_sign("blood_pressure")
    if vital.problem(bp(systolic, diastolic)) is Problem.REVERSED:
        assert vital.problem(bp(diastolic, systolic)) in (None, Problem.PLEASE_CONFIRM)


def test_glucose_without_its_meal_is_asked_for_the_meal_first_and_then_for_an_unusual_number() -> None:
    vital = vital_sign("glucose")
    assert vital.problem(Reading("glucose", {"mmol_per_l": 5.6})) is Problem.MEAL_NEEDED
    assert vital.problem(Reading("glucose", {"mmol_per_l": 26.0})) is Problem.MEAL_NEEDED
    assert vital.problem(Reading("glucose", {"mmol_per_l": 26.0}, Meal.RANDOM)) is Problem.PLEASE_CONFIRM
    assert vital.problem(Reading("glucose", {"mmol_per_l": 110}, Meal.FASTING)) is Problem.OUT_OF_RANGE


@pytest.mark.parametrize(
    ("kg", "problem"), [(65.1, None), (65.2, Problem.PLEASE_CONFIRM), (55.0, Problem.PLEASE_CONFIRM)]
)
def test_a_weight_more_than_five_kilograms_from_the_last_is_asked_about(
    kg: float, problem: Problem | None
) -> None:
    vital = vital_sign("weight")
    last = Reading("weight", {"kg": 60.1})
    assert vital.problem(Reading("weight", {"kg": kg}), last=last) is problem
    assert vital.problem(Reading("weight", {"kg": kg})) is None


@pytest.mark.parametrize(
    ("value", "decimals", "spoken"), [(128.0, 0, "128"), (6.1, 1, "6.1"), (65.0, 1, "65"), (10.0, 0, "10")]
)
def test_a_value_is_spoken_with_no_more_decimals_than_it_was_measured_with(
    value: float, decimals: int, spoken: str
) -> None:
    assert Part("any", "", (0, 1), (0, 1), decimals).spoken(value) == spoken
