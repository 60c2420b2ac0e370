"""Where somebody holds which role today, and so what they may do there. The table of deeds is domain/authority.py's."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from domain.authority import MAY, OF_THE_WHOLE, Deed
from domain.people import Role
from storage.tables import Area, Membership, Person, table

area = table(Area)
membership = table(Membership)
person = table(Person)


def holds(today: date) -> ColumnElement[bool]:
    """Whether a membership gives rights today."""
    begun_and_not_over = and_(
        membership.c.since <= today, or_(membership.c.until.is_(None), membership.c.until >= today)
    )
    return and_(begun_and_not_over, membership.c.ended_at.is_(None))


def may(session: Session, person_id: int, deed: Deed, area_id: int | None, today: date) -> bool:
    """Whether a person may do this to what is in an area. None: to what concerns everybody, everywhere.

    Asked inside every action, so a role that ended gives nothing from the next message on.
    """
    return bool(list_roles_over(session, person_id, area_id, today) & MAY[deed])


def may_everywhere(session: Session, person_id: int, deed: Deed, today: date) -> bool:
    """Whether a person may do this to all there is: everywhere, or in every area above which there is none."""
    if may(session, person_id, deed, None, today):
        return True
    tops = list(
        session.execute(
            select(area.c.id).where(area.c.parent_id.is_(None), area.c.ended_at.is_(None))
        ).scalars()
    )
    return bool(tops) and all(may(session, person_id, deed, top, today) for top in tops)


def list_deeds(session: Session, person_id: int, today: date) -> frozenset[Deed]:
    """What a person may do anywhere at all: what is worth a line in their menu."""
    held = session.execute(
        select(membership.c.role).where(membership.c.person_id == person_id, holds(today))
    ).scalars()
    roles = {Role(role) for role in held}
    return frozenset(
        deed
        for deed, may_do in MAY.items()
        if roles & may_do and (deed not in OF_THE_WHOLE or may_everywhere(session, person_id, deed, today))
    )


def list_roles_over(session: Session, person_id: int, area_id: int | None, today: date) -> frozenset[Role]:
    """The roles a person holds today for the people of an area: in it, above it, or everywhere."""
    above = list_area_and_above(session, area_id)
    over = or_(membership.c.area_id.is_(None), membership.c.area_id.in_(above))
    roles = session.execute(
        select(membership.c.role).where(membership.c.person_id == person_id, over, holds(today))
    ).scalars()
    return frozenset(Role(role) for role in roles)


def list_area_and_above(session: Session, area_id: int | None) -> list[int]:
    """The area and those above it, nearest first. Empty for none."""
    if area_id is None:
        return []
    path = session.execute(select(area.c.path).where(area.c.id == area_id)).scalar()
    return [int(part) for part in reversed((path or "").strip("/").split("/")) if part]


def list_areas_where(session: Session, person_id: int, deed: Deed, today: date) -> list[int | None]:
    """The areas a person holds a role in that may do this: what a menu begins with. None: everywhere."""
    roles = [role.value for role in MAY[deed]]
    found = session.execute(
        select(membership.c.area_id)
        .distinct()
        .where(membership.c.person_id == person_id, membership.c.role.in_(roles), holds(today))
    ).scalars()
    return sorted(found, key=lambda one: (one is not None, one))


def list_who_may(session: Session, deed: Deed, area_id: int, today: date, *, at_most: int = 10) -> list[int]:
    """Who is asked about an area: those reachable who may do this there, of the nearest place that has any."""
    roles = [role.value for role in MAY[deed]]
    above: list[int | None] = [*list_area_and_above(session, area_id), None]
    rows = session.execute(
        select(membership.c.area_id, membership.c.person_id)
        .join(person, person.c.id == membership.c.person_id)
        .where(
            or_(membership.c.area_id.is_(None), membership.c.area_id.in_(above[:-1])),
            membership.c.role.in_(roles),
            holds(today),
            person.c.telegram_id.is_not(None),
            person.c.unreachable_why.is_(None),
        )
        .order_by(membership.c.id)
    ).all()
    for place in above:
        nearest = list(dict.fromkeys(row.person_id for row in rows if row.area_id == place))
        if nearest:
            return nearest[:at_most]
    return []


def below(session: Session, column: ColumnElement[int | None], area_id: int | None) -> ColumnElement[bool]:
    """A condition: the area in this column is the given one or lies below it. None: anywhere, or nowhere."""
    if area_id is None:
        return column.is_(None) | column.is_not(None)
    path = session.execute(select(area.c.path).where(area.c.id == area_id)).scalar() or "?"
    return column.in_(select(area.c.id).where(area.c.path.startswith(path, autoescape=True)))


def reach(
    session: Session, column: ColumnElement[int | None], areas: Sequence[int | None]
) -> ColumnElement[bool]:
    """A condition: the area in this column lies in one of these, or below one of them."""
    return or_(*(below(session, column, one) for one in areas)) if areas else column.in_([])
