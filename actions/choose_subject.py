"""Somebody begins to log for another person, for a few minutes; or comes back to themselves."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from actions.not_allowed import NotAllowed
from storage import audit, care, content


@dataclass(frozen=True, slots=True)
class SubjectChosen:
    subject_id: int
    name: str
    until: datetime
    may_see: bool


@dataclass(frozen=True, slots=True)
class NothingAgreed:
    """They did not agree that health data is kept: nothing can be logged for them."""

    name: str


def choose_subject(
    session: Session, person_id: int, subject_id: int, *, now: datetime
) -> SubjectChosen | NothingAgreed | NotAllowed:
    """From now on readings are that person's, by family or by a role where they live."""
    found = care.find_care(session, person_id, subject_id, now.date())
    if found is None:
        return NotAllowed()
    if not found.person.may_be_logged:
        return NothingAgreed(found.person.name)
    until = now + timedelta(minutes=content.care_rules().for_whom_minutes)
    care.set_for_whom(session, person_id, subject_id, until)
    why = found.provenance.value
    audit.add_audit(session, at=now, actor_id=person_id, subject_id=subject_id, what="logs_for", why=why)
    return SubjectChosen(subject_id, found.person.name, until, found.may_see)


def come_back(session: Session, person_id: int, *, now: datetime) -> None:
    """Readings are one's own again."""
    care.end_for_whom(session, person_id)
