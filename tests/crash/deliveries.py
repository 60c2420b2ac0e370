"""Kills deliveries between claim, request, answer and mark, and counts what reached whom. The rows say the rest."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.delivery.deliver import LEASE
from domain.outbox import RULES, Kind
from sandbox.control import Control
from storage import outbox
from storage.database import Database
from storage.due import Queue
from storage.migrations import migrate
from storage.sealed import use_keys
from tests.cast import ACCOUNTS, settle
from tests.crash.bot_process import KEY
from tests.crash.nursery import DiedOfItself, Life, Nursery, nursery
from tests.crash.town import TOKEN, Town, town

MODULE = "tests.crash.delivery_process"
PLACES = ("delivery-claimed", "delivery-before-request", "delivery-accepted", "delivery-marked")
NEVER = "never"
LIVELY_SECONDS = 60.0
# One of each kind in every round, each to a chat of its own, in the order they leave.
ROUND = (
    (Kind.ALERT, "doctor"),
    (Kind.REMINDER, "resident"),
    (Kind.NOTICE, "treated"),
    (Kind.LESSON, "volunteer"),
)
FINAL = {"sent", "unknown"}
MOST_WAITING = 6  # with fewer, another round is queued


@dataclass
class Deliveries:
    """What a run found. `lost` and `twice` name the messages; both have to be empty."""

    name: str
    kills: Counter[str] = field(default_factory=Counter)
    messages: int = 0
    again: Counter[str] = field(default_factory=Counter)  # said once more, by kind
    unknown: Counter[str] = field(default_factory=Counter)  # shown instead of said again, by kind
    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        return not self.lost and not self.twice


Watch = Callable[[str, int, int], None]


async def kill_deliveries(
    name: str, url: str, kills: int, diary: Path, *, seed: int, watch: Watch
) -> Deliveries:
    """Kill as many deliveries on this database; `watch` is told the name, how many, and of how many."""
    use_keys([KEY])
    migrate(url)
    database = Database(url)
    try:
        with diary.open("ab") as written:
            async with town() as place, nursery(written, MODULE) as children:
                running = _Running(Deliveries(name), url, database, place, children)
                await running.settle()
                chance = Random(f"{seed} {name}")
                for number in range(kills):
                    await running.until_killed(PLACES[number % len(PLACES)], chance)
                    watch(name, number + 1, kills)
                return await running.ends()
    finally:
        await database.close()


class _Running:
    def __init__(
        self, found: Deliveries, url: str, database: Database, place: Town, children: Nursery
    ) -> None:
        self.found, self.url, self.database, self.town, self.children = found, url, database, place, children
        self.now = place.now
        self.arrived: Counter[str] = Counter()
        self._heard_until = 0
        self._number = 0

    async def settle(self) -> None:
        control = Control(self.town.telegram)
        self.chats = {
            key: int(control.add_person(name, language_code=code)["id"]) for key, name, code in ACCOUNTS
        }
        for chat in self.chats.values():
            control.send_message(chat, None, text="/start")
        long_ago = self.now - timedelta(days=60)
        self.persons = await self.database.run(settle, self.chats, -1001, now=long_ago)

    async def until_killed(self, place: str, chance: Random) -> None:
        """Lives, until one is killed at this place, at any of the messages that wait; each goes on after the lease."""
        killed = False
        while not killed:
            waiting = await self.database.read(_count_waiting)
            if waiting < MOST_WAITING:
                await self.database.run(self._queue)
                waiting += len(ROUND)
            killed = await self._lives(place, chance.randint(1, waiting))
            self.now += LEASE + timedelta(seconds=1)
            self._listen()
        self.found.kills[place] += 1

    def _queue(self, session: Session) -> None:
        for kind, who in ROUND:
            self._number += 1
            item = Queue(
                f"{kind} {self._number}", self.chats[who], person_id=self.persons[who], reference=self._number
            )
            outbox.add_outbox(session, push=kind.value, kind=kind, items=[item], now=self.now)
        self.found.messages += len(ROUND)

    async def _lives(self, place: str, count: int) -> bool:
        """Whether it was killed; a life with nothing left to say ends by itself."""
        life: Life = await self.children.bear(
            {
                "database": self.url,
                "api": self.town.url,
                "token": TOKEN,
                "now": self.now.isoformat(),
                "place": place,
                "count": count,
            }
        )
        try:
            return await life.ends_within(LIVELY_SECONDS)
        except DiedOfItself:
            return False

    def _listen(self) -> None:
        for call in self.town.telegram.calls.after(self._heard_until):
            self._heard_until = call["number"]
            if call["method"] == "sendMessage" and (call["outcome"] or {}).get("ok"):
                self.arrived[str(call["parameters"]["text"])] += 1

    async def ends(self) -> Deliveries:
        """Lives that nobody kills, until nothing waits; then every row is held against what arrived."""
        for _ in range(3):
            self.now += timedelta(minutes=15)
            await self._lives(NEVER, 1)
            self._listen()
        for key, kind, state in await self.database.read(_rows):
            self._judge(key, Kind(kind), state, self.arrived[key])
        return self.found

    def _judge(self, key: str, kind: Kind, state: str, arrived: int) -> None:
        may_be_missing = state == "unknown" and not RULES[kind].twice_is_better_than_never
        if state not in FINAL or (arrived == 0 and not may_be_missing):
            self.found.lost.append(f"{key}: {state}, arrived {arrived} times")
        if arrived > 1:
            self.found.again[kind.value] += arrived - 1
            if not RULES[kind].twice_is_better_than_never:
                self.found.twice.append(f"{key}: arrived {arrived} times")
        if state == "unknown":
            self.found.unknown[kind.value] += 1


def _count_waiting(session: Session) -> int:
    states = outbox.count_by_state(session)
    return states.get("queued", 0) + states.get("sending", 0)


def _rows(session: Session) -> list[tuple[str, str, str]]:
    table = outbox.outbox
    rows = session.execute(select(table.c.dedupe_key, table.c.kind, table.c.state).order_by(table.c.id))
    return [(key, kind, state) for key, kind, state in rows]
