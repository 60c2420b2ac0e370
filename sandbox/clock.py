"""The sandbox's clock: real time moved forward on request, or a frozen moment. It never goes back."""

import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from sandbox.errors import ControlError

OnMove = Callable[[], Awaitable[None]]

_STEP = re.compile(r"(\d+)([smhdw])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def step(text: str) -> timedelta:
    """The length of "90s", "15m", "36h" or "7d". Raises ControlError on anything else."""
    found = _STEP.fullmatch(text.strip())
    if found is None:
        raise ControlError(f'cannot read {text!r} as a length of time; write it like "90s", "36h" or "7d"')
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


class Clock:
    """Aware UTC now. `frozen` stands still between moves; otherwise it runs with real time."""

    def __init__(self, start: datetime | None = None, frozen: bool = False) -> None:
        if start is not None and start.tzinfo is None:
            raise ValueError("the clock needs a start with a time zone")
        self.frozen = frozen
        self._moment = start or datetime.now(UTC)
        self.offset = self._moment - datetime.now(UTC)
        self._on_move: list[OnMove] = []

    def now(self) -> datetime:
        """The moment it is in the sandbox, in UTC."""
        moment = self._moment if self.frozen else datetime.now(UTC) + self.offset
        return moment.astimezone(UTC)

    def on_move(self, callback: OnMove) -> None:
        """Have `callback` do what fell due, each time the clock was moved; the move waits for it."""
        self._on_move.append(callback)

    async def move_to(self, moment: datetime) -> None:
        """Jump forward to `moment`. Raises ControlError when it lies in the past or has no zone."""
        self.jump(moment)
        for callback in list(self._on_move):
            await callback()

    async def advance(self, length: timedelta) -> None:
        """Jump forward by `length`."""
        await self.move_to(self.now() + length)

    def jump(self, moment: datetime) -> None:
        """Jump without telling anyone: for a saved town being opened again."""
        if moment.tzinfo is None:
            raise ControlError("a time needs its zone, for example 2026-11-22T08:00:00+08:00")
        if moment < self.now():
            raise ControlError(f"the clock never goes back: it is already {self.now().isoformat()}")
        self._moment = moment.astimezone(UTC)
        self.offset = self._moment - datetime.now(UTC)

    def resume(self, moment: datetime, offset: timedelta) -> None:
        """Take up a saved clock: a frozen one its moment, a running one its lead over real time."""
        target = moment if self.frozen else datetime.now(UTC) + offset
        if target > self.now():
            self.jump(target)
