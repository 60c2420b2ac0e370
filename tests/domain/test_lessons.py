"""The week of every lesson in every year, the days it is tied to, and the reading of its file."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.lesson_days import UnknownDay, weeks_in, weeks_of
from domain.lesson_text import Lesson, WrongLesson, parse
from domain.lessons import LessonPlan, PlannedLesson, lesson_of, lessons_of_year, weeks_wanted
from storage.lesson_plan import lesson_plan

PLAN = lesson_plan()
YEARS = st.integers(2020, 2100)
PLANNED = {lesson.name: lesson for lesson in PLAN.lessons}
LONG_YEARS = [year for year in range(2020, 2101) if weeks_in(year) == 53]
WHOLE = """# A title
source: A book, point 3
unverified: yes

First line.
Second line.

## quiz

Which one?

- [ ] this
- [x] that
- [ ] neither

Because that is so.

## more

Some more.

And more.
"""


def week_of(name: str, iso_year: int) -> int:
    return lessons_of_year(iso_year, PLAN).index(name) + 1


@given(YEARS)
def test_every_week_has_a_lesson_and_every_lesson_its_week(iso_year: int) -> None:
    names = lessons_of_year(iso_year, PLAN)
    assert len(names) == weeks_in(iso_year)
    assert set(names) == set(PLANNED)


@given(YEARS)
def test_only_a_53rd_week_repeats_a_lesson_and_months_after_it_was_read(iso_year: int) -> None:
    names = lessons_of_year(iso_year, PLAN)
    repeated = {name: times for name, times in Counter(names).items() if times > 1}
    assert repeated == ({PLAN.repeated: 2} if weeks_in(iso_year) == 53 else {})
    if repeated:
        first = names.index(PLAN.repeated)
        assert names.index(PLAN.repeated, first + 1) - first > 8


@given(YEARS)
def test_a_lesson_on_a_day_is_read_in_the_week_that_holds_it(iso_year: int) -> None:
    for lesson in PLAN.lessons:
        if lesson.on:
            wanted = weeks_of(lesson.on, iso_year, PLAN.spring_festivals)
            assert week_of(lesson.name, iso_year) == wanted[0], lesson.name


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("20-know-your-bp", (5, 17)),
        ("41-control-bp", (10, 8)),
        ("46-diabetes", (11, 14)),
        ("49-hiv", (12, 1)),
    ],
)
@given(YEARS)
def test_the_great_health_days_are_hit_in_any_year(name: str, day: tuple[int, int], iso_year: int) -> None:
    falls = date(iso_year, *day).isocalendar()
    assert falls.year == iso_year
    assert lesson_of(iso_year, falls.week, PLAN) == name


@given(YEARS)
def test_a_lesson_near_a_day_is_at_most_two_weeks_off(iso_year: int) -> None:
    for lesson in PLAN.lessons:
        week = week_of(lesson.name, iso_year)
        if lesson.near:
            assert min(abs(week - wanted) for wanted in weeks_wanted(lesson, iso_year, PLAN)) <= 2, (
                lesson.name
            )


@given(YEARS)
def test_a_lesson_without_a_day_stays_in_its_season_and_in_order(iso_year: int) -> None:
    names = [name for name in lessons_of_year(iso_year, PLAN) if not (PLANNED[name].on or PLANNED[name].near)]
    weeks = [PLANNED[name].week for name in names][: -1 if weeks_in(iso_year) == 53 else None]
    assert weeks == sorted(weeks)
    # 7: health scams, in a year whose Spring Festival and health days leave March no week.
    assert all(
        abs(week_of(name, iso_year) - PLANNED[name].week) <= 7 for name in set(names) - {PLAN.repeated}
    )


@given(YEARS)
def test_the_lessons_of_the_spring_festival_keep_their_order(iso_year: int) -> None:
    around = ["05-keep-taking-medicine", "07-little-alcohol", "08-weight-and-waist"]
    weeks = [week_of(name, iso_year) for name in around]
    assert weeks == sorted(weeks)


def test_the_festival_of_2027_moves_its_lessons_with_it() -> None:
    assert date(2027, 2, 6) in PLAN.spring_festivals
    assert [week_of(name, 2027) for name in ("05-keep-taking-medicine", "08-weight-and-waist")] == [4, 7]
    assert week_of("05-keep-taking-medicine", 2034) == 6


def test_a_year_has_a_week_53_or_it_has_not() -> None:
    assert LONG_YEARS[:3] == [2020, 2026, 2032]
    assert lesson_of(2026, 53, PLAN) == "52-year-review"
    with pytest.raises(IndexError):
        lesson_of(2027, 53, PLAN)


def test_a_plan_with_too_few_or_too_many_lessons_still_fills_its_weeks() -> None:
    few = LessonPlan((PlannedLesson("only", 1, ("A",)),), "only")
    assert lessons_of_year(2027, few) == ("only",) * 52
    many = LessonPlan(tuple(PlannedLesson(str(n), n, ("A",), on="05-17") for n in range(60)), "0")
    assert len(set(lessons_of_year(2027, many))) == 52


@pytest.mark.parametrize(
    ("rule", "iso_year", "weeks"),
    [
        ("05-17", 2026, (20,)),
        ("05-17", 2027, (20,)),
        ("05-17", 2028, (20,)),
        ("second Thursday of March", 2026, (11,)),
        ("last Sunday of January", 2026, (4,)),
        ("first Tuesday of May", 2029, (18,)),
        ("09-20 to 09-21", 2026, (38, 39)),
        ("April", 2026, (14, 15, 16, 17, 18)),
        ("first week", 2026, (1,)),
        ("last week", 2026, (53,)),
        ("last week", 2027, (52,)),
        ("Spring Festival", 2026, (8,)),
        ("1 week before Spring Festival", 2026, (7,)),
        ("2 weeks after Spring Festival", 2026, (10,)),
        ("Spring Festival", 2090, ()),
        ("01-01", 2027, (52,)),  # that of 2028; that of 2027 is still in the last week of 2026
        ("01-01", 2028, ()),
        ("12-30", 2025, (1,)),  # 30 December 2024: the first week of the ISO year 2025
    ],
)
def test_a_rule_names_its_weeks(rule: str, iso_year: int, weeks: tuple[int, ...]) -> None:
    assert weeks_of(rule, iso_year, PLAN.spring_festivals) == weeks


@pytest.mark.parametrize(
    "rule", ["5-17", "02-30", "13-01", "fifth Monday of May", "05-20 to 05-10", "Easter"]
)
def test_a_rule_that_is_not_understood_is_said(rule: str) -> None:
    with pytest.raises(UnknownDay, match=rule):
        weeks_of(rule, 2026, ())


def test_a_whole_file_is_read() -> None:
    lesson: Lesson = parse(WHOLE)
    assert (lesson.title, lesson.source, lesson.unverified) == ("A title", "A book, point 3", True)
    assert lesson.text == "First line.\nSecond line."
    assert lesson.quiz.options == ("this", "that", "neither")
    assert (lesson.quiz.question, lesson.quiz.right) == ("Which one?", 1)
    assert lesson.quiz.explanation == "Because that is so."
    assert lesson.more == "Some more.\n\nAnd more."


def test_a_file_says_everything_it_lacks_at_once() -> None:
    with pytest.raises(WrongLesson) as wrong:
        parse("")
    assert wrong.value.complaints == [
        "has no title",
        "has no source",
        "has no text",
        'has no section "## more"',
        "has no question in its quiz",
        "has no explanation in its quiz",
        "has 0 options in its quiz, not 3 or 4",
        "has no right answer in its quiz",
    ]
