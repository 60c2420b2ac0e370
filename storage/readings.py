"""Readings and exercise as they are kept. Only the ones in force, unless a function says otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import bindparam, select, true, update
from sqlalchemy.orm import Session

from domain.vital_sign import Level, Meal, Reading, Setting
from domain.vitals import VITAL_SIGNS, vital_sign
from storage.engine.prepared import Prepared
from storage.rows import add_row
from storage.tables import ExerciseRow, ReadingRow, table

reading = table(ReadingRow)
exercise = table(ExerciseRow)
PARTS = tuple(dict.fromkeys(part.name for vital in VITAL_SIGNS for part in vital.parts))


@dataclass(frozen=True, slots=True)
class Kept:
    """A reading with what is known of it. Times are aware UTC."""

    id: int
    person_id: int
    reading: Reading
    level: Level
    taken_at: datetime
    logged_at: datetime
    local_date: date
    provenance: str
    ended_why: str | None = None
    logged_by: int | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """Exercise with what is known of it."""

    id: int
    person_id: int
    kind: str
    minutes: int
    met: float
    taken_at: datetime
    logged_at: datetime
    local_date: date
    ended_why: str | None = None
    provenance: str = "self"
    logged_by: int | None = None


_KEPT = (
    "id",
    "person_id",
    "vital",
    "meal",
    "setting",
    "level",
    "taken_at",
    "logged_at",
    "local_date",
    "provenance",
)
_kept_columns = [reading.c[name] for name in (*_KEPT, "ended_why", "logged_by", *PARTS)]
_moved_columns = [exercise.c[name] for name in Moved.__dataclass_fields__]


def _kept(row: Sequence[Any]) -> Kept:
    (
        id_,
        person_id,
        vital,
        meal,
        setting,
        level,
        taken_at,
        logged_at,
        local_date,
        provenance,
        ended_why,
        logged_by,
        *numbers,
    ) = row
    own = {part.name for part in vital_sign(str(vital)).parts}
    values = {
        name: value for name, value in zip(PARTS, numbers, strict=True) if name in own and value is not None
    }
    measured = Reading(str(vital), values, Meal(meal) if meal else None, Setting(setting))
    about = provenance, ended_why, logged_by
    return Kept(id_, person_id, measured, Level(level), taken_at, logged_at, local_date, *about)


def add_reading(session: Session, person_id: int, measured: Reading, **values: object) -> int:
    """Keep a reading; `values` are the other columns of its table. Returns its id."""
    columns: dict[str, object] = {
        **measured.values,
        "meal": measured.meal.value if measured.meal else None,
        "setting": measured.setting.value,
    }
    return add_row(session, reading, person_id=person_id, vital=measured.vital, **columns, **values)


def find_reading(session: Session, reading_id: int) -> Kept | None:
    """A reading by its id, in force or not."""
    row = session.execute(select(*_kept_columns).where(reading.c.id == reading_id)).one_or_none()
    return None if row is None else _kept(row)


def list_readings(
    session: Session,
    person_id: int,
    *,
    vital: str | None = None,
    since: datetime | None = None,
    last: int | None = None,
) -> list[Kept]:
    """A person's readings, newest first."""
    asked = {"person_id": person_id, "vital": vital, "since": since, "last": last}
    given = {name: value for name, value in asked.items() if value is not None}
    return [_kept(row) for row in _newest_first(*given)(session, **given)]


@cache
def _newest_first(*given: str) -> Prepared:
    """The readings in force, by those of person, vital sign, earliest moment and number that are given."""
    query = select(*_kept_columns).where(
        reading.c.person_id == bindparam("person_id"), reading.c.ended_at.is_(None)
    )
    if "vital" in given:
        query = query.where(reading.c.vital == bindparam("vital"))
    if "since" in given:
        query = query.where(reading.c.taken_at >= bindparam("since"))
    query = query.order_by(reading.c.taken_at.desc(), reading.c.id.desc())
    return Prepared(query.limit(bindparam("last")) if "last" in given else query)


def list_all_readings(session: Session, person_id: int) -> list[Kept]:
    """Every version of every reading, oldest first: what `/mydata` shows."""
    rows = session.execute(
        select(*_kept_columns).where(reading.c.person_id == person_id).order_by(reading.c.id)
    )
    return [_kept(row) for row in rows]


def end_reading(session: Session, reading_id: int, *, at: datetime, why: str) -> None:
    session.execute(update(reading).where(reading.c.id == reading_id).values(ended_at=at, ended_why=why))


