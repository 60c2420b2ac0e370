"""A neighbour recommends another as a volunteer: a link for them to say yes to. Who gives roles there decides."""

from datetime import datetime

from sqlalchemy.orm import Session

from actions.invite import InvitationMade, make_link
from actions.not_allowed import NotAllowed
from actions.offer_to_volunteer import NoVillage
from domain.authority import Origin
from domain.invitations import MOST_RECOMMENDED, VALID_FOR
from domain.people import Role
from storage import areas, audit, invitations, people


def recommend_volunteer(
    session: Session, person_id: int, *, now: datetime
) -> InvitationMade | NoVillage | NotAllowed:
    """For the village they live in themselves; a few at a time."""
    area_id = people.get_person(session, person_id).area_id
    area = areas.find_area(session, area_id) if area_id is not None else None
    if area_id is None or area is None or area.ended_at is not None:
        return NoVillage()
    if invitations.count_recommended(session, person_id, now - VALID_FOR) >= MOST_RECOMMENDED:
        return NotAllowed()
    invitation_id, made = make_link(session, person_id, Role.VOLUNTEER, area_id, Origin.RECOMMENDED, now=now)
    audit.add_audit(session, person_id, "recommended", area_id=area_id, why=str(invitation_id), at=now)
    return made
