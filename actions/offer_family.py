"""One side of a family makes a link for the other, or staff make it for somebody without Telegram. Links nobody yet."""

from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex

from sqlalchemy.orm import Session

from actions.not_allowed import NotAllowed
from domain.authority import Deed
from domain.invitations import CODE_BYTES, VALID_FOR
from storage import audit, authority, family_offers, people


@dataclass(frozen=True, slots=True)
class FamilyOffered:
    """`code` goes into the link, and is kept nowhere else. `asks`: who asks the other."""

    code: str
    asks: str
    expires_at: datetime


def ask_to_look_after(session: Session, person_id: int, *, now: datetime) -> FamilyOffered:
    """A link for a relative: whoever takes it agrees to be looked after by this person, and says how far."""
    name = people.get_person(session, person_id).name
    return _offer(session, person_id, name, now, helper_id=person_id)


def ask_to_be_looked_after(
    session: Session,
    person_id: int,
    *,
    may_see: bool,
    told_of_alerts: bool,
    now: datetime,
    subject_id: int | None = None,
) -> FamilyOffered | NotAllowed:
    """A link for a helper. With `subject_id` for somebody without Telegram, by their paper, by who adds people there."""
    whose = people.find_person(session, subject_id or person_id)
    if whose is None:
        return NotAllowed()
    if whose.id != person_id:
        added_here = authority.may(session, person_id, Deed.ADD_PERSON, whose.area_id, now.date())
        if whose.telegram_id is not None or not added_here:
            return NotAllowed()
    agreed = {"may_see": may_see, "told_of_alerts": told_of_alerts}
    return _offer(session, person_id, whose.name, now, person_id=whose.id, **agreed)


def _offer(session: Session, by: int, name: str, now: datetime, **values: object) -> FamilyOffered:
    code, expires_at = token_hex(CODE_BYTES), now + VALID_FOR
    family_offers.add_offer(session, code, made_by=by, made_at=now, expires_at=expires_at, **values)
    subject = values.get("person_id")
    audit.add_audit(
        session, by, "family_offered", subject_id=subject if isinstance(subject, int) else None, at=now
    )
    return FamilyOffered(code, name, expires_at)
