"""A resident answers which danger signs they have. An answer can make an alert graver, never milder; nothing is sent."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from actions.care_for import NotTheirs, care_for
from actions.log_reading import circumstances
from actions.raise_alert import find_episode, graver, make_graver, open_alert, told_symptoms
from domain.triage import Reason, Symptom, Triage, triage
from domain.vital_sign import Level, Reading
from storage import content, readings
from storage.due import remove_due
from storage.open_alerts import OpenAlert
from storage.people import Known
from storage.readings import Kept


@dataclass(frozen=True, slots=True)
class SymptomsAnswered:
    """How grave it is, and why, gravest reason first. `symptoms`: all that were told in this episode."""

    level: Level
    reasons: tuple[Reason, ...]
    reading: Reading
    symptoms: frozenset[Symptom]
    of: int  # whose reading it is


@dataclass(frozen=True, slots=True)
class NoSuchReading:
    """Not a reading of this person; nothing was kept. Whether it is somebody else's is not told."""

    no_such_reading: bool = True


def answer_symptoms(
    session: Session, person_id: int, reading_id: int, symptoms: frozenset[Symptom], *, now: datetime
) -> SymptomsAnswered | NoSuchReading:
    """Keep the answer beside the alert of a reading, one's own or of somebody one may log for; open one if the
    symptoms alone ask for it."""
    kept = readings.find_reading(session, reading_id)
    if kept is None:
        return NoSuchReading()
    try:
        person = care_for(session, person_id, kept.person_id, now=now).person
    except NotTheirs:
        return NoSuchReading()
    # The alert the reading belongs to: what was felt in another episode is not felt now.
    alert = find_episode(session, person.id, kept.reading.vital, kept.taken_at)
    told = symptoms | (told_symptoms(alert) or frozenset())
    found = triage(kept.reading, circumstances(person, told, now=now, confirmed=False), content.cuts())
    level = graver(found.level, alert.level) if alert is not None else found.level
    _keep(session, person, kept, found, alert, level, told, now)
    return SymptomsAnswered(level, found.reasons, kept.reading, told, person.id)


def _keep(
    session: Session,
    person: Known,
    kept: Kept,
    found: Triage,
    alert: OpenAlert | None,
    level: Level,
    told: frozenset[Symptom],
    now: datetime,
) -> None:
    answer = ",".join(sorted(symptom.value for symptom in told))
    if alert is not None:
        remove_due(session, "symptom_unanswered", f"person:{person.id}", reference=alert.id)
        make_graver(session, person.id, alert, level, now=now, symptoms=answer, escalate_at=None)
    elif found.alert:
        open_alert(session, person, kept.id, level, symptoms=answer, now=now)
