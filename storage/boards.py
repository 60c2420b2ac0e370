"""The week of a village, counted: points of those who want to be seen, and how many took part. Shows no measured value."""

from datetime import date

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from domain.round import Standing
from storage.points import PROGRAMME, given_by
from storage.tables import Area, ExerciseRow, LedgerEntry, Person, ReadingRow, table

area = table(Area)
person = table(Person)
ledger_entry = table(LedgerEntry)
LOGS = (table(ReadingRow), table(ExerciseRow))


def _parts_of(area_id: int) -> Select[tuple[int]]:
    """The area, and every part of it."""
    here = select(area.c.id).where(area.c.id == area_id).cte("here", recursive=True)
    here = here.union(select(area.c.id).join(here, area.c.parent_id == here.c.id))
    return select(here.c.id)


def _people_of(area_id: int) -> Select[tuple[int]]:
    """Who lives there or in a part of it, and agreed that health data is kept."""
    return select(person.c.id).where(
        person.c.area_id.in_(_parts_of(area_id)),
        person.c.erased_at.is_(None),
        person.c.standing == Standing.ACTIVE.value,
        person.c.consents_health,
        person.c.consents_abroad,
    )


def find_nickname(session: Session, person_id: int) -> str | None:
    return session.execute(select(person.c.nickname).where(person.c.id == person_id)).scalar()


def list_nicknames(session: Session, area_id: int, *, but: int) -> list[str]:
    """What the others of an area's village, and of every grid in it, are called on the board."""
    village = _village_of(session, area_id) or area_id
    rows = session.execute(
        select(person.c.nickname).where(
            person.c.area_id.in_(_parts_of(village)), person.c.nickname.is_not(None), person.c.id != but
        )
    )
    return list(rows.scalars())


def _village_of(session: Session, area_id: int) -> int | None:
    """The village an area is or lies in."""
    above = select(area.c.id, area.c.parent_id).where(area.c.id == area_id).cte("above", recursive=True)
    above = above.union(select(area.c.id, area.c.parent_id).join(above, area.c.id == above.c.parent_id))
    villages = select(area.c.id).join(above, area.c.id == above.c.id).where(area.c.level == "village")
    return session.execute(villages).scalar()


def list_board(session: Session, area_id: int, first: date, last: date) -> list[tuple[str, int]]:
    """Nickname and points earned between two days, most first, of everybody who wants to be on the board."""
    gained = case(
        (ledger_entry.c.to_account == person.c.id, ledger_entry.c.points), else_=-ledger_entry.c.points
    )
    earned = (ledger_entry.c.to_account == person.c.id) & (ledger_entry.c.from_account == PROGRAMME)
    taken_back = given_by(person.c.id) & ledger_entry.c.reverses_id.is_not(None)
    points = (
        select(func.coalesce(func.sum(gained), 0))
        .where(earned | taken_back, ledger_entry.c.local_date.between(first, last))
        .scalar_subquery()
    )
    rows = session.execute(
        select(person.c.nickname, points).where(
            person.c.nickname.is_not(None), person.c.id.in_(_people_of(area_id))
        )
    )
    return sorted(((name, int(sum_)) for name, sum_ in rows), key=lambda one: (-one[1], one[0]))


def count_active(session: Session, area_id: int, first: date, last: date) -> int:
    """How many of an area logged anything that is in force between two days."""
    active: set[int] = set()
    for logs in LOGS:
        rows = session.execute(
            select(logs.c.person_id)
            .where(
                logs.c.person_id.in_(_people_of(area_id)),
                logs.c.local_date.between(first, last),
                logs.c.ended_at.is_(None),
            )
            .distinct()
        )
        active |= set(rows.scalars())
    return len(active)
