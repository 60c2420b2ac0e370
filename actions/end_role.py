"""A role ends, and can be brought back for a few minutes. The roster of the days before keeps it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from actions.not_allowed import NotAllowed
from domain.authority import Deed
from domain.invitations import UNDO_WITHIN
from domain.people import Role
from storage import areas, audit, authority, people


@dataclass(frozen=True, slots=True)
class RoleEnded:
    """`again`: it was brought back."""

    membership_id: int
    person_id: int
    name: str
    role: Role
    again: bool = False


def end_role(
    session: Session, person_id: int, membership_id: int, *, now: datetime
) -> RoleEnded | NotAllowed:
    """End somebody's role, by who gives roles there. From their next message on it gives them nothing.

    What the settings say is ended in the settings; one's own is ended by somebody else, who can bring it back.
    """
    held = areas.find_membership(session, membership_id)
    if held is None or held.is_over or held.from_settings or held.person_id == person_id:
        return NotAllowed()
    if not _may(session, person_id, held, now):
        return NotAllowed()
    if not areas.end_membership(session, membership_id, by=person_id, now=now):
        return NotAllowed()
    return _noted(session, person_id, held, "role_ended", again=False, now=now)


def bring_role_back(
    session: Session, person_id: int, membership_id: int, *, now: datetime
) -> RoleEnded | NotAllowed:
    """Undo the ending, by whoever ended it, within ten minutes."""
    held = areas.find_membership(session, membership_id)
    if held is None or held.ended_at is None or held.ended_by != person_id:
        return NotAllowed()
    if now - held.ended_at > UNDO_WITHIN or not _may(session, person_id, held, now):
        return NotAllowed()
    areas.resume_membership(session, membership_id)
    return _noted(session, person_id, held, "role_given", again=True, now=now)


def _may(session: Session, person_id: int, held: areas.Membered, now: datetime) -> bool:
    return authority.may(session, person_id, Deed.GIVE_ROLES, held.area_id, now.date())


def _noted(
    session: Session, person_id: int, held: areas.Membered, what: str, *, again: bool, now: datetime
) -> RoleEnded:
    audit.add_audit(
        session, person_id, what, subject_id=held.person_id, area_id=held.area_id, why=held.role.value, at=now
    )
    name = people.get_person(session, held.person_id).name
    return RoleEnded(held.id, held.person_id, name, held.role, again)
