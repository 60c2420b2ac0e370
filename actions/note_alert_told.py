"""Writes down who was told of an alert, once each, and has a message that came too late corrected."""

from datetime import datetime

from sqlalchemy.orm import Session

from storage import alerts, audit, teams
from storage.due import add_due

TOLD = "alert_sent"
TOLD_CODE = "alert_code_sent"  # without name and number


def note_alert_told(session: Session, alert_id: int, person_id: int, *, now: datetime) -> None:
    """The message has left: the person it is about can read that in who saw their data."""
    case = alerts.find_case(session, alert_id)
    if case is None:
        return
    role = teams.clinical_role_over(session, person_id, case.area_id, now.date())
    what = TOLD if role is not None else TOLD_CODE
    if not alerts.was_told(session, case, person_id, what):
        audit.add_audit(session, person_id, what, subject_id=case.person_id, why=str(case.id), at=now)
    if case.acknowledged_at is not None:  # somebody took it while this message was on its way
        add_due(session, "alert_seen", f"person:{case.person_id}", reference=case.id, due_at=now)
