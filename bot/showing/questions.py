"""A reading that has to be asked about: how it waits in the conversation, and how it is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from pydantic import TypeAdapter

from actions.log_exercise import ExerciseQuestioned
from actions.log_reading import ReadingQuestioned
from bot.keyboards import Keyboard, button, rows
from bot.showing import keypad
from bot.wording import Html, Words
from bot.words import telling, vocabulary
from domain.vital_sign import Meal, Problem, Reading, Setting

EXERCISE = "exercise"
STEP = "asking"
ORDINARY_PRESSURE = {"systolic": 125, "diastolic": 75}  # mmHg; in every band the ordinary one
FIXING = "fixing"  # the right numbers of a log are awaited


@dataclass(frozen=True, slots=True)
class Question:
    """What is not kept yet. `vital` "exercise" asks about `minutes` of `kind`; `fixes` is the reading it replaces."""

    problem: Problem
    vital: str
    values: Mapping[str, float]
    taken_at: datetime
    meal: Meal | None = None
    kind: str | None = None
    fixes: int | None = None
    setting: Setting = Setting.HOME

    @property
    def reading(self) -> Reading:
        return Reading(self.vital, self.values, self.meal, self.setting)

    @property
    def at_its_mildest(self) -> Reading:
        """The reading with an ordinary number where one is still missing: what is dangerous so is so in any case."""
        ordinary = ORDINARY_PRESSURE if self.vital == "blood_pressure" else {}
        return Reading(self.vital, {**ordinary, **self.values}, self.meal, self.setting)

    @property
    def can_wait(self) -> bool:
        """Whether an answer to it is expected; numbers that cannot be are sent anew."""
        return self.problem not in (Problem.OUT_OF_RANGE, Problem.TOO_LONG_AGO)

    def with_meal(self, meal: Meal) -> "Question":
        return replace(self, meal=meal)


_WAITING: TypeAdapter[tuple[Question, ...]] = TypeAdapter(tuple[Question, ...])


def waiting(questions: Sequence[Question]) -> dict[str, object]:
    """The questions as a conversation remembers them."""
    return {"questions": _WAITING.dump_python(tuple(questions), mode="json")}


def remembered(said: Mapping[str, object]) -> tuple[Question, ...]:
    return _WAITING.validate_python(said["questions"])


def questioned(outcome: ReadingQuestioned | ExerciseQuestioned, *, fixes: int | None = None) -> Question:
    if isinstance(outcome, ExerciseQuestioned):
        minutes = {"minutes": float(outcome.minutes)}
        return Question(outcome.problem, EXERCISE, minutes, outcome.taken_at, kind=outcome.kind, fixes=fixes)
    reading = outcome.reading
    return Question(
        outcome.problem,
        reading.vital,
        dict(reading.values),
        outcome.taken_at,
        reading.meal,
        fixes=fixes,
        setting=reading.setting,
    )


def asked(words: Words, question: Question, token: int) -> tuple[Html, Keyboard | None]:
    """The question in words, and the buttons that answer it in one tap."""
    if question.problem is Problem.INCOMPLETE and "systolic" in question.values:
        return keypad.keypad(words, f"{question.values['systolic']:.0f}")
    return _sentence(words, question), _buttons(words, question, token)


def example(words: Words, vital: str) -> Html:
    """Something a person can copy and change."""
    return words(vocabulary.EXAMPLES[vital])


def _sentence(words: Words, question: Question) -> Html:
    name = words(vocabulary.VITALS[question.vital]) if question.vital != EXERCISE else words("exercise")
    return words(
        vocabulary.PROBLEMS[question.problem],
        vital=name,
        reading=_numbers(words, question),
        example=Html(f"<code>{example(words, question.vital)}</code>"),
    )


def _numbers(words: Words, question: Question) -> Html:
    if question.vital != EXERCISE:
        return telling.numbers(words, question.reading)
    assert question.kind is not None
    kind = telling.exercise_name(words, question.kind)
    return words("{kind}, {minutes} minutes", kind=kind, minutes=f"{question.values['minutes']:.0f}")


def _buttons(words: Words, question: Question, token: int) -> Keyboard | None:
    match question.problem:
        case Problem.REVERSED | Problem.PLEASE_CONFIRM:
            yes = button(words("✅ Yes, that is right"), "yes", token)
            return rows(yes, button(words("✏️ No, I will send it again"), "no", token))
        case Problem.MEAL_NEEDED:
            meals = [
                button(words(name), "meal", token, meal.value) for meal, name in vocabulary.MEALS.items()
            ]
            return rows(meals[:2], meals[2:])
        case Problem.IN_THE_FUTURE:
            return rows(
                button(words("🕐 Just now"), "yes", token), button(words("✖️ Do not keep it"), "no", token)
            )
        case _:
            return None
