"""kill -9 between claim, request, answer and mark: nothing is lost, and said twice only where that is better than never."""

import asyncio
from pathlib import Path

import pytest

from bot.delivery.deliver import LEASE
from tests.crash.deliveries import PLACES, kill_deliveries
from tests.delivery.post import Post

KILLS = 32


def ignore(name: str, killed: int, kills: int) -> None:
    """Nobody watches."""


@pytest.mark.crash
@pytest.mark.timeout(240)  # seconds; ten on a machine of its own
async def test_deliveries_killed_at_every_step_lose_nothing_and_say_twice_only_what_is_better_than_never(
    database_url: str, tmp_path: Path
) -> None:
    """A short run of `make crash`."""
    diary = tmp_path / "diary"
    found = await kill_deliveries("short", database_url, KILLS, diary, seed=1, watch=ignore)
    assert (found.lost, found.twice, found.disordered) == ([], [], []), diary.read_text("utf-8")
    assert found.kills == dict.fromkeys(PLACES, KILLS // len(PLACES))
    assert set(found.again) <= {"alert", "reminder", "duty", "change"}  # said once more rather than never
    assert found.again.total() > 0
    assert set(found.unknown) <= {"village_notice", "notice", "lesson"}  # shown rather than said twice
    assert found.unknown.total() > 0


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
