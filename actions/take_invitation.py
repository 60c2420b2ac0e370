"""Somebody says yes to an invitation. They hold no role by it: whoever can decide it is asked first."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from actions.ask_about_volunteer import ask_about_volunteer
from actions.not_allowed import NotAllowed
from domain.authority import Origin
from domain.people import Role
from storage import audit, invitations
from storage.due import add_due


@dataclass(frozen=True, slots=True)
class InvitationTaken:
    """`recommended`: not whoever sent the link decides it, but who gives roles there."""

    role: Role
    area: str | None
    invited_by: str
    recommended: bool = False


def take_invitation(
    session: Session, person_id: int, invitation_id: int, code: str, *, now: datetime
) -> InvitationTaken | NotAllowed:
    """Take it, once, before it expires, and not one's own. `code`: of the link that was opened."""
    found = invitations.find_by_code(session, code)
    if found is None or found.id != invitation_id or not found.is_open(now) or found.made_by == person_id:
        return NotAllowed()
    if not invitations.mark_taken(session, found.id, person_id, now):
        return NotAllowed()
    audit.add_audit(session, person_id, "invitation_taken", why=str(found.id), at=now)
    recommended = found.origin is Origin.RECOMMENDED
    if recommended and found.area_id is not None:
        ask_about_volunteer(session, found.id, found.area_id, besides=person_id, now=now)
    else:
        add_due(session, "invitation_taken", f"person:{found.made_by}", reference=found.id, due_at=now)
    return InvitationTaken(found.role, found.area, found.made_by_name, recommended)
