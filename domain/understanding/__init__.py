"""What a typed message reports: readings and exercise, or what to ask about. Guesses nothing, and knows no person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.spoken.kinds import Kind, Token
from domain.spoken.phrases import phrases_of
from domain.spoken.tokens import tokens_of
from domain.spoken.when import When
from domain.understanding.doubts import of_somebody_else, without_doubtful
from domain.understanding.exercise import read_exercises
from domain.understanding.measures import FACTORS, converted, give_meals, read_labelled, read_unlabelled
from domain.understanding.message import Draft, Message
from domain.understanding.mmhg import PRESSURE
from domain.understanding.named_parts import read_named_parts
from domain.understanding.pressure import (
    plain_pressure,
    read_lone_number,
    read_pairs,
    read_single_numbers,
)
from domain.understanding.times import times_of
from domain.vital_sign import Meal, Problem, Reading, Setting
from domain.vitals import vital_sign

MOST_NUMBERS = 300  # a month of mornings and evenings; a text with more is a document, not a report
_AMOUNTS = frozenset({Kind.NUMBER, Kind.HALF, Kind.ARTICLE})
_OFFERS = frozenset({Problem.REVERSED, Problem.PLEASE_CONFIRM, Problem.MEAL_NEEDED, Problem.IN_THE_FUTURE})


@dataclass(frozen=True, slots=True)
class Measured:
    """A sound reading, in the units of its parts."""

    reading: Reading
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Exercised:
    """An exercise by its id in the list of kinds. The minutes are as said: no limit has been looked at."""

    kind: str
    minutes: int
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Unclear:
    """Something to ask about. `values` are what is offered (128/82 for "82/128"), or what was understood so far.

    `kind` is an exercise whose minutes were said without a unit; its vital is "exercise".
    """

    problem: Problem
    vital: str
    values: Mapping[str, float]
    meal: Meal | None = None
    when: When | None = None
    setting: Setting = Setting.HOME
    kind: str | None = None


Understood = Measured | Exercised | Unclear


def understand(text: str, *, language: str, now: datetime) -> tuple[Understood, ...]:
    """Everything reported in a message, in its order; nothing when it reports nothing.

    `now` is aware and in the writer's zone: 11月20日 and "8 o'clock" are counted from it. Both
    languages are read for everyone; `language` only decides what is ambiguous (3/11, 体重 without a unit).
    """
    plain = plain_pressure(text)
    if plain is not None:
        return (_judged(plain, None, now),)
    message = _heard(text, language, now)
    if message is None:
        return ()
    drafts = _joined(message, without_doubtful(message))
    times = times_of(message, drafts, now)
    _note_settings(message, drafts)
    return tuple(
        _judged(draft, when, now)
        for draft, when in ((draft, times.get(draft.start)) for draft in drafts)
        if not (draft.exercise and when is not None and when.is_still_to_come(now))
    )


def understand_of_others(text: str, *, language: str, now: datetime) -> tuple[Understood, ...]:
    """What a message tells of somebody else's body: 我妈150/95. Nobody's record is known, so it is never to be kept."""
    message = _heard(text, language, now)
    if message is None:
        return ()
    return tuple(_judged(draft, None, now) for draft in of_somebody_else(message))


def _heard(text: str, language: str, now: datetime) -> Message | None:
    """The message with everything in it that looks like a report, somebody else's too; None where there is no number."""
    tokens = tokens_of(text)
    amounts = sum(token.kind in _AMOUNTS for token in tokens)
    if not 0 < amounts <= MOST_NUMBERS:
        return None
    message = Message(phrases_of(tokens, language=language, now=now))
    _recognise(message, language)
    return message


def _recognise(message: Message, language: str) -> None:
    """What is named first, then what only its form gives away."""
    read_named_parts(message)
    read_labelled(message, language)
    read_pairs(message)
    read_unlabelled(message, language)
    read_single_numbers(message)
    read_exercises(message)
    read_lone_number(message)
    give_meals(message)


def _joined(message: Message, drafts: list[Draft]) -> list[Draft]:
    """The pieces of one pressure together: 128/82，心率72 and 高压128。低压82."""
    kept: list[Draft] = []
    for draft in drafts:
        if kept and _belong_together(message, kept[-1], draft):
            first = kept.pop()
            both, ask = first.values | draft.values, first.ask or draft.ask
            values = {part.name: both[part.name] for part in PRESSURE.parts if part.name in both}
            draft = Draft(first.start, draft.end, "blood_pressure", values, ask)
        kept.append(draft)
    return kept


