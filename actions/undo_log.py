"""A resident takes back what they logged last, within ten minutes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from actions.care_for import care_for
from actions.delete_log import LogDeleted, end_log
from storage import readings

UNDO_WITHIN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class NothingToUndo:
    """Nothing was logged in the last ten minutes. `too_late`: something was, before."""

    too_late: bool


def undo_log(
    session: Session, person_id: int, *, now: datetime, subject_id: int | None = None
) -> LogDeleted | NothingToUndo:
    """Take back the last log of the last ten minutes: one's own, or the one made for `subject_id`. Raises NotTheirs."""
    cared = care_for(session, person_id, subject_id, now=now)
    last = readings.last_log(session, cared.person.id, by=None if cared.is_own else person_id)
    if last is None or now - last.logged_at > UNDO_WITHIN:
        return NothingToUndo(too_late=last is not None)
    return end_log(session, last, why="undone", now=now)
