"""A resident puts a log right: the old row is ended, the new one keeps its time and follows it."""

from datetime import datetime

from sqlalchemy.orm import Session

from actions.care_for import care_for
from actions.delete_log import Log, NoSuchLog, end_log, find_own
from actions.log_exercise import ExerciseLogged, ExerciseQuestioned, log_exercise
from actions.log_reading import ReadingLogged, ReadingQuestioned, log_reading, question
from domain.vital_sign import Reading
from storage.readings import Kept, Moved


def fix_reading(
    session: Session,
    person_id: int,
    reading_id: int,
    reading: Reading,
    *,
    now: datetime,
    confirmed: bool = False,
    subject_id: int | None = None,
) -> ReadingLogged | ReadingQuestioned | NoSuchLog:
    """Put right the numbers of one's own reading, or of one made for `subject_id`. Raises NoConsent, NotTheirs."""
    kept = find_own(session, person_id, Log.READING, reading_id, subject_id=subject_id)
    if not isinstance(kept, Kept) or kept.reading.vital != reading.vital:
        return NoSuchLog()
    person = care_for(session, person_id, subject_id, now=now).person
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
        subject_id=subject_id,
    )


def fix_exercise(
    session: Session,
    person_id: int,
    exercise_id: int,
    minutes: int,
    *,
    now: datetime,
    subject_id: int | None = None,
) -> ExerciseLogged | ExerciseQuestioned | NoSuchLog:
    """Put right the minutes of one's own exercise, or of one's log for `subject_id`. Raises NoConsent, NotTheirs."""
    moved = find_own(session, person_id, Log.EXERCISE, exercise_id, subject_id=subject_id)
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
            subject_id=subject_id,
        )
        if isinstance(outcome, ExerciseQuestioned):
            savepoint.rollback()
    return outcome
