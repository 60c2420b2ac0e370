"""A resident puts a log right: the old row is ended, the new one keeps its time and follows it."""

from datetime import datetime

from sqlalchemy.orm import Session

from actions.delete_log import Log, NoSuchLog, end_log, find_own
from actions.log_exercise import ExerciseLogged, ExerciseQuestioned, log_exercise
from actions.log_reading import ReadingLogged, ReadingQuestioned, log_reading, question
from domain.vital_sign import Reading
from storage import people
from storage.readings import Kept, Moved


def fix_reading(
    session: Session,
    person_id: int,
    reading_id: int,
    reading: Reading,
    *,
    now: datetime,
    confirmed: bool = False,
) -> ReadingLogged | ReadingQuestioned | NoSuchLog:
    """Put right the numbers of one of the person's own readings. Raises NoConsent."""
    kept = find_own(session, person_id, Log.READING, reading_id)
    if not isinstance(kept, Kept) or kept.reading.vital != reading.vital:
        return NoSuchLog()
    person = people.get_person(session, person_id)
    problem = question(session, person, reading, now=now, confirmed=confirmed)
    if problem is not None:
        return ReadingQuestioned(problem, reading, kept.taken_at)
    ended = end_log(session, kept, why="replaced", now=now)
    return log_reading(
        session,
        person_id,
        reading,
        taken_at=kept.taken_at,
        now=now,
        confirmed=True,
        replaces_id=kept.id,
        was_paid=ended.points_back > 0,
    )


def fix_exercise(
    session: Session, person_id: int, exercise_id: int, minutes: int, *, now: datetime
) -> ExerciseLogged | ExerciseQuestioned | NoSuchLog:
    """Put right the minutes of the person's own exercise. Raises NoConsent."""
    moved = find_own(session, person_id, Log.EXERCISE, exercise_id)
    if not isinstance(moved, Moved):
        return NoSuchLog()
    with session.begin_nested() as savepoint:
        ended = end_log(session, moved, why="replaced", now=now)
        outcome = log_exercise(
            session,
            person_id,
            moved.kind,
            minutes,
            taken_at=moved.taken_at,
            now=now,
            confirmed=True,
            replaces_id=moved.id,
            was_paid=ended.points_back > 0,
        )
        if isinstance(outcome, ExerciseQuestioned):
            savepoint.rollback()
    return outcome
