"""Who held which role where, on any day; a page at a time, or whole for a file. Decides nobody's rights."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from domain.authority import missing_from_team
from domain.people import Role
from storage import authority
from storage.tables import Area, AreaPopulation, Membership, Person, table

area, person, membership = table(Area), table(Person), table(Membership)
population = table(AreaPopulation)


@dataclass(frozen=True, slots=True)
class OnRoster:
    """A role somebody held on the day that was asked about."""

    name: str
    role: str
    area: str | None
    area_code: str | None
    since: date
    until: date | None
    origin: str


def _held_on(on: date) -> ColumnElement[bool]:
    """A role that ended today is not on today's roster, and was on yesterday's."""
    until = or_(membership.c.until.is_(None), membership.c.until >= on)
    ended_that_day = and_(membership.c.ended_at.is_not(None), membership.c.until == on)
    return and_(membership.c.since <= on, until, ~ended_that_day)


def _roster(session: Session, area_id: int, on: date) -> Select[Any]:
    return (
        select(
            person.c.name,
            membership.c.role,
            area.c.name,
            area.c.code,
            membership.c.since,
            membership.c.until,
            membership.c.origin,
        )
        .join(person, person.c.id == membership.c.person_id)
        .join(area, area.c.id == membership.c.area_id)
        .where(authority.below(session, membership.c.area_id, area_id), _held_on(on))
        .order_by(area.c.path, membership.c.id)
    )


def list_roster(
    session: Session, area_id: int, on: date, *, at_most: int | None = None, after: int = 0
) -> list[OnRoster]:
    """Who held a role in an area or below it, place by place."""
    query = _roster(session, area_id, on).offset(after)
    return [OnRoster(*row) for row in session.execute(query.limit(at_most) if at_most else query)]


def count_roster(session: Session, area_id: int, on: date) -> dict[Role, int]:
    """How many roles of each kind were held there."""
    rows = session.execute(
        select(membership.c.role, func.count())
        .where(authority.below(session, membership.c.area_id, area_id), _held_on(on))
        .group_by(membership.c.role)
    )
    return {Role(role): count for role, count in rows}


@dataclass(frozen=True, slots=True)
class Teams:
    """Of so many villages, in how many the 4+N team was complete."""

    villages: int
    complete: int


def count_teams(session: Session, area_id: int, on: date) -> Teams:
    """Roles held in a village, above it and below it make its team."""
    villages = list(
        session.execute(
            select(area.c.path).where(
                authority.below(session, area.c.id, area_id),
                area.c.level == "village",
                area.c.ended_at.is_(None),
            )
        ).scalars()
    )
    above = authority.list_area_and_above(session, area_id)
    where = or_(
        authority.below(session, membership.c.area_id, area_id),
        membership.c.area_id.in_(above),
        membership.c.area_id.is_(None),
    )
    held: dict[str, set[Role]] = {}
    rows = session.execute(
        select(area.c.path, membership.c.role)
        .distinct()
        .select_from(membership)
        .outerjoin(area, area.c.id == membership.c.area_id)
        .where(where, _held_on(on))
    )
    for path, role in rows:
        held.setdefault(path or "/", set()).add(Role(role))
    here = set(villages)
    teams: dict[str, set[Role]] = {path: set() for path in villages}
    for path, roles in held.items():
        for one in _and_above(path):
            if one in here:
                teams[one] |= roles
    for path in villages:
        for one in _and_above(path):
            teams[path] |= held.get(one, set())
    complete = sum(not missing_from_team(frozenset(roles)) for roles in teams.values())
    return Teams(len(villages), complete)


def _and_above(path: str) -> Iterator[str]:
    """`/1/5/`: itself, `/1/`, and `/`, which is everywhere."""
    parts = path.strip("/").split("/")
    for length in range(len(parts), 0, -1):
        yield f"/{'/'.join(parts[:length])}/"
    yield "/"


@dataclass(frozen=True, slots=True)
class Filed:
    """An area, where it lies, and how many people were filed there by the day that was asked about."""

    code: str
    name: str
    level: str
    parent_code: str | None
    filed: int | None
    as_of: date | None


def list_filed(session: Session, area_id: int, on: date) -> list[Filed]:
    """Every area there and below it, from above to below."""
    above = area.alias("above")
    newest = (
        select(population.c.area_id, func.max(population.c.as_of).label("as_of"))
        .where(population.c.as_of <= on)
        .group_by(population.c.area_id)
        .subquery()
    )
    rows = session.execute(
        select(area.c.code, area.c.name, area.c.level, above.c.code, population.c.filed, newest.c.as_of)
        .outerjoin(above, above.c.id == area.c.parent_id)
        .outerjoin(newest, newest.c.area_id == area.c.id)
        .outerjoin(population, and_(population.c.area_id == area.c.id, population.c.as_of == newest.c.as_of))
        .where(authority.below(session, area.c.id, area_id), area.c.ended_at.is_(None))
        .order_by(area.c.path)
    )
    return [Filed(*row) for row in rows]
