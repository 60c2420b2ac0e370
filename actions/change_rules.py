"""Administrators of the whole programme change what an act earns, from a moment on; nothing that was paid changes."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from actions.not_allowed import NotAllowed
from domain.authority import Deed
from domain.points import Act
from domain.rule_changes import TOO_LATE_TO_UNDO, Change, From, Number, is_sensible, starts
from storage import audit, authority, rules


@dataclass(frozen=True, slots=True)
class RuleChanged:
    change_id: int
    valid_from: datetime


@dataclass(frozen=True, slots=True)
class RuleKept:
    """The change was taken back before it held; the rule stays as it is."""

    change_id: int


@dataclass(frozen=True, slots=True)
class TooLate:
    """It holds already, or is about to: change it back instead."""

    change_id: int


def change_rule(
    session: Session,
    person_id: int,
    act: Act | None,
    number: Number,
    value: int | None,
    when: From,
    zone: str,
    *,
    now: datetime,
) -> RuleChanged | NotAllowed:
    """Change one number. `zone`: the programme's clock, by which a day begins."""
    if not authority.may_everywhere(session, person_id, Deed.CHANGE_RULES, now.date()):
        return NotAllowed()
    if not is_sensible(rules.rules_at(session, now, now=now), act, number, value):
        return NotAllowed()
    change = Change(act, number, value, starts(when, now, ZoneInfo(zone)))
    change_id = rules.add_change(session, change, by=person_id, now=now)
    _note(session, person_id, "rule_changed", change_id, now)
    return RuleChanged(change_id, change.valid_from)


def keep_rule(
    session: Session, person_id: int, change_id: int, *, now: datetime
) -> RuleKept | TooLate | NotAllowed:
    """Take a change back while it does not hold yet."""
    change = rules.find_change(session, change_id)
    if change is None or change.undone_at is not None:
        return NotAllowed()
    if not authority.may_everywhere(session, person_id, Deed.CHANGE_RULES, now.date()):
        return NotAllowed()
    if change.valid_from - now < TOO_LATE_TO_UNDO:
        return TooLate(change_id)
    rules.undo_change(session, change_id, by=person_id, now=now)
    _note(session, person_id, "rule_kept", change_id, now)
    return RuleKept(change_id)


def _note(session: Session, person_id: int, what: str, change_id: int, now: datetime) -> None:
    audit.add_audit(session, person_id, what, why=str(change_id), at=now)
