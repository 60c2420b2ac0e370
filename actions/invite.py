"""Invites somebody to a role in an area: a link that works once. The role is given only when its maker confirms who came."""

from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex

from sqlalchemy.orm import Session

from actions.not_allowed import NotAllowed
from domain.authority import Deed, Origin
from domain.invitations import CODE_BYTES, INVITED, VALID_FOR
from domain.people import Role
from storage import audit, authority, invitations


@dataclass(frozen=True, slots=True)
class InvitationMade:
    """`code` goes into the link, and is kept nowhere else."""

    code: str
    role: Role
    expires_at: datetime


def invite(
    session: Session, person_id: int, role: Role, area_id: int, *, now: datetime
) -> InvitationMade | NotAllowed:
    """Make an invitation to a role in an area, by somebody who gives roles there."""
    if role not in INVITED or not authority.may(session, person_id, Deed.GIVE_ROLES, area_id, now.date()):
        return NotAllowed()
    invitation_id, made = make_link(session, person_id, role, area_id, Origin.APPOINTED, now=now)
    audit.add_audit(
        session, person_id, "invited", area_id=area_id, why=f"{invitation_id}:{role.value}", at=now
    )
    return made


def make_link(
    session: Session, person_id: int, role: Role, area_id: int, origin: Origin, *, now: datetime
) -> tuple[int, InvitationMade]:
    """The invitation's id, and what goes into its link. Asks no right: who makes one does."""
    made = InvitationMade(token_hex(CODE_BYTES), role, now + VALID_FOR)
    invitation_id = invitations.add_invitation(
        session,
        made.code,
        role=role.value,
        area_id=area_id,
        origin=origin.value,
        made_by=person_id,
        made_at=now,
        expires_at=made.expires_at,
    )
    return invitation_id, made
