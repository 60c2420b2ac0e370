"""Somebody said to have moved or to want none of it logs something by themselves: they are looked after again."""

from datetime import datetime

from sqlalchemy.orm import Session

from domain.round import Standing
from storage import audit, people

# Not who was said to have died: their account in somebody's hand is not them.
GONE = (Standing.MOVED.value, Standing.REFUSED.value)


def welcome_back(session: Session, person_id: int, *, now: datetime) -> None:
    """They are on the round and are written to as before: their own word is the newest."""
    people.change_person(session, person_id, standing=Standing.ACTIVE.value, standing_since=None)
    audit.add_audit(session, at=now, actor_id=person_id, subject_id=person_id, what="came_back")
