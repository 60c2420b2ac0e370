"""kill -9 between claim, request, answer and mark: nothing is lost, and said twice only where that is better than never."""

import asyncio
import json
import signal
import sys
from pathlib import Path

import pytest

from bot.delivery.deliver import LEASE
from domain.outbox import Kind
from sandbox.server import serve
from tests.cast import TOKEN
from tests.delivery.post import Post

ROOT = Path(__file__).parents[2]

# Rows leave in this order; the kill falls on the `count`-th passage of the place.
KINDS = {"resident": Kind.REMINDER, "treated": Kind.NOTICE, "doctor": Kind.LESSON}


@pytest.mark.crash
@pytest.mark.parametrize(
    ("place", "count", "states", "said"),
    [
        ("delivery-claimed", 1, ("sent", "sent", "sent"), (1, 1, 1)),
        ("delivery-claimed", 2, ("sent", "sent", "sent"), (1, 1, 1)),
        ("delivery-before-request", 1, ("sent", "sent", "sent"), (1, 1, 1)),
        ("delivery-before-request", 2, ("sent", "unknown", "sent"), (1, 0, 1)),
        ("delivery-accepted", 1, ("sent", "sent", "sent"), (2, 1, 1)),
        ("delivery-accepted", 2, ("sent", "unknown", "sent"), (1, 1, 1)),
        ("delivery-accepted", 3, ("sent", "sent", "unknown"), (1, 1, 1)),
        ("delivery-marked", 2, ("sent", "sent", "sent"), (1, 1, 1)),
    ],
)
async def test_a_killed_delivery_loses_nothing(
    sqlite_post: Post,
    sqlite_url: str,
    place: str,
    count: int,
    states: tuple[str, ...],
    said: tuple[int, ...],
) -> None:
    post = sqlite_post
    for who, kind in KINDS.items():
        await post.queues(who, kind=kind, to=who)
    await _killed(post, sqlite_url, place, count)
    await post.passes(seconds=LEASE.total_seconds() + 1)
    await post.drains()
    rows = await post.rows()
    assert tuple(rows[who]["state"] for who in KINDS) == states
    assert tuple(len(post.reads(who)) for who in KINDS) == said


async def _killed(post: Post, database_url: str, place: str, count: int) -> None:
    server = await serve(post.telegram)
    life = {
        "database_url": database_url,
        "api": server.url,
        "token": TOKEN,
        "now": post.now.isoformat(),
        "place": place,
        "count": count,
    }
    victim = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.delivery.victim", json.dumps(life), cwd=ROOT
    )
    assert await victim.wait() == -signal.SIGKILL
    await server._runner.cleanup()


async def test_a_lease_that_still_runs_is_left_alone(post: Post) -> None:
    from storage.outbox_claims import claim_ready

    await post.queues("one", "two")
    await post.database.run(claim_ready, now=post.now, at_most=5, lease=LEASE)
    assert await post.drains() == {}  # the second waits behind the first
    await post.passes(seconds=LEASE.total_seconds())
    assert await post.drains() == {"sent": 2}
    assert post.reads() == ["words 1", "words 2"]


async def test_two_deliveries_at_once_say_everything_once_and_in_order(post: Post) -> None:
    keys = [f"key {number}" for number in range(15)]
    for who in ("resident", "treated", "doctor", "volunteer"):
        await post.queues(*(f"{who} {key}" for key in keys), to=who)
    other = post.another_delivery()
    await asyncio.gather(post.drains(), other.drain())
    await post.drains()
    await other.close()
    for number, who in enumerate(("resident", "treated", "doctor", "volunteer")):
        assert post.reads(who) == [f"words {15 * number + place}" for place in range(1, 16)]
