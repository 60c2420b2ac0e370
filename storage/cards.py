"""A person as whoever looks after them sees them: the people of a place, and one card. Decides nobody's rights."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from domain.people import name_key
from domain.round import Standing
from storage import authority
from storage.receivers import last_days
from storage.tables import Area, Person, table

person = table(Person)
area = table(Area)


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of a list of people."""

    id: int
    name: str
    birth_year: int | None


@dataclass(frozen=True, slots=True)
class Card:
    """Who somebody is. `places`: the names of where they live, the narrowest last."""

    id: int
    name: str
    area_id: int | None
    places: tuple[str, ...]
    timezone: str
    birth_year: int | None
    sex: str | None
    has_telegram: bool
    unreachable_why: str | None
    phone: str | None
    consents_health: bool
    consents_sharing: bool
    standing: Standing
    standing_since: datetime | None

    @property
    def shares(self) -> bool:
        """Whether the team may see anything of their health."""
        return self.consents_health and self.consents_sharing


def count_people(session: Session, area_id: int, *, at_most: int) -> int:
    """How many live in a place and below it; counts no further than one beyond `at_most`."""
    some = _living(session, area_id).with_only_columns(person.c.id).limit(at_most + 1).subquery()
    return int(session.execute(select(func.count()).select_from(some)).scalar_one())


def _living(session: Session, area_id: int) -> Select[Any]:
    return select(person.c.id, person.c.name, person.c.birth_year).where(
        authority.below(session, person.c.area_id, area_id), person.c.erased_at.is_(None)
    )


def list_people(session: Session, area_id: int, *, called: str = "") -> list[Listed]:
    """Everybody in a place and below it, by name; with `called` only those whose name has that in it.

    Names are sealed, so each is opened: only for a place that `count_people` found small enough.
    """
    wanted = name_key(called)
    everybody = [Listed(*row) for row in session.execute(_living(session, area_id))]
    found = [one for one in everybody if wanted in name_key(one.name)]
    return sorted(found, key=lambda one: (one.name, one.id))


def list_names(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """What these persons are called."""
    rows = session.execute(select(person.c.id, person.c.name).where(person.c.id.in_(list(ids))))
    return {row.id: row.name for row in rows}


def find_card(session: Session, person_id: int) -> Card | None:
    row = session.execute(
        select(person).where(person.c.id == person_id, person.c.erased_at.is_(None))
    ).one_or_none()
    if row is None:
        return None
    return Card(
        row.id,
        row.name,
        row.area_id,
        tuple(_places(session, row.area_id)),
        row.timezone,
        row.birth_year,
        row.sex,
        row.telegram_id is not None,
        row.unreachable_why,
        row.phone,
        row.consents_health,
        row.consents_sharing,
        Standing(row.standing),
        row.standing_since,
    )


def _places(session: Session, area_id: int | None) -> Sequence[str]:
    """The village and the grid, or whatever is narrowest."""
    above = authority.list_area_and_above(session, area_id)
    names = {
        row.id: row.name
        for row in session.execute(
            select(area.c.id, area.c.name).where(area.c.id.in_(above), area.c.level.in_(("village", "grid")))
        )
    }
    return [names[one] for one in reversed(above) if one in names]


def last_day(session: Session, person_id: int) -> date | None:
    """The last day on which anything was logged."""
    return last_days(session, [person_id]).get(person_id)
