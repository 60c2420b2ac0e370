"""A resident gives or withdraws a consent, any time, in one tap. Deletes nothing: that is forget_me."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from actions.join import ConsentGiven, keep_consent
from domain.people import ConsentScope
from storage import people


@dataclass(frozen=True, slots=True)
class ConsentChanged:
    scope: ConsentScope
    given: bool
    may_be_logged: bool


def change_consent(
    session: Session, person_id: int, consent: ConsentGiven, *, now: datetime
) -> ConsentChanged:
    """Keep a new answer to one consent text, beside the earlier ones."""
    before = people.get_person(session, person_id)
    if getattr(before, f"consents_{consent.scope.value}") != consent.given:
        keep_consent(session, person_id, consent, now=now)
    after = people.get_person(session, person_id)
    return ConsentChanged(consent.scope, consent.given, after.may_be_logged)
