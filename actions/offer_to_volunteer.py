"""Somebody offers to help as a volunteer where they live. They are one when who gives roles there says so."""

from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex

from sqlalchemy.orm import Session

from actions.ask_about_volunteer import ask_about_volunteer, list_askable
from domain.authority import Origin
from domain.invitations import CODE_BYTES, VALID_FOR
from domain.people import Role
from storage import areas, audit, authority, invitations, people


@dataclass(frozen=True, slots=True)
class OfferMade:
    """`asked`: how many people can decide it; with nobody to ask, nothing was kept."""

    area: str
    asked: int


@dataclass(frozen=True, slots=True)
class NoVillage:
    """Nobody knows where they live, and so nobody can be asked."""

    unknown: bool = True


@dataclass(frozen=True, slots=True)
class OfferStands:
    """They are a volunteer there already, or have offered and nobody has decided yet."""

    already: bool


def offer_to_volunteer(
    session: Session, person_id: int, *, now: datetime
) -> OfferMade | OfferStands | NoVillage:
    area_id = people.get_person(session, person_id).area_id
    area = areas.find_area(session, area_id) if area_id is not None else None
    if area is None or area_id is None or area.ended_at is not None:
        return NoVillage()
    if Role.VOLUNTEER in authority.list_roles_over(session, person_id, area_id, now.date()):
        return OfferStands(already=True)
    if invitations.has_open_offer(session, person_id, now - VALID_FOR):
        return OfferStands(already=False)
    if not list_askable(session, area_id, besides=person_id, now=now):
        return OfferMade(area.name, 0)
    offer = invitations.add_invitation(
        session,
        token_hex(CODE_BYTES),  # nobody is told it: there is no link to open
        role=Role.VOLUNTEER.value,
        area_id=area_id,
        origin=Origin.NOMINATED_THEMSELVES.value,
        made_by=person_id,
        made_at=now,
        expires_at=now + VALID_FOR,
        taken_by=person_id,
        taken_at=now,
    )
    audit.add_audit(session, person_id, "volunteered", area_id=area_id, why=str(offer), at=now)
    return OfferMade(area.name, ask_about_volunteer(session, offer, area_id, besides=person_id, now=now))
