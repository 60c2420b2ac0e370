"""Writes down who was told of an alert, once each. Changes nothing else."""

from datetime import datetime

from sqlalchemy.orm import Session

from storage import alerts, audit, teams

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
        audit.add_audit(
            session, at=now, actor_id=person_id, subject_id=case.person_id, what=what, why=str(case.id)
        )
