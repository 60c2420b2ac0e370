"""The pace: even, under Telegram's limits by count, room for answers, and silence inside a halt."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.delivery.pace import EVERY_CHAT, GROUP_PER_MINUTE, MOST_IN_A_SECOND, Held, Pace
from domain.outbox import PER_SECOND, end_of_quiet
from domain.people import QuietHours

NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)


class VirtualLoop(asyncio.SelectorEventLoop):
    """An event loop whose sleeps take no time: its clock jumps to whatever is due next."""

    def __init__(self) -> None:
        super().__init__()
        self.skipped = 0.0

    def time(self) -> float:
        return super().time() + self.skipped

    def _run_once(self) -> None:
        if not self._ready and self._scheduled:  # type: ignore[attr-defined]
            self.skipped += max(0.0, self._scheduled[0].when() - self.time())  # type: ignore[attr-defined]
        super()._run_once()  # type: ignore[misc]


def run(story: Callable[[], Coroutine[Any, Any, None]]) -> None:
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        runner.run(story())


async def leaves(pace: Pace, chat: int, times: list[float]) -> None:
    async def request() -> bool:
        times.append(asyncio.get_running_loop().time())
        return True

    await pace.process_request(request, (), {}, "sendMessage", {"chat_id": chat}, None)


def busiest(times: list[float], seconds: float) -> int:
    """The most in any half-open window of so many seconds."""
    return max(sum(1 for other in times if start <= other < start + seconds) for start in times)


def test_many_chats_at_once_leave_evenly_and_under_the_limit() -> None:
    async def story() -> None:
        pace, times = Pace(lambda: NOW), []
        waiting = [leaves(pace, chat, times) for chat in range(1, 301)]
        await asyncio.gather(*waiting)
        assert busiest(times, 1.0) <= MOST_IN_A_SECOND
        rate = (len(times) - 1) / (times[-1] - times[0])
        assert PER_SECOND - 0.5 < rate < MOST_IN_A_SECOND

    run(story)


def test_a_chat_hears_one_a_second() -> None:
    async def story() -> None:
        pace, times = Pace(lambda: NOW), []
        for _ in range(5):
            await leaves(pace, 7, times)
        gaps = [later - earlier for earlier, later in pairwise(times)]
        assert min(gaps) == pytest.approx(1.0, abs=0.01)

    run(story)


def test_a_group_hears_twenty_a_minute_and_then_gives_its_place_away() -> None:
    async def story() -> None:
        pace, times = Pace(lambda: NOW), []
        for _ in range(GROUP_PER_MINUTE):
            await leaves(pace, -100, times)
        with pytest.raises(Held) as held:
            await leaves(pace, -100, times)
        assert held.value.chat_id == -100
        assert timedelta(seconds=38) < held.value.until - NOW < timedelta(seconds=42)
        await leaves(pace, 5, times)  # others go on
        assert len(times) == GROUP_PER_MINUTE + 1

    run(story)


def test_answers_take_their_room_from_the_pace() -> None:
    async def story() -> None:
        pace, times = Pace(lambda: NOW), []
        answers: list[float] = []

        async def answer_people() -> None:
            while len(times) < 150:
                pace.make_room()
                answers.append(asyncio.get_running_loop().time())
                await asyncio.sleep(0.2)

        answering = asyncio.ensure_future(answer_people())
        await asyncio.gather(*(leaves(pace, chat, times) for chat in range(1, 151)))
        await answering
        assert busiest(times + answers, 1.0) <= MOST_IN_A_SECOND

    run(story)


def test_nothing_leaves_inside_a_halt_even_what_was_already_waiting() -> None:
    async def story() -> None:
        pace, times = Pace(lambda: NOW), []
        waiting = [asyncio.ensure_future(leaves(pace, chat, times)) for chat in range(1, 60)]
        await asyncio.sleep(0.5)
        left = len(times)
        pace.halt(1, timedelta(seconds=5))
        pace.halt(2, timedelta(seconds=5))  # a second chat: everything
        results = await asyncio.gather(*waiting, return_exceptions=True)
        assert len(times) == left
        assert {result.chat_id for result in results if isinstance(result, Held)} == {EVERY_CHAT}

    run(story)


def test_a_halt_of_one_chat_holds_that_chat_alone() -> None:
    async def story() -> None:
        pace, times = Pace(lambda: NOW), []
        pace.halt(1, timedelta(seconds=5))
        with pytest.raises(Held):
            await leaves(pace, 1, times)
        await leaves(pace, 2, times)
        assert len(times) == 1

    run(story)


@pytest.mark.parametrize(
    ("now", "end"),
    [
        (datetime(2026, 11, 22, 12, 59, tzinfo=UTC), None),  # 20:59
        (datetime(2026, 11, 22, 13, 0, tzinfo=UTC), datetime(2026, 11, 22, 23, 0, tzinfo=UTC)),
        (datetime(2026, 11, 22, 22, 59, tzinfo=UTC), datetime(2026, 11, 22, 23, 0, tzinfo=UTC)),
        (datetime(2026, 11, 22, 23, 0, tzinfo=UTC), None),  # seven in the morning
    ],
)
def test_quiet_hours_end_in_the_morning(now: datetime, end: datetime | None) -> None:

    assert end_of_quiet(QuietHours(time(21), time(7)), ZoneInfo("Asia/Shanghai"), now) == end
