"""Families as they are kept: who looks after whom, and who was filed without a telephone. Decides nobody's rights."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from domain.families import YEARS_APART, Named
from storage import authority
from storage.rows import add_row, count_changed
from storage.tables import FamilyLink, Person, table

family_link = table(FamilyLink)
person = table(Person)
helper = person.alias("helper")
_IN_FORCE = family_link.c.ended_at.is_(None)
MOST_ALIKE = 5000  # names to open at most: a village with everybody of three years of birth


@dataclass(frozen=True, slots=True)
class Link:
    """Somebody (`helper`) looks after a relative (`person`)."""

    id: int
    person_id: int
    person: str
    helper_id: int
    helper: str
    may_see: bool
    told_of_alerts: bool
    channel: str
    since: datetime
    ended_at: datetime | None


_LINK = (
    select(
        family_link.c.id,
        family_link.c.person_id,
        person.c.name.label("person"),
        family_link.c.helper_id,
        helper.c.name.label("helper"),
        family_link.c.may_see,
        family_link.c.told_of_alerts,
        family_link.c.channel,
        family_link.c.since,
        family_link.c.ended_at,
    )
    .join(person, person.c.id == family_link.c.person_id)
    .join(helper, helper.c.id == family_link.c.helper_id)
)


def add_link(session: Session, person_id: int, helper_id: int, **values: object) -> int:
    return add_row(session, family_link, person_id=person_id, helper_id=helper_id, **values)


def find_link(session: Session, link_id: int) -> Link | None:
    row = session.execute(_LINK.where(family_link.c.id == link_id)).one_or_none()
    return None if row is None else Link(**row._mapping)


def find_link_between(session: Session, person_id: int, helper_id: int) -> Link | None:
    """The link in force by which the helper looks after the person."""
    between = family_link.c.person_id == person_id, family_link.c.helper_id == helper_id, _IN_FORCE
    row = session.execute(_LINK.where(*between).limit(1)).one_or_none()
    return None if row is None else Link(**row._mapping)


def list_links(session: Session, person_id: int) -> list[Link]:
    """The links in force on either side of a person: first those they look after."""
    theirs = or_(family_link.c.person_id == person_id, family_link.c.helper_id == person_id), _IN_FORCE
    rows = session.execute(_LINK.where(*theirs).order_by(family_link.c.id))
    return sorted((Link(**row._mapping) for row in rows), key=lambda link: link.helper_id != person_id)


def list_all_links(session: Session, person_id: int) -> list[Link]:
    """Past ones too: what `/mydata` shows."""
    theirs = or_(family_link.c.person_id == person_id, family_link.c.helper_id == person_id)
    return [Link(**row._mapping) for row in session.execute(_LINK.where(theirs).order_by(family_link.c.id))]


def list_told(session: Session, person_id: int) -> list[Link]:
    """The links of those who look after a person and are told when a number is dangerous."""
    told = family_link.c.person_id == person_id, family_link.c.told_of_alerts, _IN_FORCE
    rows = session.execute(_LINK.where(*told).order_by(family_link.c.id))
    return [Link(**row._mapping) for row in rows]


def count_relatives(session: Session, helper_id: int) -> int:
    """How many relatives somebody looks after."""
    theirs = select(func.count()).where(family_link.c.helper_id == helper_id, _IN_FORCE)
    return int(session.execute(theirs).scalar_one())


def end_link(session: Session, link_id: int, *, by: int, at: datetime) -> bool:
    """False: it had ended already."""
    standing = update(family_link).where(family_link.c.id == link_id, _IN_FORCE)
    return bool(count_changed(session, standing.values(ended_at=at, ended_by=by)))


def list_namesakes(session: Session, area_id: int, birth_year: int | None) -> list[Named]:
    """Who lives in an area or below it and may have been born in that year, by their opened names."""
    here = person.c.erased_at.is_(None), authority.below(session, person.c.area_id, area_id)
    query = select(person.c.id, person.c.name, person.c.birth_year).where(*here)
    if birth_year is not None:
        near = person.c.birth_year.between(birth_year - YEARS_APART, birth_year + YEARS_APART)
        query = query.where(or_(near, person.c.birth_year.is_(None)))
    return [Named(*row) for row in session.execute(query.order_by(person.c.id).limit(MOST_ALIKE))]


def find_phone(session: Session, person_id: int) -> str | None:
    return session.execute(select(person.c.phone).where(person.c.id == person_id)).scalar()
