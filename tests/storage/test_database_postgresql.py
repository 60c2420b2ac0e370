"""PostgreSQL: what becomes of lost connections, deadlocks and rows somebody else holds."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator

import psycopg
import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from storage.database import Database, Lock, NotSaved
from tests.storage.keeping import BALANCES, keep, kept

END_EVERY_OTHER = """
    SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@pytest.fixture
async def database(postgresql_url: str) -> AsyncIterator[Database]:
    opened = Database(postgresql_url, threads=2, patience_seconds=0.2)
    yield opened
    await opened.close()


@pytest.fixture
def bystander(postgresql_url: str) -> Iterator[psycopg.Connection]:
    """Another process with the same database."""
    with psycopg.connect(postgresql_url, autocommit=True) as connection:
        yield connection


async def test_connections_lost_while_idle_are_made_again(
    database: Database, bystander: psycopg.Connection
) -> None:
    await asyncio.gather(*(database.run(keep, account) for account in range(4)))
    await asyncio.gather(*(database.read(kept) for _ in range(4)))
    bystander.execute(END_EVERY_OTHER)
    await asyncio.gather(*(database.run(keep, account) for account in range(4, 8)))
    assert await database.read(kept) == list(range(8))


async def test_a_connection_lost_inside_an_action_runs_it_once_more(
    database: Database, bystander: psycopg.Connection
) -> None:
    runs = 0

    def lose_the_first_time(session: Session) -> None:
        nonlocal runs
        runs += 1
        keep(session, 1)
        if runs == 1:
            bystander.execute(END_EVERY_OTHER)
        keep(session, 2)

    await database.run(lose_the_first_time)
    assert runs == 2
    assert await database.read(kept) == [1, 2]


async def test_a_connection_lost_twice_is_not_saved(
    database: Database, bystander: psycopg.Connection
) -> None:
    def lose(session: Session) -> None:
        keep(session, 1)
        bystander.execute(END_EVERY_OTHER)
        keep(session, 2)

    with pytest.raises(NotSaved):
        await database.run(lose)
    assert await database.read(kept) == []


async def test_a_connection_lost_before_the_commit_is_not_saved(
    database: Database, bystander: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = psycopg.Connection.commit

    def lose_then_commit(connection: psycopg.Connection) -> None:
        bystander.execute(END_EVERY_OTHER)
        commit(connection)

    monkeypatch.setattr(psycopg.Connection, "commit", lose_then_commit)
    with pytest.raises(NotSaved):
        await database.run(keep, 1)
    monkeypatch.undo()
    assert await database.read(kept) == []


async def test_a_commit_whose_answer_was_lost_is_found_to_be_saved_and_not_done_twice(
    database: Database, bystander: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit, runs = psycopg.Connection.commit, []

    def commit_then_lose(connection: psycopg.Connection) -> None:
        commit(connection)
        bystander.execute(END_EVERY_OTHER)
        connection.execute("SELECT 1")  # raises what a lost connection raises

    def keep_and_count(session: Session) -> int:
        runs.append(1)
        return keep(session, 1)

    monkeypatch.setattr(psycopg.Connection, "commit", commit_then_lose)
    assert await database.run(keep_and_count) == 1
    monkeypatch.undo()
    assert len(runs) == 1
    assert await database.read(kept) == [1]


async def test_of_two_actions_in_each_others_way_both_are_done(postgresql_url: str) -> None:
    database = Database(postgresql_url, threads=2, patience_seconds=30)
    await asyncio.gather(database.run(keep, 1, points=0), database.run(keep, 2, points=0))
    meet = threading.Barrier(2, timeout=30)
    runs: list[int] = []

    def add_a_point(session: Session, first: int, second: int) -> None:
        runs.append(first)
        more = {"points": BALANCES.c.points + 1}
        session.execute(update(BALANCES).where(BALANCES.c.account == first).values(more))
        if len(runs) <= 2:
            meet.wait()
        session.execute(update(BALANCES).where(BALANCES.c.account == second).values(more))

    await asyncio.gather(database.run(add_a_point, 1, 2), database.run(add_a_point, 2, 1))
    assert len(runs) > 2  # the one that gave way, or now and then both, began again
    assert await database.read(all_points) == [2, 2]
    await database.close()


def all_points(session: Session) -> list[int]:
    return list(session.execute(select(BALANCES.c.points)).scalars())


async def test_a_row_held_by_somebody_else_is_not_saved_and_later_it_is(
    database: Database, bystander: psycopg.Connection
) -> None:
    def change(session: Session) -> None:
        session.execute(update(BALANCES).values(points=9))

    await database.run(keep, 1)
    bystander.execute("BEGIN")
    bystander.execute("SELECT * FROM balance FOR UPDATE")
    with pytest.raises(NotSaved, match="lock timeout"):
        await database.run(change)
    bystander.execute("ROLLBACK")
    await database.run(change)
    assert await database.read(all_points) == [9]


async def test_a_server_that_is_not_there_is_not_saved() -> None:
    database = Database("postgresql://nobody@127.0.0.1:1/none", patience_seconds=0.1)
    with pytest.raises(NotSaved):
        await database.run(keep, 1)
    with pytest.raises(NotSaved):
        await database.read(kept)
    await database.close()


async def test_an_action_that_hides_an_error_of_the_database_is_told_so(database: Database) -> None:
    def hide(session: Session) -> None:
        keep(session, 2)
        try:
            session.execute(insert(BALANCES), {"account": 1, "points": 1})
        except IntegrityError:
            return

    await database.run(keep, 1)
    with pytest.raises(RuntimeError, match="begin_nested"):
        await database.run(hide)
    assert await database.read(kept) == [1]


async def test_two_actions_run_at_the_same_time(database: Database) -> None:
    meet = threading.Barrier(2, timeout=30)

    def meet_inside(session: Session) -> int:
        return meet.wait()

    assert sorted(await asyncio.gather(database.run(meet_inside), database.run(meet_inside))) == [0, 1]


async def soon_held(lock: Lock) -> bool:
    """A server notices a moment later that a connection was closed."""
    for _ in range(100):
        if lock.hold():
            return True
        await asyncio.sleep(0.05)
    return False


async def test_a_name_is_one_process_s_until_it_lets_go_or_its_connection_ends(
    database: Database, postgresql_url: str, bystander: psycopg.Connection
) -> None:
    other = Database(postgresql_url, threads=1, patience_seconds=0.2)
    ours, theirs = database.lock("speaking"), other.lock("speaking")
    assert ours.hold()
    assert not theirs.hold()
    assert ours.hold()  # it is asked again and again, and had once
    another = database.lock("something else")
    assert another.hold()
    bystander.execute(END_EVERY_OTHER)
    assert not ours.hold()
    assert await soon_held(theirs)  # its own connection ended as well
    assert not ours.hold()
    theirs.release()
    assert await soon_held(ours)
    ours.release()
    another.release()
    await other.close()
