"""Keep everything one message holds, all of it or nothing, in the order it was written."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from actions.log_exercise import ExerciseLogged, ExerciseQuestioned, log_exercise
from actions.log_reading import ReadingLogged, ReadingQuestioned, log_reading
from domain.vital_sign import Reading

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


def log_measurements(
    session: Session,
    person_id: int,
    measurements: tuple[NewReading | NewExercise, ...],
    *,
    now: datetime,
    confirmed: bool = False,
) -> MeasurementsLogged:
    """Keep a person's own readings and exercise. Raises NoConsent."""
    return MeasurementsLogged(
        tuple(_log(session, person_id, one, now=now, confirmed=confirmed) for one in measurements)
    )


def _log(
    session: Session, person_id: int, one: NewReading | NewExercise, *, now: datetime, confirmed: bool
) -> Outcome:
    if isinstance(one, NewReading):
        return log_reading(
            session, person_id, one.reading, taken_at=one.taken_at, now=now, confirmed=confirmed
        )
    return log_exercise(
        session, person_id, one.kind, one.minutes, taken_at=one.taken_at, now=now, confirmed=confirmed
    )
