"""Either side ends a family link, in one tap. From the next message on it allows nothing."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from actions.not_allowed import NotAllowed
from storage import audit, families


@dataclass(frozen=True, slots=True)
class FamilyLinkEnded:
    """`other`: the name of the one on the other side."""

    other: str


def end_family_link(
    session: Session, person_id: int, link_id: int, *, now: datetime
) -> FamilyLinkEnded | NotAllowed:
    """End a link one is a part of. The other is not asked."""
    link = families.find_link(session, link_id)
    if link is None or person_id not in (link.person_id, link.helper_id):
        return NotAllowed()
    if not families.end_link(session, link_id, by=person_id, at=now):
        return NotAllowed()
    subject = link.person_id
    audit.add_audit(session, person_id, "family_ended", subject_id=subject, at=now)
    return FamilyLinkEnded(link.helper if person_id == subject else link.person)
