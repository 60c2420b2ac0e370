"""A code for somebody who was filed without Telegram: with it they take their record over, once."""

from dataclasses import dataclass
from datetime import datetime
from secrets import randbelow

from sqlalchemy.orm import Session

from actions.not_allowed import NotAllowed
from domain.authority import Deed
from domain.families import CLAIM_DIGITS, CLAIM_VALID_FOR
from storage import audit, authority, claims, families, people


@dataclass(frozen=True, slots=True)
class ClaimCodeGiven:
    """`code` is told once, and kept nowhere."""

    code: str
    name: str
    expires_at: datetime


def give_claim_code(
    session: Session, person_id: int, subject_id: int, *, now: datetime
) -> ClaimCodeGiven | NotAllowed:
    """Make a code, by family or by who may give them there. Earlier ones of this record end."""
    subject = people.find_person(session, subject_id)
    if subject is None or subject.telegram_id is not None or subject_id == person_id:
        return NotAllowed()
    related = families.find_link_between(session, subject_id, person_id) is not None
    if not related and not authority.may(
        session, person_id, Deed.GIVE_CLAIM_CODE, subject.area_id, now.date()
    ):
        return NotAllowed()
    code = _fresh(session)
    claims.end_codes(session, subject_id, now)
    expires_at = now + CLAIM_VALID_FOR
    claims.add_code(
        session, code, person_id=subject_id, made_by=person_id, made_at=now, expires_at=expires_at
    )
    audit.add_audit(session, person_id, "claim_code_given", subject_id=subject_id, at=now)
    return ClaimCodeGiven(code, subject.name, expires_at)


def _fresh(session: Session) -> str:
    """Digits that were never given out."""
    while True:
        code = f"{randbelow(10**CLAIM_DIGITS):0{CLAIM_DIGITS}}"
        if not claims.is_taken(session, code):
            return code
