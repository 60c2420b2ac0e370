"""Somebody begins to log for another person, for a few minutes; or comes back to themselves."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from actions.not_allowed import NotAllowed
from actions.record_visit import may_bring_back
from domain.round import Standing
from storage import audit, cards, care, content


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


@dataclass(frozen=True, slots=True)
class NoLonger:
    """They were said to have moved, refused or died. `may_bring_back`: whether whoever asked can say otherwise."""

    subject_id: int
    name: str
    standing: Standing
    since: datetime
    may_bring_back: bool


def choose_subject(
    session: Session, person_id: int, subject_id: int, *, now: datetime
) -> SubjectChosen | NothingAgreed | NoLonger | NotAllowed:
    """From now on readings are that person's, by family or by a role where they live."""
    found = care.find_care(session, person_id, subject_id, now.date())
    if found is None:
        return NotAllowed()
    if found.person.standing != Standing.ACTIVE.value:
        return _no_longer(session, person_id, subject_id, now)
    if not found.person.may_be_logged:
        return NothingAgreed(found.person.name)
    until = now + timedelta(minutes=content.care_rules().for_whom_minutes)
    care.set_for_whom(session, person_id, subject_id, until)
    why = found.provenance.value
    audit.add_audit(session, person_id, "logs_for", subject_id=subject_id, why=why, at=now)
    return SubjectChosen(subject_id, found.person.name, until, found.may_see)


def _no_longer(session: Session, person_id: int, subject_id: int, now: datetime) -> NoLonger | NotAllowed:
    card = cards.find_card(session, subject_id)
    if card is None:
        return NotAllowed()
    may = may_bring_back(session, person_id, card, now=now)
    return NoLonger(subject_id, card.name, card.standing, card.standing_since or now, may)


def come_back(session: Session, person_id: int, *, now: datetime) -> None:
    """Readings are one's own again."""
    care.end_for_whom(session, person_id)
