"""Every boundary of clinical facts 1.5 and 3, one row each; and graver signs never make a lesser level."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.triage import (
    DANGER_SYMPTOMS,
    Circumstances,
    Reason,
    Symptom,
    Triage,
    symptoms_from,
    symptoms_to_ask,
    triage,
)
from domain.vital_sign import Level, Meal, Reading, Setting
from domain.vitals import VITAL_SIGNS

NONE_OF_THEM: frozenset[Symptom] = frozenset()
ORDER = list(Level)


def bp(systolic: float, diastolic: float, setting: Setting = Setting.HOME, **more: float) -> Reading:
    values = {"systolic": systolic, "diastolic": diastolic, **more}
    return Reading("blood_pressure", values, setting=setting)


def glucose(value: float, meal: Meal | None = Meal.FASTING) -> Reading:
    return Reading("glucose", {"mmol_per_l": value}, meal)


def judged(reading: Reading, *symptoms: Symptom, **known: bool) -> Triage:
    return triage(reading, Circumstances(symptoms=frozenset(symptoms), **known))


def gravity(found: Triage) -> int:
    """Higher is graver."""
    return -ORDER.index(found.level)


@pytest.mark.parametrize(
    ("systolic", "diastolic", "home", "office"),
    [
        (119, 79, Level.OK, Level.OK),
        (134, 84, Level.OK, Level.OK),
        (135, 84, Level.WATCH, Level.OK),
        (134, 85, Level.WATCH, Level.OK),
        (139, 89, Level.WATCH, Level.OK),
        (140, 89, Level.WATCH, Level.WATCH),
        (139, 90, Level.WATCH, Level.WATCH),
        (159, 99, Level.WATCH, Level.WATCH),
        (160, 99, Level.YELLOW, Level.YELLOW),
        (159, 100, Level.YELLOW, Level.YELLOW),
        (179, 109, Level.YELLOW, Level.YELLOW),
        (180, 109, Level.ORANGE, Level.ORANGE),
        (179, 110, Level.ORANGE, Level.ORANGE),
        (180, 100, Level.ORANGE, Level.ORANGE),
        (150, 110, Level.ORANGE, Level.ORANGE),
        (90, 60, Level.OK, Level.OK),
        (89, 60, Level.LOW, Level.LOW),
        (90, 59, Level.LOW, Level.LOW),
        (80, 50, Level.LOW, Level.LOW),
        (79, 50, Level.RED, Level.RED),
        (170, 55, Level.YELLOW, Level.YELLOW),
    ],
)
def test_a_blood_pressure_without_symptoms_goes_by_its_number(
    systolic: float, diastolic: float, home: Level, office: Level
) -> None:
    assert judged(bp(systolic, diastolic)).level is home
    assert judged(bp(systolic, diastolic, Setting.OFFICE)).level is office


def test_the_first_very_high_reading_alerts_asks_for_symptoms_and_for_a_second_one_at_once() -> None:
    found = triage(bp(184, 112), Circumstances())
    assert found == Triage(Level.ORANGE, True, True, True, (Reason.BP_VERY_HIGH,))


def test_a_confirmed_very_high_reading_is_not_measured_a_third_time() -> None:
    found = judged(bp(180, 100), confirmed=True)
    assert found == Triage(Level.ORANGE, False, False, True, (Reason.BP_VERY_HIGH,))


@pytest.mark.parametrize("symptom", symptoms_to_ask(bp(184, 112)))
@pytest.mark.parametrize("confirmed", [False, True])
def test_a_very_high_reading_with_any_symptom_is_red_and_waits_for_nothing(
    symptom: Symptom, confirmed: bool
) -> None:
    found = judged(bp(184, 112), symptom, confirmed=confirmed)
    assert (found.level, found.ask_symptoms, found.measure_again, found.alert) == (
        Level.RED,
        False,
        False,
        True,
    )


@pytest.mark.parametrize("symptom", sorted(DANGER_SYMPTOMS))
@pytest.mark.parametrize("reading", [bp(118, 76), glucose(5.2), Reading("weight", {"kg": 70.0})])
def test_a_symptom_of_danger_is_red_whatever_the_number(reading: Reading, symptom: Symptom) -> None:
    found = judged(reading, symptom)
    assert (found.level, found.reasons) == (Level.RED, (Reason.DANGER_SYMPTOM,))


@pytest.mark.parametrize("symptom", [Symptom.HEADACHE, Symptom.VISION, Symptom.PALPITATION])
def test_a_lesser_symptom_with_an_ordinary_pressure_is_for_the_same_day(symptom: Symptom) -> None:
    found = judged(bp(179, 109), symptom)
    assert (found.level, found.alert) == (Level.ORANGE, True)
    assert found.reasons == (Reason.SYMPTOM, Reason.BP_HIGH)


@pytest.mark.parametrize(
    ("reading", "level"),
    [
        (bp(139, 89), Level.WATCH),
        (bp(140, 80), Level.ORANGE),
        (bp(130, 90), Level.ORANGE),
        (bp(159, 109), Level.ORANGE),
        (bp(160, 100), Level.RED),
        (bp(150, 110), Level.RED),
        (glucose(6.0), Level.OK),
        (glucose(6.1), Level.ORANGE),
        (glucose(7.7, Meal.AFTER_2H), Level.OK),
        (glucose(7.8, Meal.AFTER_2H), Level.ORANGE),
        (glucose(11.0, Meal.RANDOM), Level.OK),
        (glucose(11.1, Meal.RANDOM), Level.ORANGE),
    ],
)
def test_while_pregnant_the_lines_are_lower(reading: Reading, level: Level) -> None:
    assert judged(reading, pregnant=True).level is level


def test_a_low_pressure_asks_how_the_person_feels_and_alerts_nobody_yet() -> None:
    found = triage(bp(88, 58), Circumstances())
    assert found == Triage(Level.LOW, True, True, False, (Reason.BP_LOW,))


@pytest.mark.parametrize(
    ("symptom", "level"),
    [
        (Symptom.DIZZINESS, Level.ORANGE),
        (Symptom.BLACK_STOOL, Level.ORANGE),
        (Symptom.FEVER, Level.ORANGE),
        (Symptom.NEW_MEDICINE, Level.ORANGE),
        (Symptom.FAINTING, Level.RED),
    ],
)
def test_a_low_pressure_with_a_symptom_is_told_to_the_team(symptom: Symptom, level: Level) -> None:
    found = judged(bp(88, 58), symptom)
    assert (found.level, found.alert) == (level, True)


def test_a_pressure_that_stays_low_is_told_to_the_team_only_of_somebody_treated_for_a_high_one() -> None:
    assert judged(bp(88, 58), confirmed=True, known_hypertension=True).alert
    assert not judged(bp(88, 58), confirmed=True).alert
    assert not judged(bp(88, 58), known_hypertension=True).alert


@pytest.mark.parametrize(
    ("value", "meal", "without", "with_symptom"),
    [
        (2.9, Meal.FASTING, Level.RED, Level.RED),
        (3.0, Meal.FASTING, Level.ORANGE, Level.RED),
        (3.9, Meal.RANDOM, Level.ORANGE, Level.RED),
        (4.0, Meal.FASTING, Level.OK, Level.ORANGE),
        (6.9, Meal.FASTING, Level.OK, Level.ORANGE),
        (7.0, Meal.FASTING, Level.WATCH, Level.ORANGE),
        (9.0, Meal.AFTER_2H, Level.OK, Level.ORANGE),
        (11.0, Meal.AFTER_2H, Level.OK, Level.ORANGE),
        (11.1, Meal.AFTER_2H, Level.WATCH, Level.ORANGE),
        (11.1, Meal.BEDTIME, Level.WATCH, Level.ORANGE),
        (16.6, Meal.RANDOM, Level.WATCH, Level.ORANGE),
        (16.7, Meal.RANDOM, Level.ORANGE, Level.RED),
        (33.2, None, Level.ORANGE, Level.RED),
        (33.3, None, Level.RED, Level.RED),
    ],
)
def test_glucose_goes_by_number_meal_and_symptoms(
    value: float, meal: Meal | None, without: Level, with_symptom: Level
) -> None:
    assert judged(glucose(value, meal)).level is without
    assert judged(glucose(value, meal), Symptom.VOMITING).level is with_symptom


@pytest.mark.parametrize(
    ("pulse", "once", "twice", "twice_diabetic"),
    [
        (39, Level.ORANGE, Level.ORANGE, Level.ORANGE),
        (40, Level.OK, Level.OK, Level.OK),
        (99, Level.OK, Level.OK, Level.OK),
        (100, Level.WATCH, Level.YELLOW, Level.YELLOW),
        (101, Level.WATCH, Level.YELLOW, Level.ORANGE),
        (129, Level.WATCH, Level.YELLOW, Level.ORANGE),
        (130, Level.ORANGE, Level.ORANGE, Level.ORANGE),
    ],
)
def test_a_pulse_alone_or_with_a_blood_pressure_goes_by_its_number(
    pulse: float, once: Level, twice: Level, twice_diabetic: Level
) -> None:
    for reading in (Reading("pulse", {"pulse": pulse}), bp(120, 76, pulse=pulse)):
        assert judged(reading).level is once
        assert judged(reading).measure_again is (once is not Level.OK)
        assert judged(reading, confirmed=True).level is twice
        assert judged(reading, confirmed=True, diabetic=True).level is twice_diabetic


def test_palpitations_are_red_with_a_pulse_of_130() -> None:
    assert judged(bp(120, 76, pulse=130), Symptom.PALPITATION).level is Level.RED
    assert judged(bp(120, 76, pulse=129), Symptom.PALPITATION).level is Level.ORANGE


@pytest.mark.parametrize(
    ("percent", "level", "asks"),
    [(95, Level.OK, False), (94, Level.YELLOW, True), (90, Level.YELLOW, True), (89, Level.RED, False)],
)
def test_low_oxygen_asks_how_the_person_breathes_unless_it_is_red_already(
    percent: float, level: Level, asks: bool
) -> None:
    found = triage(Reading("spo2", {"percent": percent}), Circumstances())
    assert (found.level, found.ask_symptoms) == (level, asks)


@pytest.mark.parametrize(
    ("celsius", "level"),
    [
        (34.9, Level.WATCH),
        (35.0, Level.OK),
        (37.2, Level.OK),
        (37.3, Level.WATCH),
        (39.0, Level.WATCH),
        (39.1, Level.ORANGE),
    ],
)
def test_a_temperature_goes_by_its_number(celsius: float, level: Level) -> None:
    assert judged(Reading("temperature", {"celsius": celsius})).level is level


@pytest.mark.parametrize(("vital", "part"), [("weight", "kg"), ("waist", "cm"), ("steps", "steps")])
def test_a_size_or_a_count_alone_alarms_nobody(vital: str, part: str) -> None:
    found = triage(Reading(vital, {part: 200.0}), Circumstances())
    assert found == Triage(Level.OK, False, False, False, ())


def test_the_symptoms_to_ask_fit_one_message_and_come_most_dangerous_first() -> None:
    readings = [
        bp(184, 112),
        bp(85, 55),
        glucose(3.5),
        glucose(20.0),
        *(Reading(v, {}) for v in ("pulse", "spo2")),
    ]
    for reading in readings:
        asked = symptoms_to_ask(reading)
        assert 0 < len(asked) <= 7
        assert list(asked) == [symptom for symptom in Symptom if symptom in asked]


def test_low_and_high_ask_for_different_symptoms() -> None:
    assert Symptom.BLACK_STOOL in symptoms_to_ask(bp(85, 55))
    assert Symptom.BLACK_STOOL not in symptoms_to_ask(bp(184, 112))
    assert Symptom.SWEATING in symptoms_to_ask(glucose(3.9))
    assert Symptom.THIRST in symptoms_to_ask(glucose(16.7))
    assert symptoms_to_ask(Reading("weight", {"kg": 70})) == ()


def test_an_empty_list_of_codes_is_none_of_them() -> None:
    assert symptoms_from("") == NONE_OF_THEM
    assert symptoms_from("chest_pain,vision") == {Symptom.CHEST_PAIN, Symptom.VISION}


symptom_sets = st.frozensets(st.sampled_from(Symptom))
circumstances = st.builds(
    Circumstances,
    symptoms=st.none() | symptom_sets,
    confirmed=st.booleans(),
    pregnant=st.booleans(),
    known_hypertension=st.booleans(),
    diabetic=st.booleans(),
)


@st.composite
def sound_readings(draw: st.DrawFn) -> Reading:
    vital = draw(st.sampled_from(VITAL_SIGNS))
    values = {part.name: draw(st.integers(*map(round, part.possible))) for part in vital.parts}
    return Reading(vital.name, values, draw(st.sampled_from(Meal)), draw(st.sampled_from(Setting)))


@given(sound_readings(), circumstances, symptom_sets)
def test_more_symptoms_are_never_less_grave(
    reading: Reading, known: Circumstances, more: frozenset[Symptom]
) -> None:
    fewer = triage(reading, known)
    worse = Circumstances(
        (known.symptoms or NONE_OF_THEM) | more,
        known.confirmed,
        known.pregnant,
        known.known_hypertension,
        known.diabetic,
    )
    assert gravity(triage(reading, worse)) >= gravity(fewer)


@given(
    st.integers(90, 300),
    st.integers(60, 200),
    st.integers(0, 100),
    st.integers(0, 100),
    circumstances,
    st.sampled_from(Setting),
)
def test_a_higher_pressure_is_never_less_grave(
    systolic: int, diastolic: int, up: int, diastolic_up: int, known: Circumstances, setting: Setting
) -> None:
    lower, higher = bp(systolic, diastolic, setting), bp(systolic + up, diastolic + diastolic_up, setting)
    assert gravity(triage(higher, known)) >= gravity(triage(lower, known))


@given(st.integers(50, 134), st.integers(30, 84), st.integers(0, 80), st.integers(0, 50), circumstances)
def test_below_the_home_line_a_lower_pressure_is_never_less_grave(
    systolic: int, diastolic: int, down: int, diastolic_down: int, known: Circumstances
) -> None:
    higher, lower = bp(systolic, diastolic), bp(systolic - down, diastolic - diastolic_down)
    assert gravity(triage(lower, known)) >= gravity(triage(higher, known))


@given(st.floats(4.0, 50), st.floats(0, 20), st.sampled_from([None, *Meal]), circumstances)
def test_a_higher_glucose_is_never_less_grave(
    value: float, up: float, meal: Meal | None, known: Circumstances
) -> None:
    assert gravity(triage(glucose(value + up, meal), known)) >= gravity(triage(glucose(value, meal), known))


@given(sound_readings(), circumstances)
def test_danger_always_alerts_and_red_never_waits(reading: Reading, known: Circumstances) -> None:
    found = triage(reading, known)
    assert found.alert or not found.level.is_danger
    if found.level is Level.RED:
        assert not found.ask_symptoms
        assert not found.measure_again
    assert bool(found.reasons) is (found.level is not Level.OK)


@given(sound_readings(), circumstances)
def test_nobody_is_asked_twice(reading: Reading, known: Circumstances) -> None:
    found = triage(reading, known)
    assert not (found.ask_symptoms and known.symptoms is not None)
    assert not (found.measure_again and known.confirmed)
