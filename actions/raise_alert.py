"""A dangerous reading becomes an alert, one an episode. What follows can make it graver, or close it; never milder."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from domain.triage import Symptom, Triage
from domain.vital_sign import Level
from storage import readings
from storage.readings import OpenAlert

MEASURED_AGAIN_AFTER = timedelta(
    minutes=1
)  # clinical facts 1.5: the second reading comes >= 1-2 minutes later
SAME_EPISODE = timedelta(minutes=30)  # [D]
TIME_TO_ANSWER = timedelta(minutes=10)  # [D] clinical facts 1.5: no answer by then, the team telephones
GRAVEST_FIRST = list(Level)


def find_episode(session: Session, person_id: int, vital: str, now: datetime) -> OpenAlert | None:
    """The open alert about the same vital sign that a reading of now belongs to."""
    alert = readings.find_open_alert(session, person_id, vital=vital)
    return alert if alert and now - alert.opened_at <= SAME_EPISODE else None


def measured_again(alert: OpenAlert | None, now: datetime) -> bool:
    return alert is not None and now - alert.opened_at >= MEASURED_AGAIN_AFTER


def told_symptoms(alert: OpenAlert | None) -> frozenset[Symptom] | None:
    """The symptoms the person answered with in this episode; None when they have not answered."""
    if alert is None or alert.symptoms is None:
        return None
    return frozenset(Symptom(code) for code in alert.symptoms.split(",") if code)


def graver(one: Level, other: Level) -> Level:
    return min(one, other, key=GRAVEST_FIRST.index)


def raise_alert(
    session: Session,
    person_id: int,
    reading_id: int,
    found: Triage,
    alert: OpenAlert | None,
    *,
    now: datetime,
) -> int | None:
    """Open an alert, make the one of this episode graver, close it, or leave it; the id of the one that stays open."""
    if alert is None:
        if not found.alert:
            return None
        return readings.add_alert(
            session,
            person_id=person_id,
            reading_id=reading_id,
            level=found.level.value,
            opened_at=now,
            escalate_at=now + TIME_TO_ANSWER if found.ask_symptoms else None,
        )
    if not found.alert and alert.symptoms == "" and alert.level is not Level.RED:
        readings.change_alert(session, alert.id, closed_at=now, closed_why="came_down")
        return None
    readings.change_alert(session, alert.id, level=graver(found.level, alert.level).value)
    return alert.id