def add_exercise(session: Session, person_id: int, **values: object) -> int:
    return add_row(session, exercise, person_id=person_id, **values)


def find_exercise(session: Session, exercise_id: int) -> Moved | None:
    """Exercise by its id, in force or not."""
    row = session.execute(select(*_moved_columns).where(exercise.c.id == exercise_id)).one_or_none()
    return None if row is None else Moved(*row)


def list_exercise(
    session: Session, person_id: int, *, since: date | None = None, last: int | None = None
) -> list[Moved]:
    """A person's exercise, newest first."""
    query = select(*_moved_columns).where(exercise.c.person_id == person_id, exercise.c.ended_at.is_(None))
    if since is not None:
        query = query.where(exercise.c.local_date >= since)
    rows = session.execute(query.order_by(exercise.c.taken_at.desc(), exercise.c.id.desc()).limit(last))
    return [Moved(*row) for row in rows]


def list_all_exercise(session: Session, person_id: int) -> list[Moved]:
    """Every version of all exercise, oldest first."""
    rows = session.execute(
        select(*_moved_columns).where(exercise.c.person_id == person_id).order_by(exercise.c.id)
    )
    return [Moved(*row) for row in rows]


def end_exercise(session: Session, exercise_id: int, *, at: datetime, why: str) -> None:
    session.execute(update(exercise).where(exercise.c.id == exercise_id).values(ended_at=at, ended_why=why))


def last_log(session: Session, person_id: int, *, by: int | None = None) -> Kept | Moved | None:
    """The reading or exercise of this person that was logged last; with `by`, of those this helper logged."""
    row, moved = (
        session.execute(
            select(*columns)
            .where(log.c.person_id == person_id, log.c.ended_at.is_(None))
            .where(true() if by is None else log.c.logged_by == by)
            .order_by(log.c.id.desc())
            .limit(1)
        ).one_or_none()
        for log, columns in ((reading, _kept_columns), (exercise, _moved_columns))
    )
    measured = None if row is None else _kept(row)
    candidates = [log for log in (measured, None if moved is None else Moved(*moved)) if log is not None]
    return max(candidates, key=lambda log: log.logged_at, default=None)


def list_last_logs(session: Session, person_id: int, last: int) -> list[Kept | Moved]:
    """Readings and exercise together, newest first by when they were taken."""
    measured = list_readings(session, person_id, last=last)
    moved = list_exercise(session, person_id, last=last)
    logs: list[Kept | Moved] = [*measured, *moved]
    return sorted(logs, key=lambda log: log.taken_at, reverse=True)[:last]


def active_days(session: Session, person_id: int) -> set[date]:
    """The local days on which anything was logged on the day itself or the one after."""
    days: set[date] = set()
    for rows in (reading, exercise):
        days.update(
            session.execute(
                select(rows.c.local_date)
                .distinct()
                .where(rows.c.person_id == person_id, rows.c.ended_at.is_(None))
            ).scalars()
        )
    return days


def count_logs(session: Session, person_id: int) -> dict[tuple[str, str], int]:
    """How much was logged, by month (2026-11) and kind: what stays after somebody is forgotten."""
    counts: dict[tuple[str, str], int] = {}
    for rows, kind in ((reading, reading.c.vital), (exercise, exercise.c.kind)):
        for day, what in session.execute(
            select(rows.c.local_date, kind).where(rows.c.person_id == person_id, rows.c.ended_at.is_(None))
        ):
            key = (f"{day:%Y-%m}", what)
            counts[key] = counts.get(key, 0) + 1
    return counts


_just_logged = Prepared(
    select(*_kept_columns).where(
        reading.c.person_id == bindparam("person_id"),
        reading.c.vital == bindparam("vital"),
        reading.c.logged_at >= bindparam("since"),
        reading.c.ended_at.is_(None),
    )
)


def same_as_just_now(
    session: Session,
    person_id: int,
    measured: Reading,
    *,
    taken_at: datetime,
    now: datetime,
    within: timedelta,
) -> Kept | None:
    """The same numbers of the same moment, logged just now: a message sent twice by an impatient thumb."""
    rows = _just_logged(session, person_id=person_id, vital=measured.vital, since=now - within)
    return next((kept for kept in map(_kept, rows) if _says_the_same(kept, measured, taken_at, within)), None)


def _says_the_same(kept: Kept, measured: Reading, taken_at: datetime, within: timedelta) -> bool:
    numbers = all(kept.reading.get(name) == value for name, value in measured.values.items())
    return numbers and kept.reading.meal == measured.meal and abs(kept.taken_at - taken_at) <= within
