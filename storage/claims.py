"""Codes by which a record is taken over, and the tries that were wrong. A code is kept nowhere, only its stamp."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from storage.rows import add_row, count_changed
from storage.sealed import stamps
from storage.tables import Area, ClaimCode, ClaimTry, Person, table

claim_code = table(ClaimCode)
claim_try = table(ClaimTry)
person = table(Person)
area = table(Area)


@dataclass(frozen=True, slots=True)
class Claimable:
    """The record a code opens."""

    code_id: int
    person_id: int
    name: str
    area: str | None


def add_code(session: Session, code: str, **values: object) -> int:
    return add_row(session, claim_code, code_stamp=stamps(code)[0], **values)


def is_taken(session: Session, code: str) -> bool:
    """Whether this code was ever given out."""
    given = select(claim_code.c.id).where(claim_code.c.code_stamp.in_(stamps(code)))
    return session.execute(given.limit(1)).first() is not None


def find_claimable(session: Session, code: str, now: datetime) -> Claimable | None:
    """The record of somebody without Telegram that this code opens now."""
    row = session.execute(
        select(claim_code.c.id, person.c.id, person.c.name, area.c.name)
        .join(person, person.c.id == claim_code.c.person_id)
        .outerjoin(area, area.c.id == person.c.area_id)
        .where(
            claim_code.c.code_stamp.in_(stamps(code)),
            claim_code.c.used_at.is_(None),
            claim_code.c.expires_at > now,
            person.c.telegram_id.is_(None),
            person.c.erased_at.is_(None),
        )
    ).one_or_none()
    return None if row is None else Claimable(*row)


def mark_used(session: Session, code_id: int, now: datetime) -> bool:
    """Whether this is the use: a code works once."""
    free = update(claim_code).where(claim_code.c.id == code_id, claim_code.c.used_at.is_(None))
    return bool(count_changed(session, free.values(used_at=now)))


def end_codes(session: Session, person_id: int, now: datetime) -> None:
    """Earlier codes of a record open nothing any more."""
    earlier = claim_code.c.person_id == person_id, claim_code.c.used_at.is_(None)
    session.execute(update(claim_code).where(*earlier, claim_code.c.expires_at > now).values(expires_at=now))


def add_try(session: Session, telegram_id: int, at: datetime) -> None:
    session.execute(insert(claim_try).values(telegram_id=telegram_id, at=at))


def count_tries(session: Session, telegram_id: int, *, since: datetime) -> int:
    """Wrong tries since then; older ones, whoever's, are dropped."""
    session.execute(delete(claim_try).where(claim_try.c.at < since))
    theirs = select(func.count()).where(claim_try.c.telegram_id == telegram_id)
    return int(session.execute(theirs).scalar_one())


def list_codes(session: Session, person_id: int) -> list[dict[str, object]]:
    """The codes that were made for somebody's record."""
    rows = session.execute(
        select(claim_code.c.made_at, claim_code.c.expires_at, claim_code.c.used_at.label("taken_at"))
        .where(claim_code.c.person_id == person_id)
        .order_by(claim_code.c.id)
    )
    return [{"what": "record", **row._mapping} for row in rows]
