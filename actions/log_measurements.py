"""Keep everything one message holds, all of it or nothing, in the order it was written."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from actions.care_for import care_for
from actions.log_exercise import ExerciseLogged, ExerciseQuestioned, log_exercise
from actions.log_reading import ReadingLogged, ReadingQuestioned, log_reading
from domain.vital_sign import Reading
from storage import audit, care, content

Outcome = ReadingLogged | ReadingQuestioned | ExerciseLogged | ExerciseQuestioned


@dataclass(frozen=True, slots=True)
class NewReading:
    reading: Reading
    taken_at: datetime


@dataclass(frozen=True, slots=True)
class NewExercise:
    kind: str
    minutes: int
    taken_at: datetime


@dataclass(frozen=True, slots=True)
class MeasurementsLogged:
    """What came of each, in order."""

    outcomes: tuple[Outcome, ...]

    @property
    def kept(self) -> bool:
        return any(isinstance(one, ReadingLogged | ExerciseLogged) for one in self.outcomes)


def log_measurements(
    session: Session,
    person_id: int,
    measurements: tuple[NewReading | NewExercise, ...],
    *,
    now: datetime,
    confirmed: bool = False,
    subject_id: int | None = None,
    goes_on: bool | None = None,
) -> MeasurementsLogged:
    """Keep a person's own readings and exercise, or those of `subject_id`. Raises NoConsent, NotTheirs.

    `goes_on`: they were asked whose it is, and log for that person again from now (True) or for themselves (False).
    """
    if goes_on is not None:
        _go_on(session, person_id, subject_id, now=now)
    logged = MeasurementsLogged(
        tuple(
            _log(session, person_id, one, now=now, confirmed=confirmed, subject_id=subject_id)
            for one in measurements
        )
    )
    if subject_id is not None and logged.kept:
        note_logged_for(session, person_id, subject_id, now=now)
    return logged


def note_logged_for(session: Session, person_id: int, subject_id: int, *, now: datetime) -> None:
    """The person it is about reads in `/whosaw` who logged for them."""
    audit.add_audit(session, person_id, "logged_for", subject_id=subject_id, at=now)


def _go_on(session: Session, person_id: int, subject_id: int | None, *, now: datetime) -> None:
    care.end_for_whom(session, person_id)
    if subject_id is not None:
        care_for(session, person_id, subject_id, now=now)
        until = now + timedelta(minutes=content.care_rules().for_whom_minutes)
        care.set_for_whom(session, person_id, subject_id, until)


def _log(
    session: Session,
    person_id: int,
    one: NewReading | NewExercise,
    *,
    now: datetime,
    confirmed: bool,
    subject_id: int | None,
) -> Outcome:
    if isinstance(one, NewReading):
        return log_reading(
            session,
            person_id,
            one.reading,
            taken_at=one.taken_at,
            now=now,
            confirmed=confirmed,
            subject_id=subject_id,
        )
    return log_exercise(
        session,
        person_id,
        one.kind,
        one.minutes,
        taken_at=one.taken_at,
        now=now,
        confirmed=confirmed,
        subject_id=subject_id,
    )
