"""SQLite: one commit for all that waits, and what becomes of a full, locked or failing file."""

import asyncio
import sqlite3
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from textwrap import dedent

import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from storage.database import AT_ONCE, Database, NotSaved
from storage.engine import on_sqlite
from storage.migrations import migrate
from storage.tables import Balance, PersonTag
from tests.storage.keeping import BALANCES, keep, keep_and_fail, kept


@pytest.fixture
async def database(sqlite_url: str) -> AsyncIterator[Database]:
    opened = Database(sqlite_url, patience_seconds=0.05)
    yield opened
    await opened.close()


def path_of(url: str) -> str:
    return url.removeprefix("sqlite:///")


@pytest.fixture
def commits(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows with every commit."""
    passed: list[str] = []
    monkeypatch.setattr(on_sqlite, "failpoint", passed.append)
    return passed


@contextmanager
def line_held(database: Database) -> Iterator[None]:
    """The writer waits inside an action, so that everything asked meanwhile waits in line together."""
    begun, go_on = threading.Event(), threading.Event()

    def hold(session: Session) -> None:
        begun.set()
        go_on.wait(timeout=30)

    holder = threading.Thread(target=database.run_now, args=(hold,))
    holder.start()
    begun.wait(timeout=30)
    yield
    go_on.set()
    holder.join()


async def asked_together(database: Database, accounts: range) -> list[int | BaseException]:
    with line_held(database):
        tasks = [asyncio.create_task(database.run(keep, account)) for account in accounts]
        await asyncio.sleep(0)
    return await asyncio.gather(*tasks, return_exceptions=True)


async def test_all_that_waits_is_committed_at_once(database: Database, commits: list[str]) -> None:
    assert await asked_together(database, range(100)) == list(range(100))
    assert commits.count("after-commit") == 2  # the one that held the line, and the hundred


async def test_a_commit_carries_a_bounded_number(database: Database, commits: list[str]) -> None:
    await asked_together(database, range(AT_ONCE + 1))
    assert commits.count("after-commit") == 3


async def test_an_action_sees_what_is_stored_and_not_what_one_before_it_was_holding(
    database: Database,
) -> None:
    def points(session: Session) -> Balance:
        balance: Balance = session.get_one(Balance, 1)
        return balance

    def change(session: Session) -> None:
        session.execute(update(BALANCES).values(points=50))

    await database.run(keep, 1, points=5)
    with line_held(database):
        before, changed = asyncio.create_task(database.run(points)), asyncio.create_task(database.run(change))
        after = asyncio.create_task(database.run(points))
        await asyncio.sleep(0)
    await changed
    assert ((await before).points, (await after).points) == (5, 50)


async def test_a_commit_is_on_the_disk_and_references_are_checked(database: Database) -> None:
    def pragma(session: Session, name: str) -> object:
        return session.execute(text(f"PRAGMA {name}")).scalar_one()

    full = 2  # https://www.sqlite.org/pragma.html#pragma_synchronous
    assert await database.run(pragma, "synchronous") == full
    assert await database.run(pragma, "journal_mode") == "wal"
    with pytest.raises(IntegrityError):
        await database.run(lambda session: session.add(PersonTag(person_id=404, tag="pregnant")))


async def test_nobody_is_answered_before_the_commit(
    database: Database, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered: list[int] = []
    answered_at_commit: list[int] = []

    async def ask(account: int) -> None:
        answered.append(await database.run(keep, account))

    def note(name: str) -> None:
        if name == "before-commit":
            answered_at_commit.append(len(answered))

    monkeypatch.setattr(on_sqlite, "failpoint", note)
    await asyncio.gather(*(ask(account) for account in range(5)))
    assert answered_at_commit[0] == 0
    assert len(answered) == 5


@pytest.fixture
def intruder(sqlite_url: str) -> Iterator[sqlite3.Connection]:
    """Another process with the same file."""
    connection = sqlite3.connect(path_of(sqlite_url), isolation_level=None, check_same_thread=False)
    yield connection
    connection.close()


async def test_while_somebody_else_holds_the_lock_nothing_is_saved_and_then_everything(
    database: Database, intruder: sqlite3.Connection
) -> None:
    intruder.execute("BEGIN IMMEDIATE")
    outcomes = await asked_together_while_locked(database)
    assert [type(outcome) for outcome in outcomes] == [NotSaved] * 3
    assert len({id(outcome) for outcome in outcomes}) == 3
    assert await database.read(kept) == []
    intruder.execute("ROLLBACK")
    assert await database.run(keep, 1) == 1


async def test_what_an_action_has_read_nobody_changes_before_it_writes(
    database: Database, intruder: sqlite3.Connection
) -> None:
    intruder.execute("PRAGMA busy_timeout = 0")

    def read_then_write(session: Session) -> None:
        assert kept(session) == []
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            intruder.execute("INSERT INTO balance VALUES (9, 9)")
        keep(session, 1)

    await database.run(read_then_write)
    assert await database.read(kept) == [1]


async def asked_together_while_locked(database: Database) -> list[int | BaseException]:
    return await asyncio.gather(
        *(database.run(keep, account) for account in range(3)), return_exceptions=True
    )


async def test_a_short_lock_is_waited_for(sqlite_url: str, intruder: sqlite3.Connection) -> None:
    database = Database(sqlite_url, patience_seconds=30)
    intruder.execute("BEGIN IMMEDIATE")
    waiting = asyncio.create_task(database.run(keep, 1))
    await asyncio.sleep(0)
    await asyncio.to_thread(intruder.execute, "ROLLBACK")
    assert await waiting == 1
    await database.close()


def test_the_folder_of_the_file_is_made_when_it_is_missing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'data' / 'county' / 'healthgrid.db'}"
    migrate(url)
    database = Database(url)
    assert database.run_now(keep, 1) == 1
    database.close_now()


def limit_pages(session: Session, spare: int) -> None:
    pages = session.execute(text("PRAGMA page_count")).scalar_one()
    session.execute(text(f"PRAGMA max_page_count = {pages + spare}")).scalar_one()


def fill(session: Session) -> None:
    session.execute(text("CREATE TABLE filler (bytes)"))
    session.execute(text("INSERT INTO filler VALUES (zeroblob(200000))"))


async def test_a_full_disk_costs_only_those_it_has_no_room_for(database: Database) -> None:
    await database.run(limit_pages, spare=10)
    with line_held(database):
        tasks = [
            asyncio.create_task(work)
            for work in (database.run(keep, 1), database.run(fill), database.run(keep, 2))
        ]
        await asyncio.sleep(0)
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    assert outcomes[0] == 1
    assert isinstance(outcomes[1], NotSaved)
    assert outcomes[2] == 2
    assert await database.read(kept) == [1, 2]


async def test_after_the_disk_has_room_again_the_writer_works(database: Database) -> None:
    await database.run(limit_pages, spare=0)
    with pytest.raises(NotSaved, match="full"):
        await database.run(fill)
    await database.run(limit_pages, spare=1000)
    await database.run(fill)


async def test_an_exception_of_an_action_is_still_its_own_when_the_others_are_run_again(
    database: Database,
) -> None:
    await database.run(limit_pages, spare=10)
    error = ValueError("mine")
    with line_held(database):
        tasks = [
            asyncio.create_task(work)
            for work in (database.run(keep_and_fail, 1, error), database.run(fill), database.run(keep, 2))
        ]
        await asyncio.sleep(0)
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    assert outcomes[0] is error
    assert await database.read(kept) == [2]


def run_apart(script: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """In a process of its own: limits on files and kills would hit the tests too."""
    preamble = """
        import asyncio, os, resource, sqlite3, sys
        from sqlalchemy import insert, select
        from storage.database import Database, NotSaved
        from tests.storage.keeping import keep, kept
    """
    code = dedent(preamble) + dedent(script)
    root = Path(__file__).parents[2]
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code, *arguments],
        capture_output=True,
        text=True,
        timeout=50,
        cwd=root,
        check=False,
    )


def test_a_file_that_cannot_grow_saves_nothing_it_does_not_say_and_recovers(sqlite_url: str) -> None:
    done = run_apart(
        """
        import signal
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        async def main(url):
            database = Database(url)
            await database.run(keep, 0)
            size = os.path.getsize(url.removeprefix("sqlite:///") + "-wal")
            soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
            resource.setrlimit(resource.RLIMIT_FSIZE, (size + 20000, hard))
            asked = (database.run(keep, number) for number in range(1, 400))
            saved, refused = {0}, 0
            for outcome in await asyncio.gather(*asked, return_exceptions=True):
                if isinstance(outcome, NotSaved): refused += 1
                else: saved.add(outcome)
            for number in range(1000, 1100):
                try: saved.add(await database.run(keep, number))
                except NotSaved: refused += 1
            assert refused, "the limit was never met"
            assert set(await database.read(kept)) == saved
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
            assert await database.run(keep, 5000) == 5000
            await database.close()
            again = Database(url)
            assert set(await again.read(kept)) == saved | {5000}
            await again.close()
        asyncio.run(main(sys.argv[1]))
        """,
        sqlite_url,
    )
    assert done.returncode == 0, done.stderr


def test_an_action_that_hides_a_fault_of_the_file_is_still_not_saved(sqlite_url: str) -> None:
    done = run_apart(
        """
        import signal
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        from sqlalchemy import text
        from storage.engine.prepared import Prepared
        from tests.storage.keeping import BALANCES
        given_up = []
        def hide(session):
            keep(session, 1)
            session.execute(text("PRAGMA cache_size = 5"))
            try: session.execute(text("INSERT INTO filler VALUES (zeroblob(4000000))"))
            except Exception: given_up.append(not session.info["driver"].in_transaction)
            for write in (keep, Prepared(insert(BALANCES))):
                try: write(session, account=2, points=1)
                except Exception: pass
        async def main(url):
            database = Database(url)
            await database.run(lambda session: session.execute(text("CREATE TABLE filler (bytes)")) and None)
            soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
            size = os.path.getsize(url.removeprefix("sqlite:///") + "-wal")
            resource.setrlimit(resource.RLIMIT_FSIZE, (size + 20000, hard))
            try: await database.run(hide)
            except NotSaved: pass
            else: raise AssertionError("it said it was saved")
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
            assert given_up == [True], "SQLite did not roll back by itself"
            assert await database.read(kept) == []
            await database.close()
        asyncio.run(main(sys.argv[1]))
        """,
        sqlite_url,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.crash
@pytest.mark.parametrize(
    ("place", "survivors"),
    [("before-action", [1]), ("after-action", [1]), ("before-commit", [1]), ("after-commit", [1, 2])],
)
def test_a_killed_process_keeps_what_was_committed_and_nothing_else(
    sqlite_url: str, place: str, survivors: list[int]
) -> None:
    done = run_apart(
        """
        from storage.failpoint import arm
        database = Database(sys.argv[1])
        arm(sys.argv[2], 2)
        for account in (1, 2, 3): print(database.run_now(keep, account), flush=True)
        """,
        sqlite_url,
        place,
    )
    assert done.returncode == -9
    assert done.stdout.split() == ["1"]
    database = Database(sqlite_url)
    assert database.read_now(kept) == survivors
    database.close_now()
