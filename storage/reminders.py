"""Reminders as they are kept, and what has to be known to fire many of them at once. Schedules nothing."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Table, bindparam, delete, func, select, update
from sqlalchemy.orm import Session

from domain.people import QuietHours
from domain.reminders import EXERCISE, Times, times_of
from domain.round import Standing
from storage.engine.prepared import Prepared
from storage.moment import Moment
from storage.rows import add_row
from storage.tables import ExerciseRow, Person, ReadingRow, Reminder, table

reminder = table(Reminder)
person = table(Person)
reading = table(ReadingRow)
exercise = table(ExerciseRow)


@dataclass(frozen=True, slots=True)
class Kept:
    """A reminder of a person. `words` are their own; `ignored`: times in a row nobody answered."""

    id: int
    person_id: int
    about: str
    words: str
    clocks: tuple[time, ...]
    weekdays: int
    paused: bool
    ignored: int

    @property
    def times(self) -> Times:
        return Times(self.clocks, self.weekdays)


@dataclass(frozen=True, slots=True)
class Firing:
    """What decides whether a reminder is said: no words among it. No `chat_id`: they may not be told."""

    id: int
    person_id: int
    about: str
    times: Times
    paused: bool
    ignored: int
    chat_id: int | None
    zone: ZoneInfo
    quiet: QuietHours


_KEPT = tuple(
    reminder.c[name]
    for name in ("id", "person_id", "about", "words", "times", "weekdays", "paused", "ignored")
)


def _kept(row: Sequence[Any]) -> Kept:
    id_, person_id, about, words, times, weekdays, paused, ignored = row
    return Kept(id_, person_id, about, words, times_of(times, weekdays).clocks, weekdays, paused, ignored)


def add_reminder(
    session: Session, person_id: int, *, about: str, words: str, times: Times, made_at: datetime
) -> int:
    return add_row(
        session,
        reminder,
        person_id=person_id,
        about=about,
        words=words,
        times=times.written(),
        weekdays=times.weekdays,
        made_at=made_at,
    )


_FIND = Prepared(select(*_KEPT).where(reminder.c.id == bindparam("of")))


def find_reminder(session: Session, reminder_id: int, *, person_id: int | None = None) -> Kept | None:
    """A reminder by its id; with `person_id` only if it is theirs."""
    kept = next(map(_kept, _FIND(session, of=reminder_id)), None)
    return kept if kept is None or person_id in (None, kept.person_id) else None


def list_reminders(session: Session, person_id: int) -> list[Kept]:
    """A person's reminders, in the order they were made."""
    rows = session.execute(select(*_KEPT).where(reminder.c.person_id == person_id).order_by(reminder.c.id))
    return [_kept(row) for row in rows]


def change_reminder(session: Session, reminder_id: int, **values: object) -> None:
    session.execute(update(reminder).where(reminder.c.id == reminder_id).values(**values))


def delete_reminder(session: Session, reminder_id: int) -> None:
    session.execute(delete(reminder).where(reminder.c.id == reminder_id))


_FIRING = (
    select(
        reminder.c.id,
        reminder.c.person_id,
        reminder.c.about,
        reminder.c.times,
        reminder.c.weekdays,
        reminder.c.paused,
        reminder.c.ignored,
        person.c.telegram_id,
        person.c.timezone,
        person.c.quiet_from,
        person.c.quiet_until,
        person.c.consents_health
        & person.c.consents_abroad
        & person.c.unreachable_why.is_(None)
        & (person.c.standing == Standing.ACTIVE.value),
    )
    .join(person, person.c.id == reminder.c.person_id)
    .where(reminder.c.id.in_(bindparam("of", expanding=True)))
)


def find_firing(session: Session, reminder_ids: Collection[int]) -> dict[int, Firing]:
    """What decides about these reminders, by id, in one query."""
    rows = session.connection().execute(_FIRING, {"of": list(reminder_ids)})
    return {row[0]: _firing(row) for row in rows}


def _firing(row: Any) -> Firing:
    (id_, person_id, about, times, weekdays, paused, ignored, chat_id, zone, start, end, may_be_told) = row
    quiet = QuietHours(start, end)
    return Firing(
        id_,
        person_id,
        about,
        times_of(times, weekdays),
        paused,
        ignored,
        chat_id if may_be_told else None,
        ZoneInfo(zone),
        quiet,
    )


def _in_force(logs: Table) -> tuple[ColumnElement[bool], ...]:
    return (
        logs.c.person_id.in_(bindparam("of", expanding=True)),
        logs.c.taken_at >= bindparam("since", type_=Moment),
        logs.c.ended_at.is_(None),
    )


_MEASURED = (
    select(reading.c.person_id, reading.c.vital, func.max(reading.c.taken_at))
    .where(*_in_force(reading))
    .group_by(reading.c.person_id, reading.c.vital)
)
_MOVED = (
    select(exercise.c.person_id, func.max(exercise.c.taken_at))
    .where(*_in_force(exercise))
    .group_by(exercise.c.person_id)
)


def last_taken(
    session: Session, person_ids: Collection[int], *, since: datetime
) -> dict[tuple[int, str], datetime]:
    """When each of these people last took each vital sign, and last moved ("exercise"), since a moment."""
    connection, of = session.connection(), {"of": list(person_ids), "since": since}
    measured = connection.execute(_MEASURED, of)
    moved = connection.execute(_MOVED, of)
    found = {(who, vital): at for who, vital, at in measured}
    return found | {(who, EXERCISE): at for who, at in moved}


_SET_IGNORED = (
    update(reminder).where(reminder.c.id == bindparam("row_id")).values(ignored=bindparam("times_ignored"))
)


def set_ignored(session: Session, ignored: Mapping[int, int]) -> None:
    """How often each was ignored in a row."""
    if ignored:
        rows = [{"row_id": row_id, "times_ignored": times} for row_id, times in ignored.items()]
        session.connection().execute(_SET_IGNORED, rows)
