"""One trial: people live, their bot is killed again and again, and at the end everything is looked at."""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from socket import socket

from sqlalchemy.orm import Session

from storage import areas
from storage.database import Database
from storage.migrations import migrate
from storage.sealed import use_keys
from tests.crash.books import Findings
from tests.crash.habits import VILLAGE_CODE, Resident, Worried
from tests.crash.inspection import check_integrity, inspect
from tests.crash.nursery import DiedOfItself, Life, Nursery, nursery
from tests.crash.person import Stuck
from tests.crash.places import ANY_MOMENT, Death, deaths
from tests.crash.town import TOKEN, Town, town

MINUTES_BETWEEN_LIVES = (2, 40)  # in the town; never so short that another log looks like the same one again
LIVELY_SECONDS = 2.0  # a place nobody passed by then is not waited for any longer
LAST_LIFE_SECONDS = 60.0
KEY = "dGhlIHNhbWUga2V5IGZvciBldmVyeSB0ZXN0LCAzMmI="  # sealed with the same key by the bots and the tests
SECRET = "nobody-else-knows"


@dataclass(frozen=True, slots=True)
class Setup:
    """An empty database, a way to meet Telegram, and how often the bot is to be killed."""

    name: str
    database: str
    webhook: bool
    kills: int


@dataclass
class Outcome:
    """What a trial found, and how often the bot was killed where."""

    setup: Setup
    findings: Findings
    kills: Counter[str] = field(default_factory=Counter)
    while_joining: int = 0
    people: int = 0
    answers: int = 0
    answered_twice: Counter[str] = field(default_factory=Counter)


Progress = Callable[[Setup, int], None]


async def run(setups: Sequence[Setup], diary: Path, *, seed: int, progress: Progress) -> list[Outcome]:
    """Run trials one after another; what the bots log goes into `diary`."""
    with diary.open("wb") as written:
        async with nursery(written) as bots:
            return [await trial(setup, bots, Random(f"{seed} {setup.name}"), progress) for setup in setups]


async def trial(setup: Setup, nursery: Nursery, chance: Random, progress: Progress) -> Outcome:
    """Run one, and look at everything it left."""
    use_keys([KEY])
    migrate(setup.database)
    database = Database(setup.database)
    try:
        await database.run(_found_village)
        async with town() as place:
            running = _Trial(setup, nursery, chance, place)
            outcome = await running.run(progress)
        await database.read(inspect, running.people, outcome.findings)
        if setup.database.startswith("sqlite"):
            outcome.findings.wrong += await database.read(check_integrity)
        return outcome
    finally:
        await database.close()


def _found_village(session: Session) -> None:
    areas.add_area(
        session, parent_id=None, level="village", name="清溪村", code=VILLAGE_CODE, timezone="Asia/Shanghai"
    )


class _Trial:
    def __init__(self, setup: Setup, nursery: Nursery, chance: Random, place: Town) -> None:
        self.setup = setup
        self.nursery = nursery
        self.chance = chance
        self.town = place
        self.port = _free_port() if setup.webhook else 0
        self.people: list[Resident] = []
        self.over = False
        self.outcome = Outcome(setup, place.findings)

    async def run(self, progress: Progress) -> Outcome:
        lives = [asyncio.create_task(life) for life in (*map(self._settle, range(5)), self._arrive())]
        every = deaths(self.setup.kills, self.chance, webhook=self.setup.webhook)
        for number, death in enumerate(every, 1):
            await self._live_until(death)
            progress(self.setup, number)
            if all(life.done() for life in lives):
                break
        self.over = True
        await self._last_life(lives)
        self.outcome.people = len(self.people)
        self.outcome.answers = self.town.answers
        self.outcome.answered_twice = self.town.answered_twice
        return self.outcome

    def _new(self, number: int) -> Resident:
        kind = Worried if number == 4 else Resident
        somebody = kind(self.town, f"R{number}", ("en", "zh_CN")[number % 2], Random(self.chance.random()))
        self.people.append(somebody)
        return somebody

    async def _settle(self, number: int) -> None:
        """Somebody joins and stays; the last thing they do, after all kills, is to measure once more."""
        somebody = self._new(number)
        try:
            await somebody.joins()
            await somebody.lives(lambda: self.over)
            await somebody.measures()
        except Stuck:
            return

    async def _arrive(self) -> None:
        """Always somebody is joining: one measures, and the next comes."""
        number = 10
        try:
            while not self.over:
                newcomer = self._new(number)
                await newcomer.joins()
                await newcomer.measures()
                number += 1
        except Stuck:
            return

    async def _live_until(self, death: Death) -> None:
        life = await self._begin(death.failpoint)
        try:
            passed = await life.ends_within(death.after_seconds or LIVELY_SECONDS)
        except DiedOfItself as error:
            self.town.findings.wrong.append(f"a bot died of itself: {error}")
            passed = True
        place = death.place if passed else ANY_MOMENT
        await life.kill()
        self.outcome.kills[place] += 1
        waiting = self.town.waiting
        self.outcome.while_joining += any(one.is_joining and one.id in waiting for one in self.people)
        await self._end(place)

    async def _end(self, place: str) -> None:
        self.town.listen()
        self.town.ends[self.town.life] = place
        self.town.life += 1
        await self.town.telegram.clock.advance(timedelta(minutes=self.chance.randint(*MINUTES_BETWEEN_LIVES)))

    async def _last_life(self, lives: list["asyncio.Task[None]"]) -> None:
        """Nobody is killed any more: everybody gets their answers, and the queue runs empty."""
        life = await self._begin("")
        done, late = await asyncio.wait(lives, timeout=LAST_LIFE_SECONDS)
        for one in late:
            one.cancel()
            self.town.findings.wrong.append("somebody still waits, though nobody kills the bot any more")
        for one in done:
            one.result()
        await life.kill()

    async def _begin(self, failpoint: str) -> Life:
        order: dict[str, object] = {
            "now": self.town.now.isoformat(),
            "bot_token": TOKEN,
            "bot_api": self.town.url,
            "database": self.setup.database,
            "keys": KEY,
            "failpoint": failpoint,
        }
        if self.setup.webhook:
            url = f"http://127.0.0.1:{self.port}/telegram"
            order |= {"webhook_url": url, "webhook_secret": SECRET, "webhook_port": self.port}
        return await self.nursery.bear(order)


def _free_port() -> int:
    with socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])
