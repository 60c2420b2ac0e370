"""What the people of a trial do all day: join, measure, move, mistype, take back, put right. Knows no kill."""

import re
from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime
from itertools import product
from random import Random

from domain.understanding import Exercised
from tests.crash.books import Log, log_of
from tests.crash.person import Message, Person
from tests.crash.town import Town

VILLAGE_CODE = "qingxi"
JOINING = ("joinlanguage:", "joinconsent:", "joinyear:0", "joinsex:", "jointags:", "joinvillage:")
MOST_QUESTIONS = 12
WALKED = {"en": "walked {} minutes", "zh_CN": "快走{}分钟"}
Doing = Callable[[], Awaitable[None]]
CHATTER = {"en": "thank you, dear", "zh_CN": "谢谢你啊"}


def pressures(chance: Random) -> Iterator[tuple[int, int, int]]:
    """Quiet blood pressures with a pulse, none of them twice: so each row can be told from every other."""
    every = list(product(range(104, 130), range(64, 80), range(60, 85)))
    chance.shuffle(every)
    return iter(every)


class Resident(Person):
    """Joined, and busy."""

    def __init__(self, town: Town, name: str, language: str, chance: Random) -> None:
        super().__init__(town, name, language, chance)
        self._pressures = pressures(chance)
        self.is_joining = True
        self._moved: set[tuple[str, datetime]] = set()  # the same again at the same moment is kept once

    async def joins(self) -> None:
        """From the village's poster to the first menu, with all consents given."""
        await self.says(Message(f"/start v-{VILLAGE_CODE}"))
        for _ in range(MOST_QUESTIONS):
            asked = next(filter(None, map(self._wanted, JOINING)), None)
            if asked is None:
                self.is_joining = False
                return
            await self.taps(asked)
        self.town.findings.wrong.append(f"{self.name} is asked without end while joining")

    def _wanted(self, beginning: str) -> str | None:
        offered = self.buttons(beginning)
        if beginning == "joinlanguage:":
            return next((data for data in offered if data.endswith(self.language)), None)
        return offered[0] if offered else None

    async def lives(self, is_over: Callable[[], bool]) -> None:
        """One thing after another until it is over."""
        while not is_over():
            await self.chance.choice(self.doings())()

    def doings(self) -> list[Doing]:
        return [
            self.measures,
            self.measures,
            self.measures_often,
            self.sends_several_in_one,
            self.walks,
            self.taps_exercise,
            self.mixes_up_the_numbers,
            self.takes_back,
            self.puts_right,
            self.chats,
        ]

    async def measures(self) -> None:
        await self._reports(self._pressure())

    async def measures_often(self) -> None:
        """Several messages at once: the bot has to keep them apart and in order."""
        await self.says(*(self._pressure() for _ in range(self.chance.randint(2, 3))))

    async def sends_several_in_one(self) -> None:
        await self._moves(f"{self._pressure().text}\n{self._walk()}")

    async def walks(self) -> None:
        await self._moves(self._walk())

    async def _moves(self, text: str) -> None:
        message = self.message(text)
        if not self._just_did(message.logs[-1]):
            await self.says(message)
            self._did(message.logs[-1])

    def _just_did(self, log: Log) -> bool:
        return (log.key, self.town.now) in self._moved

    def _did(self, log: Log) -> None:
        self._moved.add((log.key, self.town.now))

    async def taps_exercise(self) -> None:
        await self.says(Message("/exercise"))
        offered = {data: self._exercise(data) for data in self.buttons("moved:")}
        new = [data for data, log in offered.items() if not self._just_did(log)]
        if new:
            data = self.chance.choice(new)
            await self.taps(data, offered[data])
            self._did(offered[data])

    def _exercise(self, data: str) -> Log:
        _, kind, minutes = data.split(":")
        return log_of(self.words, Exercised(kind, int(minutes)))

    async def mixes_up_the_numbers(self) -> None:
        """The bot asks, a tap answers."""
        systolic, diastolic, pulse = next(self._pressures)
        meant = self.message(f"{systolic}/{diastolic} {pulse}")
        await self.says(Message(f"{diastolic}/{systolic} {pulse}"))
        await self._confirms(meant)

    async def takes_back(self) -> None:
        told = await self.says(Message("/undo"))
        taken = self.account.named_in(told)
        if taken is not None:
            self.account.end(taken, "undone")

    async def puts_right(self) -> None:
        """From the list of readings to the one to put right, and the right numbers."""
        await self.says(Message("/history"))
        opened = self.button("log:r:")
        if opened is None:
            return
        await self.taps(opened)
        fixing = self.button("fix:r:")
        if fixing is None:
            return
        wrong = self.account.named_in(await self.taps(fixing))
        await self._reports(self._pressure())
        if wrong is not None:
            self.account.end(wrong, "replaced")

    async def chats(self) -> None:
        nothing_found = self.words("I did not find a reading in that. You can send me, for example:")
        await self.says(Message(CHATTER[self.language], answer=re.compile(re.escape(nothing_found))))

    async def _reports(self, message: Message) -> None:
        await self.says(message)
        await self._confirms(message)

    async def _confirms(self, meant: Message) -> None:
        yes = self.button("yes:")
        if yes is not None:
            await self.taps(yes, *meant.logs)

    def _pressure(self) -> Message:
        systolic, diastolic, pulse = next(self._pressures)
        return self.message(f"{systolic}/{diastolic} {pulse}")

    def _walk(self) -> str:
        return WALKED[self.language].format(self.chance.randint(5, 15))


class Worried(Resident):
    """Now and then a pressure that alarms: a question about it, another about symptoms, an alert for the team."""

    def doings(self) -> list[Doing]:
        return [self.measures, self.measures, self.is_alarmed, self.takes_back, self.chats]

    async def is_alarmed(self) -> None:
        systolic, diastolic, pulse = next(self._pressures)
        await self._reports(self.message(f"{systolic + 78}/{diastolic + 32} {pulse}"))
        symptoms = self.buttons("symptom:")
        if symptoms:
            await self.taps(self.chance.choice(symptoms))
