"""Of several processes one ticks and delivers; another takes over when that one dies, or loses its connection."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

import psycopg
import pytest

from sandbox.server import serve
from storage.database import Database
from storage.due import add_due
from tests.cast import TOKEN
from tests.conftest import TEST_KEY
from tests.delivery import worker
from tests.delivery.post import Post, post_office

ROOT = Path(__file__).parents[2]
WHO = ("resident", "treated", "doctor", "volunteer")
TAKEN_OVER_WITHIN_SECONDS = (
    10.0  # two until it is noticed; the rest is for a machine that does other things too
)
END_THE_HOLDER = "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted"


@asynccontextmanager
async def workers(
    database_url: str, post: Post, count: int
) -> AsyncIterator[dict[int, asyncio.subprocess.Process]]:
    """So many real processes, by their ids."""
    server = await serve(post.telegram)
    life = json.dumps({"database_url": database_url, "api": server.url, "token": TOKEN, "key": TEST_KEY})
    command = (sys.executable, "-m", worker.__name__, life)
    running = [await asyncio.create_subprocess_exec(*command, cwd=ROOT) for _ in range(count)]
    try:
        yield {one.pid: one for one in running}
    finally:
        for one in running:
            if one.returncode is None:
                one.kill()
            await one.wait()
        await server.stop()


async def calls(post: Post, reference: int) -> set[int]:
    """Everybody is due a call; the processes that made it, each person having heard it once."""
    for who in WHO:
        receiver = f"person:{post.persons[who]}"
        await post.database.run(add_due, worker.NAME, receiver, reference=reference, due_at=datetime.now(UTC))

    def heard(who: str) -> list[str]:
        return [text for text in post.reads(who) if text.endswith(f" {reference}")]

    assert await post.telegram.world.bell.until(lambda: all(heard(who) for who in WHO), 30)
    await all_marked(post)
    assert [len(heard(who)) for who in WHO] == [1] * len(WHO)
    return {int(heard(who)[0].split()[0]) for who in WHO}


async def all_marked(post: Post) -> None:
    """What is killed before it is marked keeps its chat waiting until its lease ends: not what is asked here."""
    for _ in range(200):
        if {row["state"] for row in (await post.rows()).values()} == {"sent"}:
            return
        await asyncio.sleep(0.05)
    raise AssertionError("what was sent was not marked")


@pytest.mark.crash
async def test_one_worker_speaks_and_the_other_takes_over_when_it_dies(postgresql_url: str) -> None:
    database = Database(postgresql_url)
    async with post_office(database) as post, workers(postgresql_url, post, 2) as running:
        (first,) = await calls(post, 1)
        assert await calls(post, 2) == {first}

        os.kill(first, signal.SIGKILL)
        died_at = monotonic()
        (second,) = await calls(post, 3)
        assert second in running
        assert second != first
        assert monotonic() - died_at < TAKEN_OVER_WITHIN_SECONDS

        with psycopg.connect(postgresql_url, autocommit=True) as connection:
            assert connection.execute(END_THE_HOLDER).fetchall() == [(True,)]
        assert await calls(post, 4) == {second}  # it noticed, stood by, and found nobody else
        assert running[second].returncode is None
    await database.close()
