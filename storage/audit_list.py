"""The audit log as somebody reads it who is answerable for an area: newest first, filtered. Names nobody but staff."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, select, true
from sqlalchemy.orm import Session

from storage import authority
from storage.tables import Area, AuditEntry, Membership, Person, table

area = table(Area)
audit_entry = table(AuditEntry)
membership = table(Membership)
person = table(Person)
A_PAGE = 8


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries: of one deed, of one actor, since a moment, before a number. None: all."""

    what: str | None = None
    actor_id: int | None = None
    since: datetime | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `actor`: the name of somebody who holds or held a role; others are numbers. Neither: the bot itself."""

    number: int
    at: datetime
    actor_id: int | None
    actor: str | None
    subject_id: int | None
    area: str | None
    what: str
    why: str | None


def list_entries(session: Session, areas: Sequence[int | None], wanted: Wanted) -> tuple[list[Entry], bool]:
    """A page of what was done in these areas or with people of theirs, newest first, and whether there is more.

    One query for each of the two, so that each finds its newest by an index, however long the log is.
    """
    which = _which(wanted)
    numbers: set[int] = set()
    if None in areas:
        numbers.update(_newest(session, which, true()))
    else:
        here = authority.reach(session, person.c.area_id, areas)
        people = audit_entry.c.subject_id.in_(select(person.c.id).where(here))
        numbers.update(_newest(session, which, authority.reach(session, audit_entry.c.area_id, areas)))
        numbers.update(_newest(session, which, people))
    page = sorted(numbers, reverse=True)
    return _entries(session, page[:A_PAGE]), len(page) > A_PAGE


def _which(wanted: Wanted) -> ColumnElement[bool]:
    asked = [
        audit_entry.c.what == wanted.what if wanted.what is not None else true(),
        audit_entry.c.actor_id == wanted.actor_id if wanted.actor_id is not None else true(),
        audit_entry.c.at >= wanted.since if wanted.since is not None else true(),
        audit_entry.c.number < wanted.before if wanted.before is not None else true(),
    ]
    return and_(*asked)


def _newest(session: Session, which: ColumnElement[bool], where: ColumnElement[bool]) -> list[int]:
    newest = select(audit_entry.c.number).where(which, where).order_by(audit_entry.c.number.desc())
    return list(session.execute(newest.limit(A_PAGE + 1)).scalars())


def _entries(session: Session, numbers: Sequence[int]) -> list[Entry]:
    is_staff = exists().where(membership.c.person_id == audit_entry.c.actor_id)
    rows = session.execute(
        select(
            audit_entry.c.number,
            audit_entry.c.at,
            audit_entry.c.actor_id,
            person.c.name,
            is_staff.label("staff"),
            audit_entry.c.subject_id,
            area.c.name.label("area"),
            audit_entry.c.what,
            audit_entry.c.why,
        )
        .outerjoin(person, person.c.id == audit_entry.c.actor_id)
        .outerjoin(area, area.c.id == audit_entry.c.area_id)
        .where(audit_entry.c.number.in_(list(numbers)))
        .order_by(audit_entry.c.number.desc())
    )
    return [
        Entry(
            row.number,
            row.at,
            row.actor_id,
            row.name if row.staff else None,
            row.subject_id,
            row.area,
            row.what,
            row.why,
        )
        for row in rows
    ]
