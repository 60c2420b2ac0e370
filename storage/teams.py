"""Who works for the people of an area: its own staff and that of every area above it. Decides nobody's rights."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from domain.authority import MAY, Deed
from domain.people import Role
from domain.round import Standing
from storage.authority import holds, list_area_and_above, list_roles_over
from storage.tables import Membership, Person, table

membership = table(Membership)
person = table(Person)


@dataclass(frozen=True, slots=True)
class Teammate:
    """A role somebody holds today in an area, and where Telegram finds them."""

    person_id: int
    telegram_id: int
    area_id: int
    role: Role


def list_team(session: Session, areas: Sequence[int], today: date) -> list[Teammate]:
    """The staff of these areas that a message can reach, in the order of the areas."""
    rows = session.execute(
        select(membership.c.person_id, person.c.telegram_id, membership.c.area_id, membership.c.role)
        .join(person, person.c.id == membership.c.person_id)
        .where(
            membership.c.area_id.in_(list(areas)),
            holds(today),
            person.c.telegram_id.is_not(None),
            person.c.erased_at.is_(None),
            person.c.unreachable_why.is_(None),
            person.c.standing == Standing.ACTIVE.value,
        )
        .order_by(membership.c.id)
    )
    team = [Teammate(person_id, chat, area_id, Role(role)) for person_id, chat, area_id, role in rows]
    staff = [one for one in team if one.role.is_staff]
    return sorted(staff, key=lambda one: areas.index(one.area_id))


def clinical_role_over(session: Session, person_id: int, area_id: int | None, today: date) -> Role | None:
    """The clinical role by which somebody may see and take what concerns the people of an area; None without one."""
    roles = list_roles_over(session, person_id, area_id, today)
    return min((role for role in roles if role.is_clinical), default=None)


def list_who_may(session: Session, deed: Deed, area_id: int, today: date) -> list[int]:
    """The persons a message can reach who may do this there: in the area, above it, or everywhere."""
    over = or_(
        membership.c.area_id.is_(None), membership.c.area_id.in_(list_area_and_above(session, area_id))
    )
    rows = session.execute(
        select(membership.c.person_id)
        .distinct()
        .join(person, person.c.id == membership.c.person_id)
        .where(
            over,
            membership.c.role.in_([role.value for role in MAY[deed]]),
            holds(today),
            person.c.telegram_id.is_not(None),
            person.c.erased_at.is_(None),
            person.c.unreachable_why.is_(None),
        )
        .order_by(membership.c.person_id)
    )
    return list(rows.scalars())
