"""Delivery as it runs for real: paced, woken, stopped, and stopped by a token that is refused."""

import asyncio

import pytest

from bot.delivery.settling import TokenRefused
from sandbox.telegram import Telegram
from tests.delivery.post import Post


async def said(telegram: Telegram, count: int) -> None:
    """Wait until so many messages were sent."""

    def all_of_them() -> bool:
        return sum(call["method"] == "sendMessage" for call in telegram.calls.after(0)) >= count

    assert await telegram.world.bell.until(all_of_them, 20)


async def test_what_is_queued_while_it_runs_is_said(post: Post) -> None:
    delivery = post.another_delivery(paced=True)
    running = asyncio.create_task(delivery.run())
    await post.queues("one")
    await post.queues("two", to="treated")
    delivery.wake()
    await said(post.telegram, 2)
    await _stop(running)
    assert {row["state"] for row in (await post.rows()).values()} == {"sent"}


async def test_what_is_on_its_way_is_finished_before_it_stops(post: Post) -> None:
    for number in range(3):
        await post.queues(f"key {number}", to=("resident", "treated", "doctor")[number])
    running = asyncio.create_task(post.another_delivery(paced=True).run())
    await said(post.telegram, 1)
    await _stop(running)
    assert "sending" not in {row["state"] for row in (await post.rows()).values()}


async def test_a_refused_token_ends_it_with_a_sentence(post: Post) -> None:
    post.fault("sendMessage", 401, description="Unauthorized")
    await post.queues("waiting")
    with pytest.raises(TokenRefused, match="until it is right"):
        await asyncio.wait_for(post.another_delivery(paced=True).run(), 20)
    assert (await post.row("waiting"))["state"] == "queued"


async def _stop(running: "asyncio.Task[None]") -> None:
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
