"""What `Database` promises on SQLite and on PostgreSQL alike."""

import asyncio
import threading
from collections.abc import Callable

import pytest
from sqlalchemy import bindparam, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from storage.database import Database, NotSaved
from storage.engine.prepared import Prepared
from storage.tables import Balance
from tests.storage.keeping import BALANCES, count_kept, keep, keep_and_fail, kept


async def test_what_an_action_did_is_there_for_others_once_it_is_answered(
    database: Database, database_url: str
) -> None:
    assert await database.run(keep, 1) == 1
    another = Database(database_url)
    assert await another.read(kept) == [1]
    await another.close()


async def test_an_action_that_raises_is_undone_and_only_its_caller_hears_of_it(database: Database) -> None:
    error = ValueError("no")
    outcomes = await asyncio.gather(
        database.run(keep, 1),
        database.run(keep_and_fail, 2, error),
        database.run(keep, 3),
        return_exceptions=True,
    )
    assert list(outcomes) == [1, error, 3]
    assert await database.read(kept) == [1, 3]


async def test_a_refused_statement_undoes_only_its_own_action(database: Database) -> None:
    await database.run(keep, 1)
    outcomes = await asyncio.gather(
        database.run(keep, 2), database.run(keep, 1), database.run(keep, 3), return_exceptions=True
    )
    assert isinstance(outcomes[1], IntegrityError)
    assert await database.read(kept) == [1, 2, 3]


async def test_an_error_never_shows_the_values_of_a_statement(database: Database) -> None:
    await database.run(keep, 1, points=987654)
    with pytest.raises(IntegrityError) as caught:
        await database.run(keep, 1, points=987654)
    assert "987654" not in str(caught.value)


async def test_an_action_may_try_a_statement_in_a_savepoint_of_its_own(database: Database) -> None:
    def keep_or_carry_on(session: Session) -> bool:
        keep(session, 2)
        try:
            with session.begin_nested():
                session.execute(insert(BALANCES), {"account": 1, "points": 5})
        except IntegrityError:
            return False
        return True

    await database.run(keep, 1)
    assert await database.run(keep_or_carry_on) is False
    assert await database.read(kept) == [1, 2]


async def test_objects_added_are_kept_and_still_read_after_the_commit(database: Database) -> None:
    def add(session: Session) -> Balance:
        balance = Balance(account=7, points=70)
        session.add(balance)
        return balance

    balance = await database.run(add)
    assert balance.points == 70
    assert await database.read(kept) == [7]


async def test_an_object_that_is_refused_undoes_only_its_own_action(database: Database) -> None:
    def add(session: Session, flush: bool) -> None:
        session.add(Balance(account=1, points=2))
        if flush:
            session.flush()

    await database.run(keep, 1)
    outcomes = await asyncio.gather(
        database.run(keep, 2),
        database.run(add, flush=False),
        database.run(keep, 3),
        database.run(add, flush=True),
        database.run(keep, 4),
        return_exceptions=True,
    )
    assert [type(outcome) for outcome in outcomes] == [int, IntegrityError, int, IntegrityError, int]
    assert await database.read(kept) == [1, 2, 3, 4]


async def test_a_failed_action_leaves_nothing_in_the_hands_of_the_next(database: Database) -> None:
    held: list[Balance] = []

    def change_and_fail(session: Session) -> None:
        balance = session.get_one(Balance, 1)
        balance.points = 1000
        held.append(balance)
        raise ValueError

    def points(session: Session) -> int:
        return session.get_one(Balance, 1).points

    await database.run(keep, 1, points=5)
    outcomes = await asyncio.gather(
        database.run(change_and_fail), database.run(points), return_exceptions=True
    )
    assert outcomes[1] == 5
    assert await database.read(points) == 5


async def test_a_query_cannot_write(database: Database) -> None:
    with pytest.raises(NotSaved):
        await database.read(keep, 1)
    assert await database.read(kept) == []


async def test_a_glance_sees_what_was_kept_before_it_and_cannot_write(database: Database) -> None:
    for account in range(1, 4):
        await database.run(keep, account)
        assert await database.glance(kept) == list(range(1, account + 1))
    with pytest.raises(NotSaved):
        await database.glance(keep, 9)
    assert await database.glance(kept) == [1, 2, 3]


