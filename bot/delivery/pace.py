"""How fast the bot may speak first: evenly, just under Telegram's limits, and never inside a halt. Retries nothing.

Telegram, "Bots FAQ": about 30 messages a second overall, one a second in a chat, 20 a minute in a group. Exact
numbers are unpublished; only a 429's retry_after is true.
"""

import asyncio
import math
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from telegram.ext import BaseRateLimiter

from bot.delivery.window import Departure, Window
from domain.outbox import PER_SECOND
from storage.outbox import EVERY_CHAT

MOST_IN_A_SECOND = 30
A_SECOND = 1.02  # Telegram's clock and ours do not run alike, and arrivals are known to a few milliseconds
CATCH_UP_SECONDS = 0.25  # a machine that was busy so long may be made up for
ROOM_FOR_REPLIES = 10  # the most of it that answers to people may take
CHAT_SECONDS = 1.0
GROUP_PER_MINUTE = 20
LONGEST_WAIT_SECONDS = 1.5  # whoever would wait longer gives its place to somebody else
AFTER_A_HALT = timedelta(milliseconds=500)  # our clock is not Telegram's
SAME_TROUBLE = timedelta(seconds=5)
UNPACED = frozenset({"getMe", "getUpdates"})
_CHATS_REMEMBERED = 10_000

Json = dict[str, Any]
Answer = bool | Json | list[Json]


class Held(Exception):
    """Not now: this chat, or EVERY_CHAT, is silent until then. Nothing was sent."""

    def __init__(self, chat_id: int, until: datetime) -> None:
        super().__init__(f"held until {until.isoformat()}")
        self.chat_id, self.until = chat_id, until


@dataclass(slots=True)
class Attempt:
    """What is known of a request when it fails: whether Telegram had accepted it, and whether it may be made again."""

    accepted: bool = False
    does_no_harm_twice: bool = False  # an edit or a deletion


class Pace(BaseRateLimiter[Attempt]):
    """Lets requests leave one by one. `clock` is the clock of halts; `paced` False: as fast as asked (virtual time)."""

    def __init__(self, clock: Callable[[], datetime], *, paced: bool = True) -> None:
        self._clock, self._paced = clock, paced
        self._overall = Window(MOST_IN_A_SECOND, A_SECOND)
        self._replies = Window(ROOM_FOR_REPLIES, 1.0)
        self._next = -math.inf
        self._chats: dict[int, float] = {}
        self._groups: dict[int, Window] = {}
        self._halts: dict[int, datetime] = {}
        self._last_trouble: tuple[int, datetime] | None = None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    def make_room(self) -> None:
        """Somebody was just answered: that counts, and as much again is left free for the next answers."""
        if self._paced:
            now = asyncio.get_running_loop().time()
            self._overall.add(now)
            self._replies.add(now)

    def halt(self, chat_id: int, for_how_long: timedelta) -> tuple[int, datetime]:
        """Telegram said 429. A second chat in trouble at the same time means everything is: EVERY_CHAT.

        Returns what is halted, and until when.
        """
        now = self._clock()
        before, self._last_trouble = self._last_trouble, (chat_id, now)
        if before is not None and before[0] != chat_id and now - before[1] <= SAME_TROUBLE:
            chat_id = EVERY_CHAT
        until = max(now + for_how_long + AFTER_A_HALT, self._halts.get(chat_id, now))
        self._halts[chat_id] = until
        return chat_id, until

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,
        kwargs: Json,
        endpoint: str,
        data: Json,
        rate_limit_args: Attempt | None,
    ) -> Answer:
        """Wait for this request's turn and make it. Raises Held when its turn is not soon."""
        attempt = rate_limit_args or Attempt()
        attempt.accepted = False
        if endpoint in UNPACED:
            return await callback(*args, **kwargs)
        departure = await self._turn(int(data.get("chat_id") or EVERY_CHAT))
        try:
            answer = await callback(*args, **kwargs)
        finally:
            if departure is not None:
                self._overall.answer(departure, asyncio.get_running_loop().time())
        attempt.accepted = True
        return answer

    async def _turn(self, chat_id: int) -> Departure | None:
        self._refuse_if_halted(chat_id)
        if not self._paced:
            return None
        await self._turn_in_chat(chat_id)
        await self._turn_overall()
        self._refuse_if_halted(chat_id)  # a halt may have begun while this one waited
        now = asyncio.get_running_loop().time()
        self._leaves_for(chat_id, now)
        return self._overall.leave(now)

    async def _turn_in_chat(self, chat_id: int) -> None:
        now = asyncio.get_running_loop().time()
        free_at = self._chats.get(chat_id, now)
        if chat_id in self._groups:
            free_at = max(free_at, self._groups[chat_id].free_at(now))
        if free_at - now > LONGEST_WAIT_SECONDS:
            raise Held(chat_id, self._clock() + timedelta(seconds=free_at - now))
        if free_at > now:
            await asyncio.sleep(free_at - now)

    async def _turn_overall(self) -> None:
        loop = asyncio.get_running_loop()
        kept_free = min(self._replies.count(loop.time()), ROOM_FOR_REPLIES)
        slot = max(self._next, loop.time() - CATCH_UP_SECONDS)
        self._next = slot + 1 / (PER_SECOND - kept_free)
        while True:
            wait = max(slot, self._overall.free_at(loop.time(), kept_free)) - loop.time()
            if wait <= 0:
                break
            await asyncio.sleep(wait)

    def _leaves_for(self, chat_id: int, now: float) -> None:
        if len(self._chats) > _CHATS_REMEMBERED:
            self._chats = {chat: free_at for chat, free_at in self._chats.items() if free_at > now}
        self._chats[chat_id] = now + CHAT_SECONDS
        if chat_id < 0:
            self._groups.setdefault(chat_id, Window(GROUP_PER_MINUTE, 60.0)).add(now)

    def _refuse_if_halted(self, chat_id: int) -> None:
        now = self._clock()
        for halted in (EVERY_CHAT, chat_id):
            until = self._halts.get(halted)
            if until is not None and until > now:
                raise Held(halted, until)
            self._halts.pop(halted, None)
