"""Which lesson is read in which ISO week of any year. Knows lessons by name, not by word."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from domain.lesson_days import weeks_in, weeks_of

NEAR_WEIGHT = 10  # how much more a lesson near a day minds being a week off than one without


class LessonFor(StrEnum):
    """Whom a lesson is written for; everybody in the group reads it."""

    ALL = "A"
    HYPERTENSION = "H"
    DIABETES = "D"
    ELDERLY = "E"
    PARENTS = "P"
    FARMERS = "F"


@dataclass(frozen=True, slots=True)
class PlannedLesson:
    """A lesson and its place. `on`: in that day's ISO week, always. `near`: there, or as close as is free."""

    name: str
    week: int
    audience: tuple[str, ...]
    on: str = ""
    near: str = ""


@dataclass(frozen=True, slots=True)
class LessonPlan:
    """The year of lessons. `repeated` is read again in a 53rd week; `spring_festivals`: the days, by table."""

    lessons: tuple[PlannedLesson, ...]
    repeated: str
    spring_festivals: tuple[date, ...] = ()


def lesson_of(iso_year: int, iso_week: int, plan: LessonPlan) -> str:
    """The name of the lesson of a week. Raises IndexError for a week 53 that the year does not have."""
    return lessons_of_year(iso_year, plan)[iso_week - 1]


@cache
def lessons_of_year(iso_year: int, plan: LessonPlan) -> tuple[str, ...]:
    """The names of a year's lessons, week 1 first.

    Lessons `on` a day take its week. Those `near` a day and those without one each keep their order, and share
    the weeks that remain so that all together are the least out of place. Raises UnknownDay.
    """
    free = list(range(1, weeks_in(iso_year) + 1))
    in_order = sorted(plan.lessons, key=lambda lesson: lesson.week)
    fixed: dict[int, str] = {}
    for lesson in [lesson for lesson in in_order if lesson.on][: len(free)]:
        week = _closest(weeks_wanted(lesson, iso_year, plan)[0], free)
        free.remove(week)
        fixed[week] = lesson.name
    near = [_Wish.of(lesson, iso_year, plan) for lesson in in_order if lesson.near and not lesson.on]
    rest = [_Wish.of(lesson, iso_year, plan) for lesson in in_order if not (lesson.on or lesson.near)]
    rest += [_Wish(plan.repeated, (weeks_in(iso_year),))] * (len(free) - len(near) - len(rest))
    shared = _shared(free, sorted(near, key=_Wish.middle), rest)
    return tuple(name for _, name in sorted([*fixed.items(), *zip(free, shared, strict=True)]))


def weeks_wanted(lesson: PlannedLesson, iso_year: int, plan: LessonPlan) -> tuple[int, ...]:
    """The weeks of a lesson's day, in order; its planned week when it has none that year. Raises UnknownDay."""
    rule = lesson.on or lesson.near
    named = weeks_of(rule, iso_year, plan.spring_festivals) if rule else ()
    return named or (lesson.week,)


@dataclass(frozen=True, slots=True)
class _Wish:
    """A lesson that may move, and the weeks it would like."""

    name: str
    weeks: tuple[int, ...]
    weight: int = 1

    @classmethod
    def of(cls, lesson: PlannedLesson, iso_year: int, plan: LessonPlan) -> "_Wish":
        return cls(
            lesson.name, weeks_wanted(lesson, iso_year, plan), weight=NEAR_WEIGHT if lesson.near else 1
        )

    def middle(self) -> float:
        return sum(self.weeks) / len(self.weeks)

    def pain(self, week: int) -> int:
        """How much it minds a week: two weeks off are four times as bad as one."""
        return self.weight * min(abs(week - wanted) for wanted in self.weeks) ** 2


def _closest(wanted: int, free: list[int]) -> int:
    return min(free, key=lambda week: abs(week - wanted))


def _shared(free: list[int], near: list[_Wish], rest: list[_Wish]) -> tuple[str, ...]:
    """The two queues merged over the free weeks with the least pain."""

    @cache
    def best(nears: int, rests: int) -> tuple[int, tuple[str, ...]]:
        if nears + rests == len(free):
            return 0, ()
        ways = []
        if nears < len(near):
            ways.append(_first(near[nears], free[nears + rests], best(nears + 1, rests)))
        if rests < len(rest):
            ways.append(_first(rest[rests], free[nears + rests], best(nears, rests + 1)))
        return min(ways)

    return best(0, 0)[1]


def _first(wish: _Wish, week: int, then: tuple[int, tuple[str, ...]]) -> tuple[int, tuple[str, ...]]:
    pain, names = then
    return pain + wish.pain(week), (wish.name, *names)
