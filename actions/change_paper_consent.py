"""Somebody without Telegram agrees anew, or withdraws, on paper; whoever saw it notes it. As easy as it was to agree."""

from datetime import datetime

from sqlalchemy.orm import Session

from actions.change_consent import ConsentChanged
from actions.join import ConsentGiven, keep_consent
from actions.not_allowed import NotAllowed
from domain.authority import Deed
from storage import audit, authority, families, people


def change_paper_consent(
    session: Session, person_id: int, subject_id: int, consent: ConsentGiven, *, now: datetime
) -> ConsentChanged | NotAllowed:
    """Note a new answer of theirs, by family or by who adds people there. Whoever has Telegram answers there."""
    subject = people.find_person(session, subject_id)
    if subject is None or subject.telegram_id is not None or subject_id == person_id:
        return NotAllowed()
    related = families.find_link_between(session, subject_id, person_id) is not None
    if not related and not authority.may(session, person_id, Deed.ADD_PERSON, subject.area_id, now.date()):
        return NotAllowed()
    if getattr(subject, f"consents_{consent.scope.value}") != consent.given:
        keep_consent(session, subject_id, consent, now=now, recorded_by=person_id)
        why = f"{consent.scope.value}:{int(consent.given)}"
        audit.add_audit(session, person_id, "paper_noted", subject_id=subject_id, why=why, at=now)
    after = people.get_person(session, subject_id)
    return ConsentChanged(consent.scope, consent.given, after.may_be_logged)
