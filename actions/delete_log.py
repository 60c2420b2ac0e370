"""A resident takes a log back. History is kept, points go back by contra entry, and a grave alert stays with the team."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from actions.care_for import care_for
from domain.vital_sign import Level, Reading
from storage import open_alerts, points, readings
from storage.readings import Kept, Moved


class Log(StrEnum):
    """What a log is of, as a button names it."""

    READING = "r"
    EXERCISE = "e"


@dataclass(frozen=True, slots=True)
class LogDeleted:
    """A log that no longer counts: a `reading`, or a `kind` of exercise for `minutes`."""

    points_back: int
    balance: int
    reading: Reading | None = None
    kind: str | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class NoSuchLog:
    """Gone already, or somebody else's. Which of the two is not told."""

    no_such_log: bool = True


def delete_log(
    session: Session, person_id: int, log: Log, log_id: int, *, now: datetime, subject_id: int | None = None
) -> LogDeleted | NoSuchLog:
    """End one of the person's own logs, or one they made for `subject_id`. Raises NotTheirs."""
    care_for(session, person_id, subject_id, now=now)
    kept = find_own(session, person_id, log, log_id, subject_id=subject_id)
    return NoSuchLog() if kept is None else end_log(session, kept, why="deleted", now=now)


def find_own(
    session: Session,
    person_id: int,
    log: Log,
    log_id: int,
    *,
    or_ended: bool = False,
    subject_id: int | None = None,
) -> Kept | Moved | None:
    """The log, if it is this person's and in force, or (`or_ended`) was. Of a subject's logs: those they made for them."""
    found: Kept | Moved | None
    found = (
        readings.find_reading(session, log_id)
        if log is Log.READING
        else readings.find_exercise(session, log_id)
    )
    if found is None or found.person_id != (subject_id or person_id):
        return None
    if subject_id is not None and found.logged_by != person_id:
        return None
    return found if found.ended_why is None or or_ended else None


def end_log(session: Session, log: Kept | Moved, *, why: str, now: datetime) -> LogDeleted:
    """End a log and take its points back."""
    if isinstance(log, Moved):
        readings.end_exercise(session, log.id, at=now, why=why)
        back = points.take_back(session, log.person_id, exercise_id=log.id, now=now)
        balance = points.get_balance(session, log.person_id)
        return LogDeleted(back, balance, kind=log.kind, minutes=log.minutes)
    readings.end_reading(session, log.id, at=now, why=why)
    back = points.take_back(session, log.person_id, reading_id=log.id, now=now)
    alert = open_alerts.find_open_alert(session, log.person_id)
    if alert is not None and alert.reading_id == log.id and alert.level is not Level.RED:
        open_alerts.change_alert(session, alert.id, closed_at=now, closed_why=f"reading_{why}")
    return LogDeleted(back, points.get_balance(session, log.person_id), reading=log.reading)