def test_every_thread_may_glance(database_url: str) -> None:
    database = Database(database_url, threads=1)
    database.run_now(keep, 1)
    seen: list[list[int]] = []
    threads = [
        threading.Thread(target=lambda: seen.append(asyncio.run(database.glance(kept)))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [[1]] * 8
    database.close_now()


async def test_a_query_cannot_lock_a_row_either(database: Database) -> None:
    locking = Prepared(
        select(BALANCES.c.points).where(BALANCES.c.account == bindparam("of")).with_for_update()
    )
    await database.run(keep, 1)
    assert await database.run(locking, of=1) == [(1,)]
    with pytest.raises(NotSaved):
        await database.read(locking, of=1)


async def test_a_query_that_raises_does_not_stop_the_next(database: Database) -> None:
    def fail(session: Session) -> None:
        raise LookupError("nobody")

    with pytest.raises(LookupError, match="nobody"):
        await database.read(fail)
    assert await database.read(kept) == []


async def test_a_caller_that_gives_up_breaks_nothing(database: Database) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def wait(session: Session) -> None:
        begun.set()
        go_on.wait(timeout=30)

    waiting = asyncio.create_task(database.run(wait))
    await asyncio.to_thread(begun.wait, 30)
    behind = [asyncio.create_task(database.run(keep, account)) for account in (1, 2)]
    await asyncio.sleep(0)
    waiting.cancel()
    behind[0].cancel()
    go_on.set()
    assert await behind[1] == 2
    await database.run(keep, 3)
    assert {2, 3} <= set(await database.read(kept))
    assert waiting.cancelled()
    assert behind[0].cancelled()


def test_callers_without_an_event_loop_are_served(database_url: str) -> None:
    database = Database(database_url)
    assert database.run_now(keep, 1) == 1
    with pytest.raises(ValueError, match="no"):
        database.run_now(keep_and_fail, 2, ValueError("no"))
    assert database.read_now(kept) == [1]
    database.close_now()


def test_several_event_loops_share_a_database(database_url: str) -> None:
    database = Database(database_url)

    def live(first: int) -> None:
        async def keep_ten() -> None:
            await asyncio.gather(*(database.run(keep, first + number) for number in range(10)))

        asyncio.run(keep_ten())

    threads = [threading.Thread(target=live, args=(first,)) for first in (100, 200, 300)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert database.read_now(count_kept) == 30
    database.close_now()


async def test_an_event_loop_that_ended_does_not_stop_the_others(database: Database) -> None:
    go_on = threading.Event()

    def wait(session: Session) -> None:
        go_on.wait(timeout=30)

    async def ask_and_leave() -> None:
        asking = asyncio.create_task(database.run(wait))
        await asyncio.sleep(0)
        asking.cancel()

    await asyncio.to_thread(lambda: asyncio.run(ask_and_leave()))
    go_on.set()
    assert await database.run(keep, 1) == 1


async def test_closing_finishes_what_is_in_line(database_url: str) -> None:
    database = Database(database_url)
    tasks = [asyncio.create_task(database.run(keep, account)) for account in range(50)]
    await asyncio.sleep(0)
    await database.close()
    assert await asyncio.gather(*tasks) == list(range(50))
    reopened = Database(database_url)
    assert await reopened.read(count_kept) == 50
    await reopened.close()


async def test_a_closed_database_refuses_at_once_and_closes_twice(database_url: str) -> None:
    database = Database(database_url)
    await database.close()
    await database.close()
    with pytest.raises(RuntimeError, match="closed"):
        await database.run(keep, 1)
    with pytest.raises(RuntimeError, match="closed"):
        database.read_now(kept)
    with pytest.raises(RuntimeError, match="closed"):
        await database.glance(kept)


@pytest.mark.parametrize("surprise", [StopIteration, KeyboardInterrupt, SystemExit])
async def test_a_strange_exception_neither_hangs_its_caller_nor_ends_the_thread(
    database: Database, surprise: Callable[[], BaseException]
) -> None:
    outcome: list[BaseException] = []

    def ask() -> None:
        try:
            database.run_now(keep_and_fail, 1, surprise())
        except BaseException as error:
            outcome.append(error)

    await asyncio.to_thread(ask)
    assert isinstance(outcome[0], surprise if surprise is not StopIteration else RuntimeError)  # type: ignore[arg-type]
    await asyncio.gather(*(database.run(keep, account) for account in range(2, 9)))
    assert await database.read(kept) == list(range(2, 9))
