"""The other side agrees: from now on the helper may log for the relative, and sees as much as the relative said."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from actions.not_allowed import NotAllowed
from domain.families import MOST_RELATIVES
from storage import audit, families, family_offers
from storage.due import add_due
from storage.family_offers import Offer


@dataclass(frozen=True, slots=True)
class FamilyJoined:
    """`other`: the name of the other side. `helps`: whoever took the link looks after them."""

    other: str
    helps: bool


def join_family(
    session: Session, person_id: int, code: str, *, may_see: bool, told_of_alerts: bool, now: datetime
) -> FamilyJoined | NotAllowed:
    """Take the link, once, before it expires, and not one's own. What the relative agrees to, the relative says."""
    found = family_offers.find_offer(session, code)
    if found is None or not found.is_open(now) or found.has(person_id) or found.made_by == person_id:
        return NotAllowed()
    relative, helper = found.person_id or person_id, found.helper_id or person_id
    if families.count_relatives(session, helper) >= MOST_RELATIVES:
        return NotAllowed()
    if not family_offers.mark_taken(session, found.id, now):
        return NotAllowed()
    agreed = (may_see, told_of_alerts) if found.of_helper else (found.may_see, found.told_of_alerts)
    link_id = _link(session, found, relative, helper, agreed, now)
    audit.add_audit(session, person_id, "family_agreed", subject_id=relative, at=now)
    add_due(session, "family_agreed", f"person:{found.made_by}", reference=link_id, due_at=now)
    return FamilyJoined(found.asks, helps=not found.of_helper)


def _link(
    session: Session, found: Offer, relative: int, helper: int, agreed: tuple[bool, bool], now: datetime
) -> int:
    """A new link in place of the one there may have been: what was agreed last is what counts."""
    before = families.find_link_between(session, relative, helper)
    if before is not None:
        families.end_link(session, before.id, by=relative, at=now)
    on_paper = found.made_by not in (relative, helper)
    may_see, told_of_alerts = agreed
    return families.add_link(
        session,
        relative,
        helper,
        may_see=may_see,
        told_of_alerts=told_of_alerts,
        channel="paper" if on_paper else "telegram",
        recorded_by=found.made_by if on_paper else None,
        since=now,
    )
