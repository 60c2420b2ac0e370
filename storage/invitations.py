"""Invitations as they are kept. The code of a link is kept nowhere, only its hash. Decides nobody's rights."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from domain.authority import Origin
from domain.people import Role
from storage.rows import add_row, count_changed
from storage.tables import Area, Invitation, Person, table

invitation = table(Invitation)
area = table(Area)
person = table(Person)
taker = person.alias("taker")


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation with the names a screen needs. Times are aware UTC."""

    id: int
    role: Role
    area_id: int | None
    area: str | None
    origin: Origin
    made_by: int
    made_by_name: str
    expires_at: datetime
    taken_by: int | None
    taken_by_name: str | None
    decided_at: datetime | None
    accepted: bool | None

    def is_open(self, now: datetime) -> bool:
        """Whether somebody can still say yes to it."""
        return self.taken_by is None and self.decided_at is None and now < self.expires_at

    @property
    def waits(self) -> bool:
        """Whether somebody said yes, and whoever made it has not decided yet."""
        return self.taken_by is not None and self.decided_at is None


_INVITED = (
    select(
        invitation.c.id,
        invitation.c.role,
        invitation.c.area_id,
        area.c.name.label("area"),
        invitation.c.origin,
        invitation.c.made_by,
        person.c.name.label("made_by_name"),
        invitation.c.expires_at,
        invitation.c.taken_by,
        taker.c.name.label("taken_by_name"),
        invitation.c.decided_at,
        invitation.c.accepted,
    )
    .join(person, person.c.id == invitation.c.made_by)
    .outerjoin(taker, taker.c.id == invitation.c.taken_by)
    .outerjoin(area, area.c.id == invitation.c.area_id)
)


def add_invitation(session: Session, code: str, **values: object) -> int:
    return add_row(session, invitation, code_hash=_hash(code), **values)


def find_invitation(session: Session, invitation_id: int) -> Invited | None:
    return _one(session, invitation.c.id == invitation_id)


def find_by_code(session: Session, code: str) -> Invited | None:
    return _one(session, invitation.c.code_hash == _hash(code))


def has_open_offer(session: Session, person_id: int, since: datetime) -> bool:
    """Whether somebody's own offer waits to be decided."""
    offered = invitation.c.made_by == person_id, invitation.c.taken_by == person_id
    waits = invitation.c.decided_at.is_(None), invitation.c.made_at > since
    return session.execute(select(invitation.c.id).where(*offered, *waits).limit(1)).first() is not None


def count_recommended(session: Session, person_id: int, since: datetime) -> int:
    """How many whom this person recommended have not been decided on."""
    waits = invitation.c.decided_at.is_(None), invitation.c.made_at > since
    recommended = invitation.c.made_by == person_id, invitation.c.origin == Origin.RECOMMENDED.value
    query = select(func.count()).select_from(invitation).where(*recommended, *waits)
    return int(session.execute(query).scalar_one())


def mark_taken(session: Session, invitation_id: int, by: int, now: datetime) -> bool:
    """Whether this person is the one who takes it: a link works once."""
    free = update(invitation).where(
        invitation.c.id == invitation_id, invitation.c.taken_by.is_(None), invitation.c.decided_at.is_(None)
    )
    return bool(count_changed(session, free.values(taken_by=by, taken_at=now)))


def mark_decided(session: Session, invitation_id: int, by: int, now: datetime, *, accepted: bool) -> bool:
    """Whether this is the decision: only the first is."""
    open_ = update(invitation).where(invitation.c.id == invitation_id, invitation.c.decided_at.is_(None))
    return bool(count_changed(session, open_.values(decided_by=by, decided_at=now, accepted=accepted)))


def _one(session: Session, which: object) -> Invited | None:
    row = session.execute(_INVITED.where(which)).one_or_none()  # type: ignore[arg-type]
    if row is None:
        return None
    values = dict(row._mapping)
    return Invited(**(values | {"role": Role(row.role), "origin": Origin(row.origin)}))


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
