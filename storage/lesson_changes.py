"""What administrators changed of the lessons: texts in place of files, and other lessons for a week. Checks no text."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Table, select, update
from sqlalchemy.orm import Session

from domain.lessons import lesson_of
from storage.lesson_plan import lesson_plan
from storage.rows import add_row, count_changed
from storage.tables import LessonText, LessonWeek, Person, table

lesson_text = table(LessonText)
lesson_week = table(LessonWeek)
person = table(Person)


def name_of_week(session: Session, year: int, week: int) -> str:
    """The lesson of a week: the one chosen for it, otherwise the plan's."""
    return names_of_weeks(session, [(year, week)])[year, week]


def names_of_weeks(session: Session, weeks: Iterable[tuple[int, int]]) -> dict[tuple[int, int], str]:
    wanted = list(weeks)
    in_force = select(lesson_week.c.week, lesson_week.c.name).where(
        lesson_week.c.week.in_([year * 100 + week for year, week in wanted]), lesson_week.c.ended_at.is_(None)
    )
    chosen = {row.week: row.name for row in session.execute(in_force)}
    known = {lesson.name for lesson in lesson_plan().lessons}  # a lesson that is no more is not read out
    plan = {key: lesson_of(*key, lesson_plan()) for key in wanted}
    return {
        (year, week): name if (name := chosen.get(year * 100 + week)) in known and name else plan[year, week]
        for year, week in wanted
    }


def find_texts(session: Session, names: Iterable[str], language: str) -> dict[str, str]:
    """The texts that stand in place of the files of these lessons."""
    rows = session.execute(
        select(lesson_text.c.name, lesson_text.c.written).where(
            lesson_text.c.name.in_(list(names)),
            lesson_text.c.language == language,
            lesson_text.c.ended_at.is_(None),
        )
    )
    return {row.name: row.written for row in rows}


def list_replaced(session: Session, name: str) -> list[str]:
    """The languages in which a lesson's text was replaced."""
    rows = select(lesson_text.c.language).where(lesson_text.c.name == name, lesson_text.c.ended_at.is_(None))
    return list(session.execute(rows.order_by(lesson_text.c.language)).scalars())


def put_text(session: Session, name: str, language: str, written: str, *, by: int, now: datetime) -> None:
    end_text(session, name, language, by=by, now=now)
    add_row(session, lesson_text, name=name, language=language, written=written, made_by=by, made_at=now)


def end_text(session: Session, name: str, language: str, *, by: int, now: datetime) -> bool:
    """The file is read again. False: it was already."""
    where = lesson_text.c.name == name, lesson_text.c.language == language
    return _end(session, lesson_text, where, by, now)


def put_week(session: Session, week: int, name: str, *, by: int, now: datetime) -> None:
    end_week(session, week, by=by, now=now)
    add_row(session, lesson_week, week=week, name=name, made_by=by, made_at=now)


def end_week(session: Session, week: int, *, by: int, now: datetime) -> bool:
    """The plan's lesson is read that week again. False: it was already."""
    return _end(session, lesson_week, (lesson_week.c.week == week,), by, now)


def _end(
    session: Session, rows: Table, where: tuple[ColumnElement[bool], ...], by: int, now: datetime
) -> bool:
    standing = update(rows).where(*where, rows.c.ended_at.is_(None))
    return bool(count_changed(session, standing.values(ended_at=now, ended_by=by)))


@dataclass(frozen=True, slots=True)
class Changed:
    """A line of the history. `language`: of a text; None: another lesson for a week."""

    name: str
    language: str | None
    week: int | None
    by: str
    made_at: datetime
    ended_at: datetime | None


def list_history(session: Session, *, last: int) -> list[Changed]:
    """The newest changes, newest first."""
    texts = session.execute(
        select(lesson_text, person.c.name.label("maker"))
        .join(person, person.c.id == lesson_text.c.made_by)
        .order_by(lesson_text.c.id.desc())
        .limit(last)
    )
    weeks = session.execute(
        select(lesson_week, person.c.name.label("maker"))
        .join(person, person.c.id == lesson_week.c.made_by)
        .order_by(lesson_week.c.id.desc())
        .limit(last)
    )
    found = [Changed(row.name, row.language, None, row.maker, row.made_at, row.ended_at) for row in texts]
    found += [Changed(row.name, None, row.week, row.maker, row.made_at, row.ended_at) for row in weeks]
    return sorted(found, key=lambda one: one.made_at, reverse=True)[:last]
