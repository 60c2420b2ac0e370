"""What somebody may do for somebody else, and whom they are doing it for now. Decides no deed: domain/authority.py does."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, insert, update
from sqlalchemy.orm import Session

from domain.authority import MAY, Deed
from domain.families import Provenance
from storage import authority, families, people
from storage.people import Known
from storage.rows import count_changed
from storage.tables import ForWhom, table

for_whom = table(ForWhom)


@dataclass(frozen=True, slots=True)
class Care:
    """Somebody (`person`) another may log for. `may_see`: their earlier readings, too."""

    person: Known
    provenance: Provenance
    may_see: bool


def find_care(session: Session, helper_id: int, subject_id: int, today: date) -> Care | None:
    """What a helper may do for somebody today, as family or by their role; None: nothing, or there is no such person.

    Who works in the grid logs for those who share with the team; a family agreed on it among themselves.
    """
    if helper_id == subject_id:
        return None
    person = people.find_person(session, subject_id)
    if person is None:
        return None
    link = families.find_link_between(session, subject_id, helper_id)
    roles = authority.list_roles_over(session, helper_id, person.area_id, today)
    by_role = person.consents_sharing and bool(roles & MAY[Deed.LOG_FOR])
    sees = person.consents_sharing and bool(roles & MAY[Deed.SEE_VALUES])
    if link is not None:
        return Care(person, Provenance.FAMILY, link.may_see or sees)
    if not by_role:
        return None
    clinical = any(role.is_clinical for role in roles)
    return Care(person, Provenance.DOCTOR if clinical else Provenance.VOLUNTEER, sees)


def set_for_whom(session: Session, person_id: int, subject_id: int, until: datetime) -> None:
    """From now on they log for that person, until then."""
    change = update(for_whom).where(for_whom.c.person_id == person_id)
    if not count_changed(session, change.values(subject_id=subject_id, until=until)):
        session.execute(insert(for_whom).values(person_id=person_id, subject_id=subject_id, until=until))


def end_for_whom(session: Session, person_id: int, subject_id: int | None = None) -> None:
    """They log for themselves again; with `subject_id` only if it was for that person."""
    mine = delete(for_whom).where(for_whom.c.person_id == person_id)
    session.execute(mine if subject_id is None else mine.where(for_whom.c.subject_id == subject_id))


def end_all_for(session: Session, subject_id: int) -> None:
    """Nobody logs for this person any more, until they choose so again."""
    session.execute(delete(for_whom).where(for_whom.c.subject_id == subject_id))
