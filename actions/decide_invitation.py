"""Whoever invited says whether the one who came is the one who was meant. Only then is there a role."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from actions.not_allowed import NotAllowed
from domain.authority import Deed, Origin
from domain.people import Role
from storage import areas, audit, authority, invitations, people
from storage.due import add_due

BY_ANYBODY = (Origin.NOMINATED_THEMSELVES, Origin.RECOMMENDED)


@dataclass(frozen=True, slots=True)
class InvitationDecided:
    accepted: bool
    name: str
    role: Role
    area: str | None
    person_id: int


def decide_invitation(
    session: Session, person_id: int, invitation_id: int, *, accepted: bool, now: datetime
) -> InvitationDecided | NotAllowed:
    """Give the role, or not, by who gives roles there: its maker alone, or anybody where neighbours made it."""
    found = invitations.find_invitation(session, invitation_id)
    if found is None or found.taken_by is None or found.taken_by == person_id:
        return NotAllowed()
    if found.origin not in BY_ANYBODY and found.made_by != person_id:
        return NotAllowed()
    if not authority.may(session, person_id, Deed.GIVE_ROLES, found.area_id, now.date()):
        return NotAllowed()
    if not invitations.mark_decided(session, found.id, person_id, now, accepted=accepted):
        return NotAllowed()
    if accepted:
        areas.add_membership(
            session,
            found.taken_by,
            found.area_id,
            found.role,
            now.date(),
            origin=found.origin,
            given_by=person_id,
        )
    audit.add_audit(
        session,
        person_id,
        "role_given" if accepted else "role_not_given",
        subject_id=found.taken_by,
        area_id=found.area_id,
        why=found.role.value,
        at=now,
    )
    add_due(session, "invitation_decided", f"person:{found.taken_by}", reference=found.id, due_at=now)
    name = people.get_person(session, found.taken_by).name
    return InvitationDecided(accepted, name, found.role, found.area, found.taken_by)
