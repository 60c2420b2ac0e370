"""Visits as they are kept: who looked in on whom, and what came of it. Only those not undone, unless it says otherwise."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from domain.round import Met
from storage.rows import add_row
from storage.tables import Person, Visit, table

visit = table(Visit)
person = table(Person)
IN_TOUCH = [met.value for met in Met if met.in_touch]
FAREWELLS = [met.value for met in Met if met.standing is not None]


@dataclass(frozen=True, slots=True)
class Visited:
    """A visit; `by_name` is empty where whoever it was has left."""

    id: int
    person_id: int
    by: int
    by_name: str
    at: datetime
    met: Met
    note: str | None
    undone_at: datetime | None


_VISITED = select(
    visit.c.id, visit.c.person_id, visit.c.by, person.c.name, visit.c.at, visit.c.met, visit.c.note, visit.c.undone_at
).join(person, person.c.id == visit.c.by)  # fmt: skip


def add_visit(session: Session, person_id: int, *, by: int, met: Met, clinical: bool, at: datetime) -> int:
    return add_row(session, visit, person_id=person_id, by=by, met=met.value, clinical=clinical, at=at)


def find_visit(session: Session, visit_id: int) -> Visited | None:
    """A visit by its id, undone or not."""
    row = session.execute(_VISITED.where(visit.c.id == visit_id)).one_or_none()
    return None if row is None else _visited(tuple(row))


def find_farewell(session: Session, person_id: int) -> Visited | None:
    """The newest visit that said somebody is to be looked after no more."""
    about = visit.c.person_id == person_id, visit.c.met.in_(FAREWELLS), visit.c.undone_at.is_(None)
    row = session.execute(
        _VISITED.where(*about).order_by(visit.c.at.desc(), visit.c.id.desc()).limit(1)
    ).first()
    return None if row is None else _visited(tuple(row))


def list_visits(session: Session, person_id: int, *, last: int | None = None) -> list[Visited]:
    """A person's visits, newest first."""
    own = _VISITED.where(visit.c.person_id == person_id, visit.c.undone_at.is_(None))
    rows = session.execute(own.order_by(visit.c.at.desc(), visit.c.id.desc()).limit(last))
    return [_visited(tuple(row)) for row in rows]


def list_all_visits(session: Session, person_id: int) -> list[Visited]:
    """A person's visits, undone ones too, oldest first."""
    rows = session.execute(_VISITED.where(visit.c.person_id == person_id).order_by(visit.c.id))
    return [_visited(tuple(row)) for row in rows]


def _visited(row: tuple[object, ...]) -> Visited:
    id_, person_id, by, name, at, met, note, undone_at = row
    return Visited(id_, person_id, by, name, at, Met(met), note, undone_at)  # type: ignore[arg-type]


def change_visit(session: Session, visit_id: int, **values: object) -> None:
    session.execute(update(visit).where(visit.c.id == visit_id).values(**values))


def last_followed_up(session: Session, ids: Iterable[int]) -> dict[int, datetime]:
    """When the doctor team last saw or called each of these persons; those it never did are left out."""
    rows = session.execute(
        select(visit.c.person_id, func.max(visit.c.at))
        .where(
            visit.c.person_id.in_(list(ids)),
            visit.c.clinical,
            visit.c.met.in_(IN_TOUCH),
            visit.c.undone_at.is_(None),
        )
        .group_by(visit.c.person_id)
    )
    return {row[0]: row[1] for row in rows}
