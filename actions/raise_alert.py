"""A dangerous reading becomes an alert, one an episode. What follows can make it graver, or close it; never milder."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from actions.plan_care import ask_to_measure_again, care_after
from domain.triage import Symptom, Triage
from domain.vital_sign import Level
from storage import open_alerts
from storage.due import Planned, add_due, add_planned, remove_due
from storage.open_alerts import OpenAlert
from storage.people import Known

MEASURED_AGAIN_AFTER = timedelta(
    minutes=1
)  # clinical facts 1.5: the second reading comes >= 1-2 minutes later
SAME_EPISODE = timedelta(minutes=30)  # [D]
TIME_TO_ANSWER = timedelta(minutes=10)  # [D] clinical facts 1.5: no answer by then, the team telephones
GRAVEST_FIRST = list(Level)
AT_ONCE = ("alert", "family_alert")  # who is told of it: the team first, and whoever of the family may be


def find_episode(session: Session, person_id: int, vital: str, taken_at: datetime) -> OpenAlert | None:
    """The open alert about the same vital sign that a reading of that moment belongs to.

    By when they were measured: several that waited for the bot arrive at once.
    """
    alert = open_alerts.find_open_alert(session, person_id, vital=vital)
    return alert if alert and abs(taken_at - alert.taken_at) <= SAME_EPISODE else None


def measured_again(alert: OpenAlert | None, taken_at: datetime) -> bool:
    return alert is not None and taken_at - alert.taken_at >= MEASURED_AGAIN_AFTER


def told_symptoms(alert: OpenAlert | None) -> frozenset[Symptom] | None:
    """The symptoms the person answered with in this episode; None when they have not answered."""
    if alert is None or alert.symptoms is None:
        return None
    return frozenset(Symptom(code) for code in alert.symptoms.split(",") if code)


def graver(one: Level, other: Level) -> Level:
    return min(one, other, key=GRAVEST_FIRST.index)


def raise_alert(
    session: Session,
    person: Known,
    reading_id: int,
    found: Triage,
    alert: OpenAlert | None,
    *,
    taken_at: datetime,
    now: datetime,
) -> int | None:
    """Open an alert, make the one of this episode graver, close it, or leave it; the id of the one that stays open.

    Only a number measured again closes it: one of a few seconds later, or of before, says nothing.
    """
    if found.measure_again:
        ask_to_measure_again(session, person.id, reading_id, found, now=now)
    if alert is None:
        if not found.alert:
            return None
        ask = now + TIME_TO_ANSWER if found.ask_symptoms else None
        return open_alert(session, person, reading_id, found.level, escalate_at=ask, now=now)
    came_down = not found.alert and measured_again(alert, taken_at)
    if came_down and alert.symptoms == "" and alert.level is not Level.RED:
        open_alerts.change_alert(session, alert.id, closed_at=now, closed_why="came_down")
        call_off(session, person.id, alert.id)
        return None
    make_graver(session, person.id, alert, found.level, now=now)
    return alert.id


def open_alert(
    session: Session,
    person: Known,
    reading_id: int,
    level: Level,
    *,
    now: datetime,
    escalate_at: datetime | None = None,
    symptoms: str | None = None,
) -> int:
    """An alert, and everything that is due because of it: the team now, the person's own care later."""
    alert_id = open_alerts.add_alert(
        session,
        person_id=person.id,
        reading_id=reading_id,
        level=level.value,
        symptoms=symptoms,
        opened_at=now,
        escalate_at=escalate_at,
    )
    receiver = f"person:{person.id}"
    told = AT_ONCE if person.has_family else AT_ONCE[:1]
    planned = [Planned(push, receiver, now, alert_id) for push in told]
    if escalate_at is not None:
        planned.append(Planned("symptom_unanswered", receiver, escalate_at, alert_id))
    if level.is_danger:
        planned += care_after(person, reading_id, now=now)
    add_planned(session, planned)
    return alert_id


def make_graver(
    session: Session, person_id: int, alert: OpenAlert, level: Level, *, now: datetime, **values: object
) -> Level:
    """Keep the graver of the two levels; what has become graver is told at once, to whoever took the milder one too."""
    now_level = graver(level, alert.level)
    if now_level is not alert.level:
        values |= {"acknowledged_at": None, "acknowledged_by": None}
        for push in AT_ONCE:
            add_due(session, push, f"person:{person_id}", reference=alert.id, due_at=now)
    open_alerts.change_alert(session, alert.id, level=now_level.value, **values)
    return now_level


def call_off(session: Session, person_id: int, alert_id: int) -> None:
    """The team need not hear of it any more, nor the person be asked."""
    for push in (*AT_ONCE, "symptom_unanswered"):
        remove_due(session, push, f"person:{person_id}", reference=alert_id)
