"""What is wrong with a year of lessons: the plan, the days, the texts. Corrects nothing, reads no file."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import combinations
from typing import TypeVar

from domain.lesson_days import UnknownDay, weeks_of
from domain.lesson_text import Lesson, WrongLesson, parse
from domain.lessons import LessonFor, LessonPlan, PlannedLesson

T = TypeVar("T")

WEEKS = 52  # lessons in a plan; the 53rd week some years have repeats one
CHECKED_YEARS = range(2024, 2052)  # 28 years: every calendar the Gregorian year can have

# What fits: the text as the programme wants it; a quiz as Telegram takes it, https://core.telegram.org/bots/api#sendpoll
LONGEST_QUESTION, LONGEST_OPTION, LONGEST_EXPLANATION, MOST_LINE_FEEDS = 300, 100, 200, 2
LONGEST = {"characters": {"text": 120, "more": 400}, "words": {"text": 80, "more": 250}}


# What no lesson says: a dose, and marks that would be read as layout.
A_DOSE = re.compile(r"\d\s*(?:mg\b|毫克|片|粒|tablets?|pills?)", re.IGNORECASE)
MARKUP = re.compile(r"[<>&*_{}\[\]`]")


def check_lessons(plan: LessonPlan, written: Mapping[str, Mapping[str, str]]) -> list[str]:
    """A line for each thing that is wrong; none when all is well. `written`: language, name, text of the file."""
    return [*_wrong_with_plan(plan), *_wrong_with_texts(plan, written)]


def _wrong_with_plan(plan: LessonPlan) -> Iterator[str]:
    names = [lesson.name for lesson in plan.lessons]
    weeks = [lesson.week for lesson in plan.lessons]
    if len(names) != WEEKS:
        yield f"the plan has {len(names)} lessons, a year needs {WEEKS}"
    yield from (f"{name} is in the plan {times} times" for name, times in _twice(names).items())
    yield from (f"week {week} is given to {times} lessons" for week, times in _twice(weeks).items())
    if plan.repeated not in names:
        yield f"{plan.repeated}, to be repeated in a 53rd week, is not in the plan"
    for lesson in plan.lessons:
        yield from (f"{lesson.name} {wrong}" for wrong in _wrong_with_place(lesson, plan))
    yield from _wrong_with_days(plan)


def _twice(values: list[T]) -> dict[T, int]:
    return {value: times for value, times in Counter(values).items() if times > 1}


def _wrong_with_place(lesson: PlannedLesson, plan: LessonPlan) -> Iterator[str]:
    if not 1 <= lesson.week <= WEEKS:
        yield f"is in week {lesson.week}, weeks go from 1 to {WEEKS}"
    unknown = [who for who in lesson.audience if who not in set(LessonFor)]
    yield from (f"is for {who}, known are {', '.join(LessonFor)}" for who in unknown)
    if not lesson.audience:
        yield "is for nobody"
    if lesson.on and lesson.near:
        yield "is both on and near a day; choose one"
    if not (lesson.on or lesson.near):
        return
    try:
        lost = [year for year in CHECKED_YEARS if not _weeks(lesson, year, plan)]
    except UnknownDay as wrong:
        yield str(wrong)
    else:
        yield from (f"is on {lesson.on}, which is in no week of {year}" for year in lost[:1] if lesson.on)


def _wrong_with_days(plan: LessonPlan) -> Iterator[str]:
    """Two lessons that want the same day, or whose days fall in the same week in some year."""
    dated = [lesson for lesson in plan.lessons if (lesson.on or lesson.near) and _is_known(lesson, plan)]
    for one, other in combinations(dated, 2):
        if (one.on or one.near) == (other.on or other.near):
            yield f"{one.name} and {other.name} are both for {one.on or one.near}"
        elif one.on and other.on:
            years = [year for year in CHECKED_YEARS if _same_week(one, other, year, plan)]
            yield from (
                f"{one.name} and {other.name} fall in the same week of {year}: make one `near`"
                for year in years[:1]
            )


def _is_known(lesson: PlannedLesson, plan: LessonPlan) -> bool:
    try:
        _weeks(lesson, CHECKED_YEARS[0], plan)
    except UnknownDay:
        return False
    return True


def _same_week(one: PlannedLesson, other: PlannedLesson, year: int, plan: LessonPlan) -> bool:
    first, second = _weeks(one, year, plan)[:1], _weeks(other, year, plan)[:1]
    return bool(first) and first == second


@cache
def _weeks(lesson: PlannedLesson, year: int, plan: LessonPlan) -> tuple[int, ...]:
    return weeks_of(lesson.on or lesson.near, year, plan.spring_festivals)


def _wrong_with_texts(plan: LessonPlan, written: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    planned = [lesson.name for lesson in plan.lessons]
    for language, texts in written.items():
        yield from (f"{language}: {name} is missing" for name in dict.fromkeys(planned) if name not in texts)
        yield from (f"{language}: {name} is not in the plan" for name in texts if name not in planned)
        for name, text in texts.items():
            yield from (f"{language}: {name} {wrong}" for wrong in wrong_with_text(language, text))


def wrong_with_text(language: str, text: str) -> list[str]:
    """Everything that keeps a text from being a lesson; empty when it is one."""
    try:
        lesson = parse(text)
    except WrongLesson as wrong:
        return wrong.complaints
    return [*too_long(language, lesson), *_unfit(lesson)]


def _unfit(lesson: Lesson) -> Iterator[str]:
    quiz = lesson.quiz
    words = "\n".join(
        [lesson.title, lesson.text, lesson.more, quiz.question, *quiz.options, quiz.explanation]
    )
    if dose := A_DOSE.search(words):
        yield f"names a dose: {dose[0]}"
    if mark := MARKUP.search(words):
        yield f"has a mark that is no plain word: {mark[0]}"


def too_long(language: str, lesson: Lesson) -> list[str]:
    """Which parts of a lesson are longer than the group, or Telegram, takes."""
    quiz, unit = lesson.quiz, "characters" if language.startswith("zh") else "words"
    sizes = [
        ("text", size(language, lesson.text), LONGEST[unit]["text"], unit),
        ("more", size(language, lesson.more), LONGEST[unit]["more"], unit),
        ("question", len(quiz.question), LONGEST_QUESTION, "characters"),
        *(("option", len(option), LONGEST_OPTION, "characters") for option in quiz.options),
        ("explanation", len(quiz.explanation), LONGEST_EXPLANATION, "characters"),
        ("explanation", quiz.explanation.count("\n"), MOST_LINE_FEEDS, "line feeds"),
    ]
    return [f"has a {part} of {n} {of}, at most {most}" for part, n, most, of in sizes if n > most]


def size(language: str, text: str) -> int:
    """Chinese in characters, marks counted and spaces not; other languages in words."""
    words = text.split()
    return len("".join(words)) if language.startswith("zh") else len(words)
