"""A resident says they cannot measure for a while, and says when they can again. A pause never breaks a streak."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from domain.streak import PauseReason
from storage import people


@dataclass(frozen=True, slots=True)
class StreakPaused:
    """`reason` of the pause that runs now; None: no pause runs."""

    reason: PauseReason | None
    changed: bool


def pause_streak(
    session: Session, person_id: int, reason: PauseReason | None, *, now: datetime
) -> StreakPaused:
    """Begin a pause today, or end the running one yesterday when `reason` is None."""
    person = people.get_person(session, person_id)
    today = now.astimezone(ZoneInfo(person.timezone)).date()
    ended = people.end_pause(session, person_id, today - timedelta(days=1))
    if reason is not None:
        people.add_pause(session, person_id, reason, today)
    return StreakPaused(reason, changed=ended or reason is not None)
