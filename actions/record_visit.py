"""What came of a visit, by one tap: it is kept, and stops or moves what it should. For ten minutes it can be undone."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from actions.not_allowed import NotAllowed
from actions.plan_follow_ups import plan_follow_ups
from actions.welcome_back import ENDED_WITH_THEM, stand_again
from domain.authority import MAY, Deed
from domain.invitations import UNDO_WITHIN
from domain.round import Met, Standing
from storage import audit, authority, cards, care, families, open_alerts, people, visits
from storage.cards import Card
from storage.due import remove_due
from storage.visits import Visited

LONGEST_NOTE = 1000
CALLS = ("alert", "symptom_unanswered")  # the pushes that telephone about an alert


@dataclass(frozen=True, slots=True)
class VisitRecorded:
    """`again`: the same had just been said by the same person, and is kept once."""

    visit_id: int
    person_id: int
    name: str
    met: Met
    again: bool = False


@dataclass(frozen=True, slots=True)
class VisitUndone:
    person_id: int
    name: str


@dataclass(frozen=True, slots=True)
class BroughtBack:
    """Somebody is looked after, and written to, again."""

    person_id: int
    name: str


@dataclass(frozen=True, slots=True)
class NoteKept:
    person_id: int
    name: str


def record_visit(
    session: Session, worker_id: int, person_id: int, met: Met, *, now: datetime
) -> VisitRecorded | NotAllowed:
    """Keep what came of looking in on somebody, by who may visit them."""
    card = cards.find_card(session, person_id)
    roles = authority.list_roles_over(session, worker_id, card.area_id, now.date()) if card else frozenset()
    if card is None or not roles & MAY[Deed.RECORD_VISIT]:
        return NotAllowed()
    people.get_person(session, person_id)  # whoever taps at the same time waits here
    newest = next(iter(visits.list_visits(session, person_id, last=1)), None)
    if newest is not None and _is_the_same(newest, worker_id, met, now):
        return VisitRecorded(newest.id, person_id, card.name, met, again=True)
    clinical = any(role.is_clinical for role in roles)
    visit_id = visits.add_visit(session, person_id, by=worker_id, met=met, clinical=clinical, at=now)
    audit.add_audit(session, worker_id, f"visit_{met.value}", subject_id=person_id, why=str(visit_id), at=now)
    if met.standing is not None:
        people.change_person(session, person_id, standing=met.standing.value, standing_since=now)
        care.end_all_for(session, person_id)
    if met is Met.DIED:
        _end_alerts(session, person_id, now)
    if met.in_touch and clinical:
        plan_follow_ups(session, person_id, now=now)
    return VisitRecorded(visit_id, person_id, card.name, met)


def _is_the_same(newest: Visited, worker_id: int, met: Met, now: datetime) -> bool:
    return newest.by == worker_id and newest.met is met and now - newest.at <= UNDO_WITHIN


def undo_visit(session: Session, worker_id: int, visit_id: int, *, now: datetime) -> VisitUndone | NotAllowed:
    """As if it had not been said, by whoever said it, within ten minutes."""
    found, card = _own(session, worker_id, visit_id, now)
    if found is None or card is None or now - found.at > UNDO_WITHIN:
        return NotAllowed()
    people.get_person(session, found.person_id)
    visits.change_visit(session, visit_id, undone_at=now)
    audit.add_audit(session, worker_id, "visit_undone", subject_id=card.id, why=str(visit_id), at=now)
    if found.met.standing is not None and card.standing_since == found.at:
        stand_again(session, card.id, now=now)
    if found.met.in_touch:
        plan_follow_ups(session, card.id, now=now)
    return VisitUndone(card.id, card.name)


def bring_back(
    session: Session, worker_id: int, person_id: int, *, now: datetime
) -> BroughtBack | NotAllowed:
    """Somebody said to have moved, died or refused is looked after again, whenever it turns out so."""
    card = cards.find_card(session, person_id)
    if card is None or card.standing is Standing.ACTIVE:
        return NotAllowed()
    if not may_bring_back(session, worker_id, card, now=now):
        return NotAllowed()
    audit.add_audit(session, worker_id, "brought_back", subject_id=person_id, why=card.standing.value, at=now)
    stand_again(session, card.id, now=now)
    return BroughtBack(person_id, card.name)


def may_bring_back(session: Session, worker_id: int, card: Card, *, now: datetime) -> bool:
    """By their role; or as family of somebody without Telegram, who cannot say so here themselves."""
    if authority.may(session, worker_id, Deed.BRING_BACK, card.area_id, now.date()):
        return True
    return not card.has_telegram and families.find_link_between(session, card.id, worker_id) is not None


def add_note(
    session: Session, worker_id: int, visit_id: int, note: str, *, now: datetime
) -> NoteKept | NotAllowed:
    """A word on a visit, sealed, by whoever made it and on the same day."""
    found, card = _own(session, worker_id, visit_id, now)
    if found is None or card is None or now - found.at > UNDO_WITHIN * 6 * 24:
        return NotAllowed()
    visits.change_visit(session, visit_id, note=note[:LONGEST_NOTE])
    audit.add_audit(session, worker_id, "visit_noted", subject_id=card.id, why=str(visit_id), at=now)
    return NoteKept(card.id, card.name)


def _own(
    session: Session, worker_id: int, visit_id: int, now: datetime
) -> tuple[Visited | None, Card | None]:
    """A visit of this worker's that still stands, of somebody they may still visit."""
    found = visits.find_visit(session, visit_id)
    if found is None or found.by != worker_id or found.undone_at is not None:
        return None, None
    card = cards.find_card(session, found.person_id)
    if card is None or not authority.may(session, worker_id, Deed.RECORD_VISIT, card.area_id, now.date()):
        return None, None
    return found, card


def _end_alerts(session: Session, person_id: int, now: datetime) -> None:
    """Nobody is called about somebody who died."""
    while (alert := open_alerts.find_open_alert(session, person_id)) is not None:
        open_alerts.change_alert(session, alert.id, closed_at=now, closed_why=ENDED_WITH_THEM)
        for push in CALLS:
            remove_due(session, push, f"person:{person_id}", reference=alert.id)
