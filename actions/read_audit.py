"""Somebody reads the audit log of their areas, or has its chain proved; that they did is in it. Changes no entry."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from actions.not_allowed import NotAllowed
from domain.authority import Deed
from storage import audit, audit_list, authority
from storage.audit_list import Entry, Wanted

READ, PROVED = "audit_read", "audit_proved"
PROVED_AT_ONCE = 20_000  # entries: somebody waits for the answer; the command line goes through all of them


@dataclass(frozen=True, slots=True)
class AuditRead:
    """A page of entries. `more`: there are older ones."""

    entries: tuple[Entry, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class ChainProved:
    """The newest entries follow from each other, `first` to `last`; or `broken` is the first that does not."""

    first: int
    last: int
    broken: int | None


def read_audit(session: Session, person_id: int, wanted: Wanted, *, now: datetime) -> AuditRead | NotAllowed:
    """What was done in the areas they are answerable for, and with people of theirs."""
    areas = authority.list_areas_where(session, person_id, Deed.READ_AUDIT, now.date())
    if not areas:
        return NotAllowed()
    entries, more = audit_list.list_entries(session, areas, wanted)
    _note(session, person_id, READ, wanted.what, areas, now)
    return AuditRead(tuple(entries), more)


def prove_audit(session: Session, person_id: int, *, now: datetime) -> ChainProved | NotAllowed:
    """Whether the newest entries are as they were written."""
    areas = authority.list_areas_where(session, person_id, Deed.READ_AUDIT, now.date())
    if not areas:
        return NotAllowed()
    last, _hash = audit.get_head(session)
    first = max(1, last - PROVED_AT_ONCE + 1)
    broken = audit.find_break(session, first=first)
    _note(session, person_id, PROVED, None, areas, now)
    return ChainProved(first, last, broken.number if broken else None)


def _note(
    session: Session, person_id: int, what: str, why: str | None, areas: list[int | None], now: datetime
) -> None:
    """It concerns the areas; the first of them stands for all."""
    where = next((area for area in areas if area is not None), None)
    audit.add_audit(session, person_id, what, area_id=where, why=why, at=now)
