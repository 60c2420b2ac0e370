"""Somebody of the doctor team takes an alert: only the first does, and only a clinical role of the area or above may."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from domain.people import Role
from domain.vital_sign import Reading
from storage import alerts, audit, teams
from storage.due import add_due, remove_due


@dataclass(frozen=True, slots=True)
class AlertTaken:
    """Who takes care of it since when: the one who tapped (`mine`), or somebody who was first."""

    mine: bool
    taker: str
    role: Role | None
    at: datetime
    name: str
    reading: Reading
    taken_at: datetime


@dataclass(frozen=True, slots=True)
class NotForYou:
    """No alert of an area this person is clinical in, or no longer shared. Which of the two is not told."""

    not_for_you: bool = True


def acknowledge_alert(
    session: Session, person_id: int, alert_id: int, *, now: datetime
) -> AlertTaken | NotForYou:
    """Take the alert, stop the calling, and have the person and the team told who takes care."""
    case = alerts.find_case(session, alert_id)
    today = now.date()
    if case is None or not case.shares or case.person_id == person_id:
        return NotForYou()
    if teams.clinical_role_over(session, person_id, case.area_id, today) is None:
        return NotForYou()
    if alerts.take_alert(session, alert_id, person_id, now):
        audit.add_audit(
            session, person_id, "alert_acknowledged", subject_id=case.person_id, why=str(alert_id), at=now
        )
        receiver = f"person:{case.person_id}"
        remove_due(session, "alert", receiver, reference=alert_id)
        for push in ("alert_taken", "alert_seen"):
            add_due(session, push, receiver, reference=alert_id, due_at=now)
    taken = alerts.find_case(session, alert_id)
    assert taken is not None
    assert taken.acknowledged_by is not None
    assert taken.acknowledged_at is not None
    by = taken.acknowledged_by
    return AlertTaken(
        by == person_id,
        taken.taker or "",
        teams.clinical_role_over(session, by, case.area_id, today),
        taken.acknowledged_at,
        case.name,
        case.kept.reading,
        case.kept.taken_at,
    )
