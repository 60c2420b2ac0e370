"""Whoever the settings name as an administrator is one, everywhere; whoever they name no more is none from then on."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from domain.authority import Origin
from domain.people import Role
from storage import areas, audit, people


@dataclass(frozen=True, slots=True)
class FirstAdministratorsAppointed:
    appointed: int
    ended: int


def appoint_first_administrators(
    session: Session, telegram_ids: Collection[int], *, now: datetime
) -> FirstAdministratorsAppointed:
    """Make the roles that come from the settings what the settings say. Who has not joined yet becomes one by joining."""
    named = {people.find_person_id(session, telegram_id) for telegram_id in telegram_ids} - {None}
    standing = areas.list_from_settings(session)
    for person_id in named - set(standing.values()):
        assert person_id is not None
        appoint(session, person_id, now=now)
    over = [membership_id for membership_id, person_id in standing.items() if person_id not in named]
    for membership_id in over:
        areas.end_membership(session, membership_id, by=None, now=now)
        why = str(standing[membership_id])
        audit.add_audit(session, None, "role_ended", why=why, at=now)
    return FirstAdministratorsAppointed(len(named - set(standing.values())), len(over))


def appoint(session: Session, person_id: int, *, now: datetime) -> None:
    """Make one person an administrator everywhere, because the settings say so."""
    areas.add_membership(session, person_id, None, Role.ADMINISTRATOR, now.date(), origin=Origin.SETTINGS)
    audit.add_audit(session, None, "role_given", subject_id=person_id, why=Role.ADMINISTRATOR.value, at=now)
