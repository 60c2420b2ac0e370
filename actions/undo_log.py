"""A resident takes back what they logged last, within ten minutes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from actions.delete_log import LogDeleted, end_log
from storage import readings

UNDO_WITHIN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class NothingToUndo:
    """Nothing was logged in the last ten minutes. `too_late`: something was, before."""

    too_late: bool


def undo_log(session: Session, person_id: int, *, now: datetime) -> LogDeleted | NothingToUndo:
    """Take back the person's last log of the last ten minutes."""
    last = readings.last_log(session, person_id)
    if last is None or now - last.logged_at > UNDO_WITHIN:
        return NothingToUndo(too_late=last is not None)
    return end_log(session, last, why="undone", now=now)
