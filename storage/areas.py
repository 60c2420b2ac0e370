"""Areas, the roles people hold in them, and village groups. Decides nobody's rights."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, func, insert, or_, select, update
from sqlalchemy.orm import Session

from domain.authority import Origin
from domain.people import Role
from storage.authority import holds
from storage.rows import add_row, count_changed
from storage.tables import Area, AreaPopulation, Membership, Person, VillageGroup, table

area = table(Area)
membership = table(Membership)
village_group = table(VillageGroup)
person = table(Person)
population = table(AreaPopulation)


def add_area(session: Session, **values: object) -> int:
    """Add an area below its `parent_id`; its path is the parent's and itself."""
    area_id = add_row(session, area, **values)
    above = session.execute(select(area.c.path).where(area.c.id == values.get("parent_id"))).scalar()
    change_area(session, area_id, path=f"{above or '/'}{area_id}/")
    return area_id


def change_area(session: Session, area_id: int, **values: object) -> None:
    session.execute(update(area).where(area.c.id == area_id).values(**values))


def find_area_by_code(session: Session, code: str) -> Area | None:
    return session.execute(
        select(Area).where(area.c.code == code, area.c.ended_at.is_(None))
    ).scalar_one_or_none()


def find_area(session: Session, area_id: int) -> Area | None:
    return session.get(Area, area_id)


def get_code(session: Session, area_id: int) -> str:
    """The code in an area's joining link."""
    return str(session.execute(select(area.c.code).where(area.c.id == area_id)).scalar_one())


def list_areas(session: Session, level: str) -> Sequence[Area]:
    """The areas of one level that still are, in the order they were added."""
    query = select(Area).where(area.c.level == level, area.c.ended_at.is_(None))
    return session.execute(query.order_by(area.c.id)).scalars().all()


def count_villages(session: Session) -> int:
    query = select(func.count()).where(area.c.level == "village", area.c.ended_at.is_(None))
    return int(session.execute(query).scalar_one())


def list_villages_called(session: Session, typed: str, *, at_most: int) -> list[tuple[str, str]]:
    """The code of each village whose name has this in it, and its name with that of the place above."""
    above = area.alias("above")
    query = (
        select(area.c.code, area.c.name, above.c.name.label("above"))
        .outerjoin(above, above.c.id == area.c.parent_id)
        .where(
            area.c.level == "village", area.c.ended_at.is_(None), area.c.name.contains(typed, autoescape=True)
        )
        .order_by(func.length(area.c.name), area.c.id)
        .limit(at_most)
    )
    return [(code, f"{name} · {place}" if place else name) for code, name, place in session.execute(query)]


def add_membership(
    session: Session,
    person_id: int,
    area_id: int | None,
    role: Role,
    since: date,
    *,
    origin: Origin = Origin.APPOINTED,
    given_by: int | None = None,
) -> int:
    """Give a role in an area, or everywhere without one. Returns the membership's id."""
    return add_row(
        session,
        membership,
        person_id=person_id,
        area_id=area_id,
        role=role.value,
        since=since,
        origin=origin.value,
        given_by=given_by,
    )


def end_membership(session: Session, membership_id: int, *, by: int | None, now: datetime) -> bool:
    """From now on it gives no rights; the roster of the days before keeps it. False: it had ended already."""
    not_over = or_(membership.c.until.is_(None), membership.c.until >= now.date())
    standing = update(membership).where(
        membership.c.id == membership_id, membership.c.ended_at.is_(None), not_over
    )
    return bool(count_changed(session, standing.values(until=now.date(), ended_at=now, ended_by=by)))


def resume_membership(session: Session, membership_id: int) -> None:
    """It gives rights again, as if it had never ended."""
    session.execute(
        update(membership)
        .where(membership.c.id == membership_id)
        .values(until=None, ended_at=None, ended_by=None)
    )


@dataclass(frozen=True, slots=True)
class Membered:
    """One membership, by its id."""

    id: int
    person_id: int
    area_id: int | None
    role: Role
    from_settings: bool
    ended_at: datetime | None
    ended_by: int | None

    @property
    def is_over(self) -> bool:
        return self.ended_at is not None


def find_membership(session: Session, membership_id: int) -> Membered | None:
    row = session.execute(select(membership).where(membership.c.id == membership_id)).one_or_none()
    if row is None:
        return None
    from_settings = row.origin == Origin.SETTINGS.value
    return Membered(
        row.id, row.person_id, row.area_id, Role(row.role), from_settings, row.ended_at, row.ended_by
    )


def list_last_days(session: Session, ids: Iterable[int]) -> dict[int, date | None]:
    """The last day of each of these memberships; None: no end is known."""
    rows = session.execute(select(membership.c.id, membership.c.until).where(membership.c.id.in_(list(ids))))
    return {row.id: row.until for row in rows}


def list_from_settings(session: Session) -> dict[int, int]:
    """The memberships that stand because the settings name somebody: whose each is."""
    standing = select(membership.c.id, membership.c.person_id).where(
        membership.c.origin == Origin.SETTINGS.value, membership.c.ended_at.is_(None)
    )
    return {row.id: row.person_id for row in session.execute(standing)}


def list_roles(session: Session, person_id: int, today: date) -> frozenset[Role]:
    """The roles a person holds today, wherever that is."""
    rows = session.execute(
        select(membership.c.role).where(membership.c.person_id == person_id, holds(today))
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


def is_in_use(session: Session, area_id: int) -> bool:
    """Whether people, groups, running roles or areas are in it."""
    uses = (
        select(person.c.id).where(person.c.area_id == area_id, person.c.erased_at.is_(None)),
        select(village_group.c.id).where(village_group.c.area_id == area_id),
        select(membership.c.id).where(membership.c.area_id == area_id, membership.c.ended_at.is_(None)),
        select(area.c.id).where(area.c.parent_id == area_id, area.c.ended_at.is_(None)),
    )
    return any(session.execute(use.limit(1)).first() is not None for use in uses)


def note_population(
    session: Session, area_id: int, as_of: date, filed: int, *, by: int | None, now: datetime
) -> None:
    """How many people have a health file there, as of a day; said again for the same day, the later one holds."""
    same = population.c.area_id == area_id, population.c.as_of == as_of
    session.execute(delete(population).where(*same))
    session.execute(
        insert(population).values(area_id=area_id, as_of=as_of, filed=filed, noted_by=by, noted_at=now)
    )
