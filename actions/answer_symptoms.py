"""A resident answers which danger signs they have. Decides how grave the open alert is; sends nothing."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from actions.log_reading import circumstances
from domain.triage import Symptom, triage
from domain.vital_sign import Level, Reading
from storage import content, people, readings


@dataclass(frozen=True, slots=True)
class SymptomsAnswered:
    level: Level
    reading: Reading
    symptoms: frozenset[Symptom]


@dataclass(frozen=True, slots=True)
class NoAlertOpen:
    """The question is not open any more, or never was this person's."""

    nothing: None = None


def answer_symptoms(
    session: Session, person_id: int, reading_id: int, symptoms: frozenset[Symptom], *, now: datetime
) -> SymptomsAnswered | NoAlertOpen:
    """Keep the answer beside the alert of the person's own reading; open one if the symptoms alone ask for it."""
    person = people.get_person(session, person_id)
    kept = readings.find_reading(session, reading_id)
    if kept is None or kept.person_id != person_id or kept.ended_why is not None:
        return NoAlertOpen()
    alert = readings.find_open_alert(session, person_id)
    known = circumstances(person, symptoms, now=now, confirmed=False)
    found = triage(kept.reading, known, content.cuts())
    answer = ",".join(sorted(symptom.value for symptom in symptoms))
    if alert is not None:
        readings.change_alert(session, alert.id, symptoms=answer, escalate_at=None, level=found.level.value)
    elif found.alert:
        readings.add_alert(
            session,
            person_id=person_id,
            reading_id=reading_id,
            level=found.level.value,
            symptoms=answer,
            opened_at=now,
        )
    return SymptomsAnswered(found.level, kept.reading, symptoms)
