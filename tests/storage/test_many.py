"""What is said of many rows at once means what it would of each, on both databases."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from storage.database import Database
from storage.engine.many import AT_ONCE, Many
from storage.tables import Due, table

DUE = table(Due)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
ROWS = [
    (f"person:{number}", NOON + number * HOUR, None if number % 2 else NOON) for number in range(AT_ONCE + 10)
]

add = Many(
    DUE,
    ("receiver", "due_at", "until"),
    "INSERT INTO due (push, reference, receiver, due_at, until)"
    " SELECT :push, :reference, receiver, due_at, until FROM given WHERE true"
    " ON CONFLICT (push, receiver, reference) DO NOTHING",
)
add_all = Many(
    DUE,
    ("receiver", "due_at"),
    "INSERT INTO due (push, reference, receiver, due_at) SELECT :push, 0, receiver, due_at FROM given",
)
move = Many(
    DUE,
    ("receiver", "due_at"),
    "UPDATE due SET due_at = given.due_at, until = :until FROM given"
    " WHERE due.receiver = given.receiver AND due.push = :push AND due.reference = :reference",
)
remove = Many(
    DUE, ("receiver",), "DELETE FROM due WHERE receiver IN (SELECT receiver FROM given) AND push = :push"
)


def kept(session: Session) -> list[tuple[str, datetime, datetime | None]]:
    query = select(DUE.c.receiver, DUE.c.due_at, DUE.c.until).order_by(DUE.c.due_at)
    return [tuple(row) for row in session.execute(query)]


async def test_rows_are_added_moved_and_removed_and_those_that_changed_are_counted(
    database: Database,
) -> None:
    assert await database.run(add, [], push="bench", reference=7) == 0
    assert await database.run(add, ROWS[1:], push="bench", reference=7) == len(ROWS) - 1
    assert await database.run(add, ROWS, push="bench", reference=7) == 1  # the others are there
    assert await database.read(kept) == ROWS

    some = [receiver for receiver, _, _ in ROWS[5:]]
    earlier = [(receiver, NOON - HOUR) for receiver in some]
    assert await database.run(move, earlier, push="another", reference=7, until=None) == 0
    assert await database.run(move, earlier, push="bench", reference=7, until=NOON) == len(some)
    moved = [row for row in await database.read(kept) if row[0] in some]
    assert {row[1:] for row in moved} == {(NOON - HOUR, NOON)}
    assert await database.run(remove, [(one,) for one in [*some, "person:-1"]], push="bench") == len(some)
    assert await database.read(kept) == ROWS[:5]


async def test_many_rows_of_which_one_is_refused_are_refused_as_everywhere(database: Database) -> None:
    with pytest.raises(IntegrityError):
        await database.run(add_all, [("person:1", NOON), ("person:1", NOON)], push="bench")
    assert await database.read(kept) == []
