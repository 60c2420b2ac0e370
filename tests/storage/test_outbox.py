"""The outbox as it is kept: once each, in order, to whom it may go."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from domain.outbox import Kind, State
from storage import outbox, outbox_past
from storage.database import Database, Session
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


async def test_what_was_said_is_found_again_to_be_changed(database: Database) -> None:
    await database.run(_queue, "alert", Kind.ALERT, {"a": 7, "b": 7, "waits": 7, "another": 8})
    for row_id in (1, 2, 4):
        await database.run(outbox.mark_sent, row_id, 100 + row_id, NOW)
    said = await database.read(outbox_past.list_sent, "alert", 7)
    assert [(one.row_id, one.chat_id, one.message_id) for one in said] == [(1, CHAT, 101), (2, CHAT, 102)]
    assert await database.read(outbox_past.find_sent, 2) == said[1]
    assert await database.read(outbox_past.find_sent, 3) is None


async def test_what_went_wrong_is_told_by_push_and_since_when(database: Database) -> None:
    later = NOW + timedelta(days=9)
    await database.run(_queue, "lesson", Kind.LESSON, {"a": 1, "b": 1, "c": 1, "said": 1})
    await database.run(_queue, "notice", Kind.NOTICE, {"d": 1})
    await database.run(outbox.mark_unknown, 1, "TimedOut", NOW)
    await database.run(outbox.mark_unknown, 2, "TimedOut", later)
    await database.run(outbox.mark_failed, 3, "Bad Request", NOW)
    await database.run(outbox.mark_sent, 4, 104, NOW)
    await database.run(outbox.mark_failed, 5, "blocked", later)
    found = [
        outbox_past.Trouble("lesson", State.UNKNOWN, 2, later),
        outbox_past.Trouble("lesson", State.FAILED, 1, NOW),
        outbox_past.Trouble("notice", State.FAILED, 1, later),
    ]
    assert await database.read(outbox_past.list_trouble) == found
    recent = await database.read(lambda session: outbox_past.list_trouble(session, since=later))
    assert [(one.push, one.state, one.count) for one in recent] == [
        ("lesson", State.UNKNOWN, 1),
        ("notice", State.FAILED, 1),
    ]


async def test_what_went_wrong_is_looked_for_among_that_alone(sqlite_url: str) -> None:
    database = Database(sqlite_url)

    def plans(session: Session) -> str:
        asked: list[str] = []
        connection = session.connection().connection.driver_connection
        connection.set_trace_callback(asked.append)  # type: ignore[union-attr]
        outbox_past.list_trouble(session)
        outbox_past.list_sent(session, "alert", 7)
        connection.set_trace_callback(None)  # type: ignore[union-attr]
        return "\n".join(
            str(row) for one in asked for row in session.execute(text(f"EXPLAIN QUERY PLAN {one}")).all()
        )

    found = await database.read(plans)
    await database.close()
    assert "INDEX outbox_in_trouble" in found
    assert "INDEX outbox_about (push=? AND reference=?)" in found


def _queue(session: Session, push: str, kind: Kind, keys: dict[str, int]) -> None:
    items = [Queue(f"{push}:{key}", CHAT, reference=about) for key, about in keys.items()]
    outbox.add_outbox(session, push=push, kind=kind, items=items, now=NOW)
