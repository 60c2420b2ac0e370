"""Whether a village has a public-health committee, and since when: the register of the programme."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from actions.change_areas import AreaChanged
from actions.not_allowed import NotAllowed
from domain.authority import Deed
from storage import areas, audit, authority


def note_committee(
    session: Session, person_id: int, area_id: int, since: date | None, *, now: datetime
) -> AreaChanged | NotAllowed:
    """`since` None: there is none. By who changes places there; a village has one, and no other place."""
    area = areas.find_area(session, area_id)
    if area is None or area.ended_at is not None or area.level != "village":
        return NotAllowed()
    if since is not None and since > now.date():
        return NotAllowed()
    if not authority.may(session, person_id, Deed.CHANGE_AREAS, area_id, now.date()):
        return NotAllowed()
    areas.change_area(session, area_id, committee_since=since)
    audit.add_audit(
        session,
        person_id,
        "committee_noted",
        area_id=area_id,
        why=since.isoformat() if since is not None else "none",
        at=now,
    )
    return AreaChanged(area_id, area.name)
