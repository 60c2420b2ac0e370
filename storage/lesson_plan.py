"""The order and the days of the weekly lessons, read from content/lessons.toml. Holds no words of a lesson."""

from functools import cache
from pathlib import Path

from domain.lessons import LessonPlan, PlannedLesson
from storage.content import CONTENT, made, read


@cache
def lesson_plan(folder: Path = CONTENT) -> LessonPlan:
    """The plan as written, sound or not: `check_lessons` judges it. Raises WrongContent, naming the entry."""
    told = read(folder / "lessons.toml")
    lessons = tuple(
        made(PlannedLesson, f"lessons.toml [[lesson]] {at}", **one)
        for at, one in enumerate(told.pop("lesson", []), start=1)
    )
    return made(LessonPlan, "lessons.toml", lessons=lessons, **told)
