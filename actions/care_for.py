"""Whose a log is, who keeps it, and by what right. Everything that logs asks here first; keeps no log."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from actions.welcome_back import welcome_back
from domain.families import Provenance
from domain.round import Standing
from storage import people
from storage.care import find_care
from storage.people import Known


class NotTheirs(Exception):
    """This person may not do this for that one, or there is no such person. Which of the two is not told."""


@dataclass(frozen=True, slots=True)
class Cared:
    """The person it is about, their row locked, and who does it. `may_see`: what was measured before, too."""

    person: Known
    by: int
    provenance: Provenance
    may_see: bool

    @property
    def is_own(self) -> bool:
        return self.person.id == self.by


def care_for(session: Session, person_id: int, subject_id: int | None, *, now: datetime) -> Cared:
    """A person doing something for themselves (`subject_id` None) or for somebody else. Raises NotTheirs."""
    if subject_id is None or subject_id == person_id:
        person = people.get_person(session, person_id)
        if person.standing != Standing.ACTIVE.value:
            welcome_back(session, person, now=now)
        return Cared(person, person_id, Provenance.SELF, True)
    care = find_care(session, person_id, subject_id, now.date())
    if care is None:
        raise NotTheirs
    person = people.get_person(session, subject_id)
    return Cared(person, person_id, care.provenance, care.may_see)
