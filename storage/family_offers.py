"""Links by which one side of a family asks the other. The code of a link is kept nowhere, only its hash."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from storage.rows import add_row, count_changed
from storage.tables import FamilyOffer, Person, table

offer = table(FamilyOffer)
person = table(Person)


@dataclass(frozen=True, slots=True)
class Offer:
    """`asks`: the name of the side that is known. `person_id` None: the relative is whoever takes it."""

    id: int
    person_id: int | None
    helper_id: int | None
    made_by: int
    asks: str
    may_see: bool
    told_of_alerts: bool
    expires_at: datetime
    taken_at: datetime | None

    def is_open(self, now: datetime) -> bool:
        return self.taken_at is None and now < self.expires_at

    @property
    def of_helper(self) -> bool:
        """Whether somebody asks to look after the one who takes it."""
        return self.person_id is None

    def has(self, person_id: int) -> bool:
        return person_id in (self.person_id, self.helper_id)


def add_offer(session: Session, code: str, **values: object) -> int:
    return add_row(session, offer, code_hash=_hash(code), **values)


def find_offer(session: Session, code: str) -> Offer | None:
    """The offer of a link, used or not."""
    query = (
        select(
            offer.c.id,
            offer.c.person_id,
            offer.c.helper_id,
            offer.c.made_by,
            person.c.name.label("asks"),
            offer.c.may_see,
            offer.c.told_of_alerts,
            offer.c.expires_at,
            offer.c.taken_at,
        )
        .join(person, person.c.id == func.coalesce(offer.c.person_id, offer.c.helper_id))
        .where(offer.c.code_hash == _hash(code))
    )
    row = session.execute(query).one_or_none()
    return None if row is None else Offer(**row._mapping)


def mark_taken(session: Session, offer_id: int, now: datetime) -> bool:
    """Whether this is the taking: a link works once."""
    free = update(offer).where(offer.c.id == offer_id, offer.c.taken_at.is_(None))
    return bool(count_changed(session, free.values(taken_at=now)))


def list_codes(session: Session, person_id: int) -> list[dict[str, object]]:
    """The links somebody made, or that were made for them."""
    theirs = or_(offer.c.person_id == person_id, offer.c.helper_id == person_id, offer.c.made_by == person_id)
    rows = session.execute(
        select(offer.c.made_at, offer.c.expires_at, offer.c.taken_at).where(theirs).order_by(offer.c.id)
    )
    return [{"what": "family", **row._mapping} for row in rows]


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
