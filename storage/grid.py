"""The tree as somebody walks through it: what lies below an area, who works there, how many live there. Changes nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from domain.authority import Deed, Origin
from domain.people import Role
from storage import authority
from storage.tables import Area, AreaPopulation, Membership, Person, VillageGroup, table

area = table(Area)
person = table(Person)
membership = table(Membership)
village_group = table(VillageGroup)
population = table(AreaPopulation)


@dataclass(frozen=True, slots=True)
class Place:
    """An area with what a screen says of it."""

    id: int
    parent_id: int | None
    level: str
    name: str
    code: str
    residents: int
    groups: int
    filed: int | None
    filed_as_of: date | None
    committee_since: date | None = None


@dataclass(frozen=True, slots=True)
class Worker:
    """A role somebody holds or held in an area."""

    membership_id: int
    person_id: int
    name: str
    role: Role
    area_id: int | None
    area: str | None
    since: date
    origin: Origin


def find_place(session: Session, area_id: int) -> Place | None:
    """An area that still is, with the people and groups in it and below it."""
    row = session.execute(select(area).where(area.c.id == area_id, area.c.ended_at.is_(None))).one_or_none()
    if row is None:
        return None
    lives = person.c.erased_at.is_(None), authority.below(session, person.c.area_id, area_id)
    residents = session.execute(select(func.count()).select_from(person).where(*lives)).scalar_one()
    bound = authority.below(session, village_group.c.area_id, area_id)
    groups = session.execute(select(func.count()).select_from(village_group).where(bound)).scalar_one()
    filed, as_of = _filed(session, area_id)
    return Place(
        row.id,
        row.parent_id,
        row.level,
        row.name,
        row.code,
        int(residents),
        int(groups),
        filed,
        as_of,
        row.committee_since,
    )


def count_committees(session: Session, area_id: int) -> tuple[int, int]:
    """In how many of the villages there is a public-health committee, and how many villages there are."""
    query = select(func.count(area.c.committee_since), func.count()).where(
        authority.below(session, area.c.id, area_id), area.c.level == "village", area.c.ended_at.is_(None)
    )
    some, every = session.execute(query).one()
    return int(some), int(every)


def find_name(session: Session, area_id: int) -> str | None:
    """What an area that still is is called."""
    named = select(area.c.name).where(area.c.id == area_id, area.c.ended_at.is_(None))
    return session.execute(named).scalar_one_or_none()


def _filed(session: Session, area_id: int) -> tuple[int | None, date | None]:
    newest = select(population.c.filed, population.c.as_of).where(population.c.area_id == area_id)
    row = session.execute(newest.order_by(population.c.as_of.desc()).limit(1)).one_or_none()
    return (row.filed, row.as_of) if row is not None else (None, None)


def list_below(session: Session, area_id: int | None) -> list[tuple[int, str]]:
    """The areas right below one, or those above which there is none: id and name, by name."""
    rows = session.execute(
        select(area.c.id, area.c.name)
        .where(area.c.parent_id == area_id, area.c.ended_at.is_(None))
        .order_by(area.c.name, area.c.id)
    )
    return [(area_id, name) for area_id, name in rows]


def list_levels(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """The level of each of these areas."""
    rows = session.execute(select(area.c.id, area.c.level).where(area.c.id.in_(list(ids))))
    return {row.id: row.level for row in rows}


def list_tops(session: Session, person_id: int, deed: Deed, today: date) -> list[tuple[int, str]]:
    """Where somebody begins to walk: the areas in which they may do this, or all the tops when it is everywhere."""
    held = authority.list_areas_where(session, person_id, deed, today)
    if None in held:
        return list_below(session, None)
    rows = session.execute(
        select(area.c.id, area.c.name)
        .where(area.c.id.in_(held), area.c.ended_at.is_(None))
        .order_by(area.c.name)
    )
    return [(area_id, name) for area_id, name in rows]


def list_workers(session: Session, area_id: int, on: date, *, whole: bool = True) -> list[Worker]:
    """Who held a role on a day in an area, and below it if `whole`: today's roster, or last year's."""
    where = (
        authority.below(session, membership.c.area_id, area_id) if whole else membership.c.area_id == area_id
    )
    ended = or_(membership.c.until.is_(None), membership.c.until >= on)
    # A role that ended today is not on today's roster, and was on yesterday's.
    ended_today = and_(membership.c.ended_at.is_not(None), membership.c.until == on)
    rows = session.execute(
        select(
            membership.c.id,
            membership.c.person_id,
            person.c.name,
            membership.c.role,
            membership.c.area_id,
            area.c.name.label("area"),
            membership.c.since,
            membership.c.origin,
        )
        .join(person, person.c.id == membership.c.person_id)
        .outerjoin(area, area.c.id == membership.c.area_id)
        .where(where, membership.c.since <= on, ended, ~ended_today)
        .order_by(area.c.path, membership.c.id)
    )
    return [Worker(*row[:3], Role(row.role), *row[4:7], Origin(row.origin)) for row in rows]


def roles_for(session: Session, area_id: int, on: date) -> frozenset[Role]:
    """The roles that look after an area: held in it, above it, or below it. What "4+N" is measured by."""
    above: Sequence[int] = authority.list_area_and_above(session, area_id)
    held = or_(membership.c.area_id.in_(above), authority.below(session, membership.c.area_id, area_id))
    roles = session.execute(select(membership.c.role).distinct().where(held, authority.holds(on))).scalars()
    return frozenset(Role(role) for role in roles)
