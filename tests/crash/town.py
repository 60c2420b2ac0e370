"""A sandbox that outlives its bots, and an ear for everything they say to each person. Judges nothing."""

import re
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sandbox.clock import Clock
from sandbox.server import Server, serve
from sandbox.telegram import Telegram
from tests.crash.books import Findings

START = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
TOKEN = "100001:the-bot-that-is-killed"
SAYING = frozenset({"sendMessage", "editMessageText", "sendPhoto", "editMessageMedia", "answerCallbackQuery"})
PATIENCE_SECONDS = 120.0  # so many lives without an answer that something is stuck


@dataclass(frozen=True, slots=True)
class Said:
    """Something the bot said to a person, and the life it said it in."""

    text: str
    life: int


class Town:
    """One sandbox, one bot in it, its people."""

    def __init__(self, server: Server) -> None:
        self.url = server.url
        self.telegram: Telegram = server.telegram
        self.control = server.control
        self.findings = Findings()
        self.answers = 0
        self.answered_twice: Counter[str] = (
            Counter()
        )  # by the place at which the life of the first answer ended
        self.life = 0
        self.ends: dict[int, str] = {}
        self._heard_until = 0
        self._heard: defaultdict[int, list[tuple[dict[str, Any], int]]] = defaultdict(list)
        self._bot = next(iter(server.telegram.state.bots.values()))

    @property
    def now(self) -> datetime:
        return self.telegram.clock.now()

    @property
    def waiting(self) -> set[int]:
        """Whose updates are not acknowledged yet."""
        bodies = [update.body for update in self._bot.pending]
        return {body["from"]["id"] for body in bodies if "from" in body}

    @property
    def next_update(self) -> int:
        return self._bot.next_update_id

    async def taken(self, first: int, last: int) -> bool:
        """Wait until these updates are acknowledged. False: they are not, and it is not a matter of time."""

        def done() -> bool:
            return not any(first <= update.id < last for update in self._bot.pending)

        return await self.telegram.world.bell.until(done, PATIENCE_SECONDS)

    def listen(self) -> None:
        """Note what was said since the last time; call it in every life."""
        for call in self.telegram.calls.after(self._heard_until):
            self._heard_until = call["number"]
            person = self._hearer(call)
            if person is not None:
                self._heard[person].append((call, self.life))

    def _hearer(self, call: dict[str, Any]) -> int | None:
        if call["method"] not in SAYING:
            return None
        asked = call["parameters"]
        if "chat_id" in asked:
            return int(asked["chat_id"])
        tap = self.telegram.state.taps.get(str(asked.get("callback_query_id")))
        return tap.person_id if tap is not None and asked.get("text") else None

    def mark(self, person: int) -> int:
        """Where a person's hearing stands now."""
        self.listen()
        return len(self._heard[person])

    def heard(self, person: int, since: int) -> list[Said]:
        """What reached a person since a mark."""
        self.listen()
        reached = [heard for heard in self._heard[person][since:] if (heard[0]["outcome"] or {}).get("ok")]
        return [
            Said(call["parameters"].get("text") or call["parameters"].get("caption") or "", life)
            for call, life in reached
        ]

    def judge(self, what: str, said: list[Said], pattern: re.Pattern[str], *, same: bool) -> list[str]:
        """The answers that fit, each once; none, or (where they must be the `same`) several, is a finding."""
        fitting = [one for one in said if pattern.search(one.text)]
        if not fitting:
            self.findings.unanswered.append(f"{what}: {[one.text for one in said]}")
            return []
        self.answers += 1
        if len(fitting) > 1:
            self.answered_twice[self.ends.get(fitting[0].life, "")] += 1
        texts = list(dict.fromkeys(one.text for one in fitting))
        if same and len(texts) > 1:
            self.findings.answered_differently.append(f"{what}: {texts}")
        return texts


@asynccontextmanager
async def town() -> AsyncIterator[Town]:
    telegram = Telegram(clock=Clock(START, frozen=True))
    telegram.add_bot(TOKEN, "healthgrid_bot", "HealthGrid")
    server = await serve(telegram)
    try:
        yield Town(server)
    finally:
        await server.stop()
