"""Looks at what a killed bot left in its database, and holds it against what people were told. Mends nothing."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from storage.points import PROGRAMME, wrong_balances
from storage.readings import PARTS
from storage.tables import (
    Alert,
    Balance,
    Consent,
    Conversation,
    ExerciseRow,
    LedgerEntry,
    Person,
    ReadingRow,
    table,
)
from tests.crash.books import Findings, key_of
from tests.crash.person import Person as Somebody

person, consent, balance = table(Person), table(Consent), table(Balance)
reading, exercise, alert = table(ReadingRow), table(ExerciseRow), table(Alert)
entry, conversation = table(LedgerEntry), table(Conversation)
CONSENTS = 3


def inspect(session: Session, people: Sequence[Somebody], findings: Findings) -> None:
    """Everything that has to be true of the database once every message was answered."""
    for somebody in people:
        _inspect_person(session, somebody, findings)
    ids = set(session.execute(select(person.c.telegram_id)).scalars())
    findings.twice += [f"a person nobody knows: {one}" for one in ids - {one.id for one in people}]
    findings.wrong += [f"balance {wrong}" for wrong in wrong_balances(session)]
    for column in (entry.c.reading_id, entry.c.exercise_id):
        findings.twice += [f"paid twice: {column.name} {one}" for one in _paid_twice(session, column)]
    findings.twice += [f"two alerts: reading {one}" for one in _alerted_twice(session)]


def _inspect_person(session: Session, somebody: Somebody, findings: Findings) -> None:
    ids = list(session.execute(select(person.c.id).where(person.c.telegram_id == somebody.id)).scalars())
    if len(ids) != 1:
        findings.wrong.append(f"{somebody.name} is there {len(ids)} times")
        return
    findings.compare(somebody.name, somebody.account.rows(), _rows(session, ids[0]))
    _expect(findings, f"{somebody.name}: points", somebody.account.points, _paid(session, ids[0]))
    given = session.execute(select(func.count()).where(consent.c.person_id == ids[0])).scalar_one()
    _expect(findings, f"{somebody.name}: consents", CONSENTS, given)
    step = session.execute(
        select(conversation.c.step).where(conversation.c.telegram_id == somebody.id)
    ).scalar()
    _expect(findings, f"{somebody.name}: waits at", None, step)


def _expect(findings: Findings, what: str, told: object, found: object) -> None:
    if told != found:
        findings.wrong.append(f"{what}: told {told}, found {found}")


def _rows(session: Session, person_id: int) -> Counter[str]:
    parts = [reading.c[part] for part in PARTS]
    measured = session.execute(
        select(reading.c.vital, reading.c.ended_why, *parts).where(reading.c.person_id == person_id)
    )
    moved = session.execute(
        select(exercise.c.kind, exercise.c.ended_why, exercise.c.minutes).where(
            exercise.c.person_id == person_id
        )
    )
    return Counter(
        f"{key_of(what, values)} {ended}" if ended else key_of(what, values)
        for rows in (measured, moved)
        for what, ended, *values in rows
    )


def _paid(session: Session, person_id: int) -> int:
    given = select(func.coalesce(func.sum(entry.c.points), 0)).where(
        entry.c.from_account == PROGRAMME, entry.c.to_account == person_id, entry.c.reverses_id.is_(None)
    )
    return int(session.execute(given).scalar_one())


def _paid_twice(session: Session, column: Any) -> list[int]:
    paid = select(column).where(column.is_not(None), entry.c.reverses_id.is_(None))
    return list(session.execute(paid.group_by(column, entry.c.act).having(func.count() > 1)).scalars())


def _alerted_twice(session: Session) -> list[int]:
    alarming = select(alert.c.reading_id).group_by(alert.c.reading_id).having(func.count() > 1)
    return list(session.execute(alarming).scalars())


def check_integrity(session: Session) -> list[str]:
    """What SQLite finds wrong with its own file."""
    said = session.execute(text("PRAGMA integrity_check")).scalars().all()
    broken = session.execute(text("PRAGMA foreign_key_check")).all()
    return [*(one for one in said if one != "ok"), *(str(tuple(row)) for row in broken)]
