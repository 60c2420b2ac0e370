"""Areas, village groups, roles, and the audit log of who saw what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.orm import Session

from domain.people import Role
from storage.rows import add_row
from storage.tables import Area, AuditEntry, Membership, Person, VillageGroup, table

area = table(Area)
audit_entry = table(AuditEntry)
membership = table(Membership)
village_group = table(VillageGroup)
person = table(Person)


def add_area(session: Session, **values: object) -> int:
    return add_row(session, area, **values)


def find_area_by_code(session: Session, code: str) -> Area | None:
    return session.execute(select(Area).where(area.c.code == code)).scalar_one_or_none()


def find_area(session: Session, area_id: int) -> Area | None:
    return session.get(Area, area_id)


def get_code(session: Session, area_id: int) -> str:
    """The code in an area's joining link."""
    return str(session.execute(select(area.c.code).where(area.c.id == area_id)).scalar_one())


def list_areas(session: Session, level: str) -> Sequence[Area]:
    return session.execute(select(Area).where(area.c.level == level).order_by(area.c.id)).scalars().all()


def add_membership(session: Session, person_id: int, area_id: int | None, role: Role, since: date) -> None:
    session.execute(
        insert(membership).values(person_id=person_id, area_id=area_id, role=role.value, since=since)
    )


def list_roles(session: Session, person_id: int, today: date) -> frozenset[Role]:
    """The roles a person holds today."""
    current = or_(membership.c.until.is_(None), membership.c.until >= today)
    rows = session.execute(
        select(membership.c.role).where(
            membership.c.person_id == person_id, membership.c.since <= today, current
        )
    ).scalars()
    return frozenset(Role(role) for role in rows)


@dataclass(frozen=True, slots=True)
class Held:
    """A role somebody holds or held, and where."""

    role: str
    area: str | None
    since: date
    until: date | None


def list_memberships(session: Session, person_id: int) -> list[Held]:
    """All roles of a person, past ones too."""
    rows = session.execute(
        select(membership.c.role, area.c.name, membership.c.since, membership.c.until)
        .outerjoin(area, area.c.id == membership.c.area_id)
        .where(membership.c.person_id == person_id)
        .order_by(membership.c.id)
    )
    return [Held(*row) for row in rows]


def find_group(session: Session, telegram_id: int) -> VillageGroup | None:
    return session.execute(
        select(VillageGroup).where(village_group.c.telegram_id == telegram_id)
    ).scalar_one_or_none()


def renumber_group(session: Session, telegram_id: int, to_telegram_id: int) -> None:
    change = update(village_group).where(village_group.c.telegram_id == telegram_id)
    session.execute(change.values(telegram_id=to_telegram_id))


def remove_group(session: Session, telegram_id: int) -> None:
    session.execute(delete(village_group).where(village_group.c.telegram_id == telegram_id))


def add_group(session: Session, **values: object) -> None:
    session.execute(insert(village_group).values(**values))


def change_group(session: Session, telegram_id: int, **values: object) -> None:
    session.execute(update(village_group).where(village_group.c.telegram_id == telegram_id).values(**values))


@dataclass(frozen=True, slots=True)
class Look:
    """One line of the audit log, as the person it is about may read it."""

    at: datetime
    actor: str | None
    what: str
    why: str | None


def add_audit(
    session: Session,
    *,
    at: datetime,
    actor_id: int | None,
    subject_id: int | None,
    what: str,
    why: str | None = None,
) -> None:
    session.execute(
        insert(audit_entry).values(at=at, actor_id=actor_id, subject_id=subject_id, what=what, why=why)
    )


def list_looks(session: Session, person_id: int, *, last: int = 20) -> list[Look]:
    """What others did with this person's data, newest first."""
    rows = session.execute(
        select(audit_entry.c.at, person.c.name, audit_entry.c.what, audit_entry.c.why)
        .outerjoin(person, person.c.id == audit_entry.c.actor_id)
        .where(audit_entry.c.subject_id == person_id, audit_entry.c.actor_id != person_id)
        .order_by(audit_entry.c.id.desc())
        .limit(last)
    )
    return [Look(*row) for row in rows]
