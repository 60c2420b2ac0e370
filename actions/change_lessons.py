"""Administrators of the whole programme replace a lesson's text, or choose another for a week. Either goes back by a tap."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from actions.not_allowed import NotAllowed
from domain.authority import Deed
from domain.lesson_check import wrong_with_text
from storage import audit, authority, lesson_changes
from storage.lesson_plan import lesson_plan


@dataclass(frozen=True, slots=True)
class LessonChanged:
    name: str


@dataclass(frozen=True, slots=True)
class LessonRefused:
    """The text is no lesson; nothing was replaced. `faults`: everything that is wrong with it."""

    faults: tuple[str, ...]


def replace_lesson(
    session: Session, person_id: int, name: str, language: str, written: str, *, now: datetime
) -> LessonChanged | LessonRefused | NotAllowed:
    """The text in place of the file, in one language, from the next time it is read."""
    if not _may(session, person_id, name, now):
        return NotAllowed()
    faults = wrong_with_text(language, written)
    if faults:
        return LessonRefused(tuple(faults))
    lesson_changes.put_text(session, name, language, written, by=person_id, now=now)
    return _noted(session, person_id, "lesson_replaced", name, now)


def restore_lesson(
    session: Session, person_id: int, name: str, language: str, *, now: datetime
) -> LessonChanged | NotAllowed:
    """The file is read again."""
    if not _may(session, person_id, name, now):
        return NotAllowed()
    lesson_changes.end_text(session, name, language, by=person_id, now=now)
    return _noted(session, person_id, "lesson_restored", name, now)


def schedule_lesson(
    session: Session, person_id: int, week: int, name: str, *, now: datetime
) -> LessonChanged | NotAllowed:
    """Another lesson for a week (202648)."""
    if not _may(session, person_id, name, now):
        return NotAllowed()
    lesson_changes.put_week(session, week, name, by=person_id, now=now)
    return _noted(session, person_id, "lesson_scheduled", name, now)


def restore_week(session: Session, person_id: int, week: int, *, now: datetime) -> LessonChanged | NotAllowed:
    """The plan's lesson again."""
    name = lesson_changes.name_of_week(session, *divmod(week, 100))
    if not _may(session, person_id, name, now):
        return NotAllowed()
    lesson_changes.end_week(session, week, by=person_id, now=now)
    return _noted(session, person_id, "lesson_restored", name, now)


def _may(session: Session, person_id: int, name: str, now: datetime) -> bool:
    known = any(lesson.name == name for lesson in lesson_plan().lessons)
    return known and authority.may_everywhere(session, person_id, Deed.CHANGE_LESSONS, now.date())


def _noted(session: Session, person_id: int, what: str, name: str, now: datetime) -> LessonChanged:
    """`why` is the name of a file of ours, never words somebody sent."""
    audit.add_audit(session, person_id, what, why=name, at=now)
    return LessonChanged(name)