def _belong_together(message: Message, first: Draft, second: Draft) -> bool:
    vitals = {first.vital, second.vital}
    is_pressure = "blood_pressure" in vitals and vitals <= {"blood_pressure", "pulse"}
    is_new = first.values.keys().isdisjoint(second.values)
    return is_pressure and is_new and not _time_between(message, first, second)


def _time_between(message: Message, first: Draft, second: Draft) -> bool:
    return any(token.kind is Kind.WHEN for token in message.tokens[first.end : second.start])


def _judged(draft: Draft, when: When | None, now: datetime) -> Understood:
    if draft.exercise and draft.ask:
        minutes = {"minutes": float(draft.minutes)}
        return Unclear(Problem.PLEASE_CONFIRM, draft.vital, minutes, when=when, kind=draft.exercise)
    if draft.exercise:
        return Exercised(draft.exercise, draft.minutes, when)
    reading = Reading(draft.vital, draft.values, draft.meal, draft.setting)
    problem = vital_sign(draft.vital).problem(reading)
    if draft.ask and problem in (None, Problem.MEAL_NEEDED):
        problem = Problem.PLEASE_CONFIRM
    if problem is None and when is not None and when.is_ahead_of(now):
        problem = Problem.IN_THE_FUTURE
    if problem is None:
        return Measured(reading, when)
    return Unclear(problem, draft.vital, _offered(problem, draft.values), draft.meal, when, draft.setting)


def _note_settings(message: Message, drafts: list[Draft]) -> None:
    """Measured at the clinic, where the clause of the reading says so."""
    offices = {
        message.clause_start[position]
        for position, token in enumerate(message.tokens)
        if token.meaning == "office"
    }
    for draft in drafts:
        if message.clause_start[draft.start] in offices:
            draft.setting = Setting.OFFICE


def _offered(problem: Problem, values: dict[str, float]) -> dict[str, float]:
    if problem is Problem.REVERSED:
        return values | {"systolic": values["diastolic"], "diastolic": values["systolic"]}
    return values


def understand_part(text: str, *, language: str, vital: str, part: str) -> float | None:
    """The one number in the answer to "and the low number?", in the unit of that part; None when there is not one.

    Minutes may be said as a time ("half an hour"). The number is not judged.
    """
    tokens = phrases_of(tokens_of(text), language=language, now=_ANY_TIME)
    numbers = [token for token in tokens if token.kind in (Kind.NUMBER, Kind.DURATION, Kind.DEAD)]
    if len(numbers) != 1 or _names_another_part(tokens, part):
        return None
    number = numbers[0]
    if part == "minutes":
        is_minutes = number.kind is Kind.DURATION or (number.kind is Kind.NUMBER and number.meaning == "")
        return number.number if is_minutes else None
    if number.kind is not Kind.NUMBER:
        return None
    if vital in FACTORS:
        value = converted(vital, number.number, number.meaning or _OUR_UNIT.get(vital, ""), language)
        return value[0] if value else None
    return number.number if number.meaning in ("", "mmhg", "times", "bpm") else None


_ANY_TIME = datetime.fromisoformat("2000-01-01T00:00:00+00:00")  # no answer to "how much?" depends on the day
_OUR_UNIT = {
    "weight": "kg",
    "glucose": "mmol",
    "waist": "cm",
}  # a bare answer is in the unit that was asked for


def _names_another_part(tokens: list[Token], part: str) -> bool:
    named = {token.meaning.rstrip("?") for token in tokens if token.kind is Kind.LABEL}
    return bool(named & {"systolic", "diastolic", "pulse"} - {part})


def as_json(item: Understood) -> dict[str, object]:
    """The item as the typed samples write it."""
    if isinstance(item, Exercised):
        return {"exercise": item.kind, "minutes": item.minutes} | _when_json(item.when)
    if isinstance(item, Measured):
        meal = {"meal": item.reading.meal.value} if item.reading.meal else {}
        return {"vital": item.reading.vital} | _whole(item.reading.values) | meal | _when_json(item.when)
    offered = _whole(item.values) if item.problem in _OFFERS else {}
    kind = {"exercise": item.kind} if item.kind else {}
    return {"problem": item.problem.value} | kind | offered | _when_json(item.when)


def _when_json(when: When | None) -> dict[str, object]:
    return {"when": when.spoken()} if when is not None else {}


def _whole(values: Mapping[str, float]) -> dict[str, object]:
    return {name: int(value) if float(value).is_integer() else value for name, value in values.items()}
