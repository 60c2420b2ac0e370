"""The outbox as it is kept: once each, in order, to whom it may go."""

from datetime import UTC, datetime, timedelta

from domain.outbox import Kind
from storage import outbox
from storage.database import Database
from storage.due import Queue
from storage.erasure import erase_person
from storage.people import add_person

NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
CHAT = 7001


async def test_what_is_queued_twice_is_kept_once(database: Database) -> None:
    items = [Queue("lesson:group:1:2026-W47", CHAT), Queue("lesson:group:2:2026-W47", CHAT + 1)]
    added = await database.run(outbox.add_outbox, push="lesson", kind=Kind.LESSON, items=items, now=NOW)
    again = [*items, Queue("lesson:group:3:2026-W47", CHAT + 2)]
    more = await database.run(outbox.add_outbox, push="lesson", kind=Kind.LESSON, items=again, now=NOW)
    assert (added, more) == (2, 1)
    assert await database.read(outbox.count_by_state) == {"queued": 3}


async def test_a_halt_keeps_its_later_end(database: Database) -> None:
    late = NOW + timedelta(seconds=30)
    await database.run(outbox.halt, CHAT, late)
    await database.run(outbox.halt, CHAT, NOW)
    ends = await database.read(
        lambda session: session.execute(outbox.halted.select().where(outbox.halted.c.chat_id == CHAT)).all()
    )
    assert [tuple(row) for row in ends] == [(CHAT, late)]


async def test_an_erased_person_leaves_nothing_that_waits(database: Database) -> None:
    person_id = await database.run(
        add_person, telegram_id=CHAT, name="张桂兰", language="zh_CN", timezone="Asia/Shanghai", joined_at=NOW
    )
    items = [Queue("reminder:12:2026-11-22", CHAT, person_id=person_id)]
    await database.run(outbox.add_outbox, push="reminder", kind=Kind.REMINDER, items=items, now=NOW)
    await database.run(erase_person, person_id, CHAT, at=NOW)
    assert await database.read(outbox.count_by_state) == {}


async def test_the_next_moment_is_when_a_row_is_ready_or_a_halt_ends(database: Database) -> None:
    later, sooner = NOW + timedelta(hours=1), NOW + timedelta(seconds=30)
    items = [Queue("reminder:12:2026-11-22", CHAT, not_before=later)]
    await database.run(outbox.add_outbox, push="reminder", kind=Kind.REMINDER, items=items, now=NOW)
    assert await database.read(outbox.next_ready_at, after=NOW) == later
    await database.run(outbox.halt, CHAT, sooner)
    assert await database.read(outbox.next_ready_at, after=NOW) == sooner
    assert await database.read(outbox.next_ready_at, after=later) is None
