"""The sandbox's clock: real time moved forward on request, or a frozen moment. It never goes back."""

import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from sandbox.errors import ControlError

OnMove = Callable[[], Awaitable[None]]
Stops = Callable[[], Awaitable[datetime | None]]

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
        self._on_move: list[tuple[OnMove, Stops | None]] = []

    def now(self) -> datetime:
        """The moment it is in the sandbox, in UTC."""
        moment = self._moment if self.frozen else datetime.now(UTC) + self.offset
        return moment.astimezone(UTC)

    def on_move(self, callback: OnMove, stops: Stops | None = None) -> Callable[[], None]:
        """Have `callback` do what fell due, each time the clock was moved; the move waits for it.

        `stops` says at which moment there is something to do next: a longer move stops there on its way, so that
        everything happens in its order and at its time. Returns what takes the callback away again.
        """
        entry = (callback, stops)
        self._on_move.append(entry)

        def forget() -> None:
            if entry in self._on_move:
                self._on_move.remove(entry)

        return forget

    async def move_to(self, moment: datetime) -> None:
        """Go forward to `moment`, with a stop wherever somebody wants one. Raises ControlError when it lies in the past."""
        self._insist(moment)
        while (stop := await self._next_stop(moment)) is not None:
            self._set(max(stop, self.now()))
            await self._tell()
        self._set(max(moment, self.now()))
        await self._tell()

    async def _tell(self) -> None:
        for callback, _stops in list(self._on_move):
            await callback()

    async def _next_stop(self, end: datetime) -> datetime | None:
        wanted = [await stops() for _callback, stops in list(self._on_move) if stops is not None]
        return min((at for at in wanted if at is not None and self.now() < at < end), default=None)

    async def advance(self, length: timedelta) -> None:
        """Jump forward by `length`."""
        await self.move_to(self.now() + length)

    def jump(self, moment: datetime) -> None:
        """Jump without telling anyone: for a saved town being opened again."""
        self._insist(moment)
        self._set(moment)

    def _set(self, moment: datetime) -> None:
        self._moment = moment.astimezone(UTC)
        self.offset = self._moment - datetime.now(UTC)

    def _insist(self, moment: datetime) -> None:
        if moment.tzinfo is None:
            raise ControlError("a time needs its zone, for example 2026-11-22T08:00:00+08:00")
        if moment < self.now():
            raise ControlError(f"the clock never goes back: it is already {self.now().isoformat()}")

    def resume(self, moment: datetime, offset: timedelta) -> None:
        """Take up a saved clock: a frozen one its moment, a running one its lead over real time."""
        target = moment if self.frozen else datetime.now(UTC) + offset
        if target > self.now():
            self._set(
                target
            )  # without looking at the time again: a running clock has passed a near target by then
