"""Somebody looks at a person's data, and that is written down. The person themselves too, when they take it all away."""

from datetime import datetime

from sqlalchemy.orm import Session

from storage import audit


def look_at_data(
    session: Session, actor_id: int, subject_id: int, *, what: str, why: str | None = None, now: datetime
) -> None:
    """Write the look into the audit log, in the same transaction as whatever is shown."""
    audit.add_audit(session, actor_id, what, subject_id=subject_id, why=why, at=now)
