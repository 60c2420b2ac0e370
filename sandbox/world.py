"""The state with its clock and its queue of updates: what every method works on. It knows no method."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from sandbox.clock import Clock
from sandbox.state import Bot, Json, State, Update

# Bot API, getUpdates: "allowed_updates ... all update types except chat_member, message_reaction, and
# message_reaction_count (default)"; "updates are stored ... not longer than 24 hours".
NOT_UNLESS_ASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
KEPT = timedelta(hours=24)


class Bell:
    """Wakes whoever waits for the world to change; each looks again whether it is their turn."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        """Something changed."""
        for sleeper in self._waiting:
            if not sleeper.done():
                sleeper.set_result(None)
        self._waiting.clear()

    async def until(self, true: Callable[[], bool], timeout: float) -> bool:  # noqa: ASYNC109
        """Wait at most `timeout` real seconds; returns whether `true()` came to be."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + timeout
        while not true():
            left = deadline - loop.time()
            if left <= 0:
                return False
            sleeper: asyncio.Future[None] = loop.create_future()
            self._waiting.add(sleeper)
            try:
                await asyncio.wait([sleeper], timeout=left)
            finally:
                self._waiting.discard(sleeper)
        return True


class World:
    """People, bots, chats and time. `keep`: how many of the latest messages a chat remembers; None: all.

    `stirred`: the chats something was written in since whoever wants to know last emptied it.
    """

    def __init__(self, clock: Clock | None = None, keep: int | None = None) -> None:
        self.clock = clock or Clock()
        self.keep = keep
        self.stirred: set[int] = set()
        self.state = State()
        self.bell = Bell()

    def now(self) -> datetime:
        """The sandbox's moment, in UTC."""
        return self.clock.now()

    def next(self, counter: str, first: int = 1) -> int:
        """The next number of a named sequence."""
        value = self.state.counters.get(counter, first)
        self.state.counters[counter] = value + 1
        return value

    def push(self, bot: Bot, kind: str, body: Json) -> Update | None:
        """Queue an update for a bot, unless its allowed_updates say it does not want the kind."""
        wanted = kind in bot.allowed_updates if bot.allowed_updates else kind not in NOT_UNLESS_ASKED
        if not wanted:
            return None
        update = Update(bot.next_update_id, kind, body, self.now())
        bot.next_update_id += 1
        bot.pending.append(update)
        self.bell.ring()
        return update

    def acknowledge(self, bot: Bot, before: int) -> None:
        """Forget the updates numbered below `before`."""
        bot.pending = [update for update in bot.pending if update.id >= before]
        self.bell.ring()

    def forget_stale(self, bot: Bot) -> None:
        """Forget updates nobody fetched for a day, as Telegram does."""
        oldest = self.now() - KEPT
        if bot.pending and bot.pending[0].made_at < oldest:
            bot.pending = [update for update in bot.pending if update.made_at >= oldest]
            self.bell.ring()
