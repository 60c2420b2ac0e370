"""Kills deliveries between claim, request, answer and mark, and counts what reached whom. The rows say the rest."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import time, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.delivery.deliver import LEASE
from domain.outbox import RULES, Kind
from sandbox.control import Control
from storage import outbox, people
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
ACCEPTED = "delivery-accepted"  # Telegram has it, and nobody has noted that
NEVER = "never"
LIVELY_SECONDS = 60.0
# One of each kind in every round, each to a chat of its own, in the order they leave.
ROUND = (
    (Kind.ALERT, "doctor"),
    (Kind.REMINDER, "resident"),
    (Kind.DUTY, "administrator"),
    (Kind.VILLAGE_NOTICE, "never_consented"),
    (Kind.CHANGE, "volunteer_elsewhere"),
    (Kind.NOTICE, "treated"),
    (Kind.LESSON, "volunteer"),
)
FINAL = {"sent", "unknown"}
MOST_LIVES = 20  # until one of them is killed
MOST_WAITING = 6  # with fewer, another round is queued


@dataclass
class Deliveries:
    """What a run found. `lost`, `twice` and `disordered` name the messages; all have to be empty."""

    name: str
    kills: Counter[str] = field(default_factory=Counter)
    messages: int = 0
    again: Counter[str] = field(default_factory=Counter)  # said once more, by kind
    unknown: Counter[str] = field(default_factory=Counter)  # shown instead of said again, by kind
    arrived_unknown: int = 0  # of those, how many had arrived
    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    disordered: list[str] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        return not self.lost and not self.twice and not self.disordered


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
        # By message, the earliest first: where each life ended in which it arrived.
        self.arrived: defaultdict[str, list[str]] = defaultdict(list)
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
        await self.database.run(_never_quiet, list(self.persons.values()))

    async def until_killed(self, place: str, chance: Random) -> None:
        """Lives, until one is killed at this place, at any of the messages that wait; each goes on after the lease."""
        for _ in range(MOST_LIVES):
            waiting = await self.database.read(_count_waiting)
            if waiting < MOST_WAITING:
                await self.database.run(self._queue)
                waiting += len(ROUND)
            killed = await self._lives(place, chance.randint(1, waiting))
            self.now += LEASE + timedelta(seconds=1)
            self._listen(place if killed else NEVER)
            if killed:
                self.found.kills[place] += 1
                return
        raise TimeoutError(f"what waits does not pass {place} any more")

    def _queue(self, session: Session) -> None:
        for kind, who in ROUND:
            self._number += 1
            item = Queue(
                f"{kind} {self._number}", self.chats[who], person_id=self.persons[who], reference=self._number
            )
            outbox.add_outbox(session, push=kind.value, kind=kind, items=[item], now=self.now)
        self.found.messages += len(ROUND)

    async def _lives(self, place: str, count: int) -> bool:
        """Whether it was killed; a life with nothing left to say ends by itself. Raises TimeoutError if it does not end."""
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
            if await life.ends_within(LIVELY_SECONDS):
                return True
        except DiedOfItself:
            return False
        await life.kill()
        raise TimeoutError(f"a delivery to be killed at {place} lives for ever")

    def _listen(self, place: str) -> None:
        for call in self.town.telegram.calls.after(self._heard_until):
            self._heard_until = call["number"]
            if call["method"] == "sendMessage" and (call["outcome"] or {}).get("ok"):
                self.arrived[str(call["parameters"]["text"])].append(place)

    async def ends(self) -> Deliveries:
        """Lives that nobody kills, until nothing waits; then every row is held against what arrived."""
        for _ in range(3):
            self.now += timedelta(minutes=15)
            await self._lives(NEVER, 1)
            self._listen(NEVER)
        rows = await self.database.read(_rows)
        first = {key: place for place, key in enumerate(self.arrived)}
        for key, kind, state in rows:
            self._judge(key, Kind(kind), state, self.arrived.get(key, []))
        for kind in Kind:  # each kind has a chat of its own
            places = [(first[key], key) for key, one, _state in rows if one == kind.value and key in first]
            self.found.disordered += [key for (before, _), (at, key) in pairwise(places) if at < before]
        return self.found

    def _judge(self, key: str, kind: Kind, state: str, arrived: Sequence[str]) -> None:
        again = RULES[kind].twice_is_better_than_never
        told = f"{key}: {state}, arrived {len(arrived)} times, after kills at {list(arrived)}"
        if state not in FINAL or (state == "unknown" and again) or (state == "sent" and not arrived):
            self.found.lost.append(told)
        if arrived[1:]:
            self.found.again[kind.value] += len(arrived) - 1
        if (arrived[1:] and not again) or any(place != ACCEPTED for place in arrived[:-1]):
            self.found.twice.append(told)
        if state == "unknown":
            self.found.unknown[kind.value] += 1
            self.found.arrived_unknown += bool(arrived)


def _never_quiet(session: Session, persons: Sequence[int]) -> None:
    """Days go by while deliveries are killed: nothing is held through a night, or the end may fall into one."""
    for one in persons:
        people.change_person(session, one, quiet_from=time(0), quiet_until=time(0))


def _count_waiting(session: Session) -> int:
    states = outbox.count_by_state(session)
    return states.get("queued", 0) + states.get("sending", 0)


def _rows(session: Session) -> list[tuple[str, str, str]]:
    table = outbox.outbox
    rows = session.execute(select(table.c.dedupe_key, table.c.kind, table.c.state).order_by(table.c.id))
    return [(key, kind, state) for key, kind, state in rows]
