"""A neighbour recommends another as a volunteer: a link for them to say yes to. Who gives roles there decides."""

from datetime import datetime
from secrets import token_hex

from sqlalchemy.orm import Session

from actions.invite import InvitationMade
from actions.not_allowed import NotAllowed
from actions.offer_to_volunteer import NoVillage
from domain.authority import Origin
from domain.invitations import CODE_BYTES, MOST_RECOMMENDED, VALID_FOR
from domain.people import Role
from storage import areas, audit, invitations, people


def recommend_volunteer(
    session: Session, person_id: int, *, now: datetime
) -> InvitationMade | NoVillage | NotAllowed:
    """For the village they live in themselves; a few at a time."""
    area_id = people.get_person(session, person_id).area_id
    area = areas.find_area(session, area_id) if area_id is not None else None
    if area is None or area.ended_at is not None:
        return NoVillage()
    if invitations.count_recommended(session, person_id, now - VALID_FOR) >= MOST_RECOMMENDED:
        return NotAllowed()
    code, expires_at = token_hex(CODE_BYTES), now + VALID_FOR
    invitation_id = invitations.add_invitation(
        session,
        code,
        role=Role.VOLUNTEER.value,
        area_id=area_id,
        origin=Origin.RECOMMENDED.value,
        made_by=person_id,
        made_at=now,
        expires_at=expires_at,
    )
    audit.add_audit(
        session,
        at=now,
        actor_id=person_id,
        subject_id=None,
        area_id=area_id,
        what="recommended",
        why=str(invitation_id),
    )
    return InvitationMade(code, Role.VOLUNTEER, expires_at)
