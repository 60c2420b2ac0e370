"""The audit log is a chain: what was changed, removed or slipped in is found, and named."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, text
from sqlalchemy.orm import Session

from storage import audit
from storage.audit import Broken, add_audit, find_break
from storage.database import Database
from tests.storage.keeping import add_people

AT = datetime(2026, 11, 24, 9, 30, 15, 123456, tzinfo=UTC)


def fill(session: Session) -> None:
    actor, subject = add_people(session, 2)
    for number in range(5):
        add_audit(session, actor, "looked", subject_id=subject, why=f"{number}", at=AT)


async def test_a_chain_that_nobody_touched_is_whole(database: Database) -> None:
    assert await database.read(find_break) is None
    await database.run(fill)
    assert await database.read(find_break) is None
    assert (await database.read(audit.get_head))[0] == 5


@pytest.mark.parametrize(
    ("meddle", "found"),
    [
        ("update audit_entry set what = 'nothing' where number = 3", Broken(3)),
        ("update audit_entry set actor_id = null where number = 1", Broken(1)),
        ("delete from audit_entry where number = 4", Broken(4)),
        ("delete from audit_entry where number = 5", Broken(5)),
    ],
)
async def test_whoever_meddles_with_it_is_found(database: Database, meddle: str, found: Broken) -> None:
    await database.run(fill)

    def do(session: Session) -> None:
        session.execute(text(meddle))

    await database.run(do)
    assert await database.read(find_break) == found


async def test_an_entry_slipped_in_at_the_end_is_found(database: Database) -> None:
    await database.run(fill)

    def slip_in(session: Session) -> None:
        entry = dict(session.execute(audit.audit_entry.select().limit(1)).mappings().one())
        session.execute(delete(audit.audit_entry).where(audit.audit_entry.c.number == 5))
        session.execute(audit.audit_entry.insert().values(entry | {"id": 99, "number": 5}))

    await database.run(slip_in)
    assert await database.read(find_break) == Broken(5)
