"""What is going to be done, and when: everybody's plans in one heap. Does nothing by itself."""

import heapq
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

Act = Callable[[], Awaitable[None]]
GRAIN = timedelta(
    minutes=5
)  # people act on these; so that much happens at once, and the bot is asked less often


def on_the_grain(moment: datetime) -> datetime:
    """The first moment of the grain that is not before this one."""
    over = timedelta(seconds=moment.timestamp() % GRAIN.total_seconds())
    return moment + (GRAIN - over) if over else moment


class Diary:
    """Plans in the order of their time, and of their making where times are equal."""

    def __init__(self) -> None:
        self._plans: list[tuple[datetime, int, Act]] = []
        self._made = 0

    def plan(self, at: datetime, act: Act) -> None:
        self._made += 1
        heapq.heappush(self._plans, (on_the_grain(at), self._made, act))

    @property
    def next_at(self) -> datetime | None:
        return self._plans[0][0] if self._plans else None

    async def do(self, now: datetime) -> int:
        """Do everything planned by now; how much that was."""
        done = 0
        while self._plans and self._plans[0][0] <= now:
            _at, _number, act = heapq.heappop(self._plans)
            await act()
            done += 1
        return done
