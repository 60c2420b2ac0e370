"""A resident takes a copy of everything held about them, and that is written down."""

from datetime import datetime

from sqlalchemy.orm import Session

from actions.look_at_data import look_at_data
from storage.whole_person import everything_of


def export_my_data(session: Session, person_id: int, *, now: datetime) -> dict[str, object]:
    """All of the person's own data in plain values; times are ISO 8601, UTC."""
    look_at_data(session, person_id, person_id, what="exported_own_data", now=now)
    return everything_of(session, person_id)
