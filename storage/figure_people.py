"""The people behind a figure: who takes part in an area, and when they logged last. Reads no measured number."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from domain.round import Standing
from storage import authority
from storage.receivers import LOGS
from storage.tables import Person, table

person = table(Person)
A_PAGE = 8


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody who takes part. `last`: their own day of the last log in force; None: never."""

    id: int
    name: str
    joined_on: date
    last: date | None


def _take_part(session: Session, area_id: int) -> ColumnElement[bool]:
    here = authority.below(session, person.c.area_id, area_id)
    active = person.c.standing == Standing.ACTIVE.value
    return and_(here, person.c.erased_at.is_(None), person.c.consents_health, active)


def list_people(session: Session, area_id: int, *, page: int) -> tuple[list[Seen], bool]:
    """A page of those who share their data with the team, in the order they joined, and whether there is another."""
    rows = session.execute(
        select(person.c.id, person.c.name, person.c.joined_at)
        .where(_take_part(session, area_id), person.c.consents_sharing)
        .order_by(person.c.id)
        .offset(page * A_PAGE)
        .limit(A_PAGE + 1)
    ).all()
    last = _last_logs(session, [row.id for row in rows[:A_PAGE]])
    seen = [Seen(row.id, row.name, row.joined_at.date(), last.get(row.id)) for row in rows[:A_PAGE]]
    return seen, len(rows) > A_PAGE


def count_hidden(session: Session, area_id: int) -> int:
    """How many take part and do not share their data with the team."""
    hidden = select(func.count()).where(_take_part(session, area_id), ~person.c.consents_sharing)
    return int(session.execute(hidden).scalar_one())


def _last_logs(session: Session, ids: list[int]) -> dict[int, date]:
    found: dict[int, date] = {}
    for logs in LOGS:
        last = select(logs.c.person_id, func.max(logs.c.local_date)).where(
            logs.c.person_id.in_(ids), logs.c.ended_at.is_(None)
        )
        for person_id, day in session.execute(last.group_by(logs.c.person_id)):
            found[person_id] = max(day, found.get(person_id, day))
    return found
