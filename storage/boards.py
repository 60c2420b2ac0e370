"""The week of a village, counted: points of those who want to be seen, and how many took part. Shows no measured value."""

from datetime import date

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from domain.round import Standing
from storage import authority
from storage.points import PROGRAMME, given_by
from storage.tables import Area, ExerciseRow, LedgerEntry, Person, ReadingRow, table

area = table(Area)
person = table(Person)
ledger_entry = table(LedgerEntry)
LOGS = (table(ReadingRow), table(ExerciseRow))


def _people_of(session: Session, area_id: int) -> Select[tuple[int]]:
    """Who lives there or in a part of it, and agreed that health data is kept."""
    return select(person.c.id).where(
        authority.below(session, person.c.area_id, area_id),
        person.c.erased_at.is_(None),
        person.c.standing == Standing.ACTIVE.value,
        person.c.consents_health,
        person.c.consents_abroad,
    )


def find_nickname(session: Session, person_id: int) -> str | None:
    return session.execute(select(person.c.nickname).where(person.c.id == person_id)).scalar()


def list_nicknames(session: Session, area_id: int, *, but: int) -> list[str]:
    """What the others of an area's village, and of every grid in it, are called on the board."""
    above = authority.list_area_and_above(session, area_id)
    village = select(area.c.id).where(area.c.id.in_(above), area.c.level == "village")
    together = authority.below(session, person.c.area_id, session.execute(village).scalar() or area_id)
    rows = session.execute(
        select(person.c.nickname).where(together, person.c.nickname.is_not(None), person.c.id != but)
    )
    return list(rows.scalars())


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
            person.c.nickname.is_not(None), person.c.id.in_(_people_of(session, area_id))
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
                logs.c.person_id.in_(_people_of(session, area_id)),
                logs.c.local_date.between(first, last),
                logs.c.ended_at.is_(None),
            )
            .distinct()
        )
        active |= set(rows.scalars())
    return len(active)
