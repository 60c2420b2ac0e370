"""The rows of what a county measured, the points that earned, and what everybody holds. Measures no danger."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from functools import cache

from bot.simulation.county import County, mixed
from bot.simulation.county_people import Rows, agrees, everybody, has
from bot.simulation.resident import HOME
from domain.people import Tag
from domain.triage import Circumstances, triage
from domain.vital_sign import Meal, Reading
from storage import content
from storage.engine.loading import Value, as_kept
from storage.points import PROGRAMME

ACTIVE = 40  # of a hundred residents who agreed: what the programme aims at
POINTS = 2  # for each reading: the programme's usual
READING = (
    "id", "person_id", "vital", "taken_at", "logged_at", "local_date", "systolic", "diastolic", "pulse",
    "mmol_per_l", "kg", "meal", "logged_by", "level",
)  # fmt: skip
LEDGER = ("from_account", "to_account", "points", "act", "reading_id", "local_date", "taken_at", "made_at")
BALANCE = ("account", "points")


def shares(county: County) -> Iterator[tuple[int, int, int]]:
    """Residents who measure: their number, the id of their first reading, and how many there are; all in all exactly
    `readings`. The diligent have three times as many as the others."""
    diligence = [
        (number, 1 + mixed(county.seed, number, 70) % 3)
        for number in range(county.residents)
        if agrees(county, number) and mixed(county.seed, number, 71) % 100 < ACTIVE
    ]
    whole, done, before = sum(weight for _, weight in diligence), 0, 0
    for number, weight in diligence:
        done += weight
        until = county.readings * done // whole
        yield number, before + 1, until - before
        before = until


def readings(county: County) -> Rows:
    """Each person's in the order of time, at most one at a moment."""
    moments = _Moments(county)
    for number, first, count in shares(county):
        person = county.resident(number)
        treated, diabetic = has(county, number, Tag.HYPERTENSION), has(county, number, Tag.DIABETES)
        usual = (140 if treated else 124) + mixed(county.seed, number, 72) % 12 - 4
        for place in range(count):
            drawn = mixed(county.seed, number, 1000 + place)
            taken_at, day = moments.at(place, count, drawn)
            vital, parts, meal, level = _measured(usual, place, drawn, diabetic=diabetic, number=number)
            yield first + place, person, vital, taken_at, taken_at, day, *parts, meal, person, level


class _Moments:
    """The days of the county, and the minutes of each morning, as they are kept: written once, not five million times."""

    def __init__(self, county: County) -> None:
        first = datetime.combine(county.first, time(6, 0), HOME)
        self._days = county.days
        self._dates = [(county.first + timedelta(days=day)).isoformat() for day in range(county.days)]
        self._written = [
            [as_kept(first + timedelta(days=day, minutes=minute)) for minute in range(180)]
            for day in range(county.days)
        ]

    def at(self, place: int, count: int, drawn: int) -> tuple[Value, str]:
        """The moment and the local day of the reading at this place among so many."""
        day = place * self._days // count
        return self._written[day][drawn % 180], self._dates[day]


_Parts = tuple[Value, Value, Value, Value, Value]


def _measured(
    usual: int, place: int, drawn: int, *, diabetic: bool, number: int
) -> tuple[str, _Parts, str | None, str]:
    if diabetic and place % 4 == 2:
        value = round(5.5 + drawn % 40 / 10, 1)
        return "glucose", (None, None, None, value, None), Meal.FASTING.value, _glucose_level(value)
    if place % 8 == 7:
        kg = round(48 + number % 30 + drawn % 10 / 10, 1)
        return "weight", (None, None, None, None, kg), None, "ok"
    systolic = min(176, max(94, usual + drawn % 25 - 12))
    diastolic = min(106, 46 + systolic // 4 + drawn // 25 % 12)
    return (
        "blood_pressure",
        (systolic, diastolic, 60 + drawn % 30, None, None),
        None,
        _level(systolic, diastolic),
    )


@cache
def _level(systolic: int, diastolic: int) -> str:
    reading = Reading("blood_pressure", {"systolic": systolic, "diastolic": diastolic})
    return triage(reading, Circumstances(), content.cuts()).level.value


@cache
def _glucose_level(value: float) -> str:
    reading = Reading("glucose", {"mmol_per_l": value}, Meal.FASTING)
    return triage(reading, Circumstances(), content.cuts()).level.value


def ledger(county: County) -> Rows:
    for reading in readings(county):
        id_, person, act, taken_at, logged_at, day = reading[:6]
        yield PROGRAMME, person, POINTS, act, id_, day, taken_at, logged_at


def balances(county: County) -> Iterator[Sequence[Value]]:
    held = {county.resident(number): count * POINTS for number, _, count in shares(county)}
    for person, _agreed, _channel in everybody(county):
        yield person, held.get(person, 0)
