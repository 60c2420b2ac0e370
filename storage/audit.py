"""The audit log: who did or saw what, each entry carrying the hash of the one before. Entries are added, never changed."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Row, bindparam, insert, select, update
from sqlalchemy.orm import Session

from storage import authority
from storage.engine.prepared import Prepared
from storage.tables import AuditEntry, AuditHead, Person, table

audit_entry = table(AuditEntry)
audit_head = table(AuditHead)
person = table(Person)

FIRST_HASH = "0" * 64  # what the first entry carries
BATCH = 1000
HEAD = 1  # the only row of audit_head
LISTS = ("saw_people", "saw_round")

_hold = Prepared(
    select(audit_head.c.number, audit_head.c.hash).where(audit_head.c.id == HEAD).with_for_update()
)
_advance = Prepared(
    update(audit_head)
    .where(audit_head.c.id == HEAD)
    .values(number=bindparam("new_number"), hash=bindparam("new_hash"))
)
_add = Prepared(insert(audit_entry))


@dataclass(frozen=True, slots=True)
class Look:
    """One line of the audit log, as the person it is about may read it."""

    at: datetime
    actor: str | None
    what: str
    why: str | None


@dataclass(frozen=True, slots=True)
class Broken:
    """The first entry that does not follow from the one before it."""

    number: int


def hash_of(
    previous: str,
    number: int,
    at: datetime,
    actor_id: int | None,
    subject_id: int | None,
    area_id: int | None,
    what: str,
    why: str | None,
) -> str:
    """SHA-256 over the hash before and everything the entry says, in hexadecimal."""
    said = [previous, number, at.astimezone(UTC).isoformat(), actor_id, subject_id, area_id, what, why]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def add_audit(
    session: Session,
    actor_id: int | None,
    what: str,
    *,
    subject_id: int | None = None,
    area_id: int | None = None,
    why: str | None = None,
    at: datetime,
) -> None:
    """Add an entry to the end of the chain. `why` is a code or a number, never a name or a reading: it stays for ever.

    Where several processes write, the others wait here until this transaction ends.
    """
    ((number, previous),) = _hold(session)
    number += 1
    found = hash_of(previous, number, at, actor_id, subject_id, area_id, what, why)
    _add(
        session,
        number=number,
        at=at,
        actor_id=actor_id,
        subject_id=subject_id,
        area_id=area_id,
        what=what,
        why=why,
        previous_hash=previous,
        hash=found,
    )
    _advance(session, new_number=number, new_hash=found)


def wait_for_others(session: Session) -> None:
    """Nobody else adds an entry until this transaction ends: what was written before is seen from here on."""
    _hold(session)


def add_list_audit(
    session: Session, actor_id: int, what: str, ids: Iterable[int], *, area_id: int | None, at: datetime
) -> None:
    """One entry for a list somebody saw, whoever stands on it: `what` is one of LISTS, `why` the ids of the persons."""
    why = "".join(f",{one}" for one in ids) + ","
    add_audit(session, actor_id, what, area_id=area_id, why=why, at=at)


def list_looks(session: Session, person_id: int, *, last: int = 20) -> list[Look]:
    """What others did with this person's data, newest first.

    Lists of where they live too, if they stood on them: of each reader one a day.
    """
    looks = (
        select(*(audit_entry.c[name] for name in ("number", "at", "actor_id", "what", "why")), person.c.name)
        .outerjoin(person, person.c.id == audit_entry.c.actor_id)
        .where(audit_entry.c.actor_id != person_id)
        .order_by(audit_entry.c.number.desc())
        .limit(last)
    )
    lives_in = session.execute(select(person.c.area_id).where(person.c.id == person_id)).scalar()
    places = authority.list_area_and_above(session, lives_in)
    on_lists = looks.where(
        audit_entry.c.area_id.in_(places),
        audit_entry.c.what.in_(LISTS),
        audit_entry.c.why.contains(f",{person_id},"),
    )
    listed = {
        (row.actor_id, row.at.date(), row.what): row for row in reversed(session.execute(on_lists).all())
    }
    rows = [*session.execute(looks.where(audit_entry.c.subject_id == person_id)), *listed.values()]
    newest = sorted(rows, key=lambda row: row.number, reverse=True)[:last]
    return [Look(row.at, row.name, row.what, None if row.what in LISTS else row.why) for row in newest]


def get_head(session: Session) -> tuple[int, str]:
    """The number and the hash of the last entry: written down elsewhere, they show later that the end was not cut off."""
    number, last = session.execute(select(audit_head.c.number, audit_head.c.hash)).one()
    return number, last


def find_break(session: Session, *, first: int = 1) -> Broken | None:
    """Go through the chain; None when every entry follows from the one before and none is missing at the end.

    `first`: the entry to begin at, when the whole chain would take too long.
    """
    number, previous = first - 1, _hash_before(session, first)
    for row in _in_order(session, number):
        number += 1
        found = hash_of(
            previous, number, row.at, row.actor_id, row.subject_id, row.area_id, row.what, row.why
        )
        if (row.number, row.previous_hash, row.hash) != (number, previous, found):
            return Broken(number)
        previous = found
    head = session.execute(select(audit_head.c.number, audit_head.c.hash)).one()
    return None if (head.number, head.hash) == (number, previous) else Broken(number + 1)


def _hash_before(session: Session, first: int) -> str:
    """What the entry of this number has to carry."""
    if first <= 1:
        return FIRST_HASH
    before = select(audit_entry.c.hash).where(audit_entry.c.number == first - 1)
    return str(session.execute(before).scalar() or "")


def _in_order(session: Session, after: int) -> Iterator[Row[tuple[object, ...]]]:
    while True:
        query = select(audit_entry).where(audit_entry.c.number > after).order_by(audit_entry.c.number)
        rows = session.execute(query.limit(BATCH)).all()
        if not rows:
            return
        yield from rows
        after = rows[-1].number
