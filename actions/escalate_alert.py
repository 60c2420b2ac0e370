"""Nobody answered the question about danger signs: the team is called now. Guesses no symptom."""

from datetime import datetime

from sqlalchemy.orm import Session

from storage import alerts
from storage.due import add_due


def escalate_alert(session: Session, alert_id: int, *, now: datetime) -> bool:
    """Whether it is still open and unanswered; then, unless somebody takes care already, the team is called at once."""
    case = alerts.find_case(session, alert_id)
    if case is None or case.closed_at is not None or case.symptoms is not None:
        return False
    if case.waits:
        add_due(session, "alert", f"person:{case.person_id}", reference=alert_id, due_at=now)
    return True
