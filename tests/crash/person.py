"""Somebody who writes and taps, waits until Telegram's side is done with it, and minds what they were told."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from bot.wording import words_in
from domain.understanding import Exercised, Measured, understand
from tests.crash.books import Account, Log, log_of, points_in
from tests.crash.town import Said, Town

ANYTHING = re.compile("")
# What the bot says by itself names the reading as an answer does, and is none.
SAID_FIRST = (
    "You have not answered yet, and I worry. Do you have any of these right now?",
    "Have you rested? Please measure once more and send me the numbers.",
    "Please measure now, before breakfast and medicine. Have you spoken with your clinic?",
)


class Stuck(Exception):
    """Nobody answers any more, however often the bot is born again."""


@dataclass(frozen=True, slots=True)
class Message:
    """A text to send, and the answers it must get, each of them naming what is kept."""

    text: str
    logs: tuple[Log, ...] = ()
    answer: re.Pattern[str] = ANYTHING


class Person:
    """One account in Telegram."""

    def __init__(self, town: Town, name: str, language: str, chance: Random) -> None:
        self.town = town
        self.language = language
        self.words = words_in(language)
        self._says_first = [self.words(one) for one in SAID_FIRST]
        self.chance = chance
        self.id = int(town.control.add_person(name, language_code=language[:2])["id"])
        self.name = f"{name} ({self.id})"
        self.account = Account()

    def message(self, text: str) -> Message:
        """The text, with the logs a person would expect it to leave."""
        items = understand(text, language=self.language[:2], now=self.town.now)
        clear = [item for item in items if isinstance(item, Measured | Exercised)]
        return Message(text, tuple(log_of(self.words, item) for item in clear))

    async def says(self, *messages: Message) -> list[str]:
        """Send these one after another without waiting, then wait for all. Returns all that was said since."""
        since, first = self.town.mark(self.id), self.town.next_update
        for message in messages:
            self.town.control.send_message(self.id, text=message.text)
        said = await self._answer(messages[-1].text, since, first)
        for message in messages:
            self._judge(message, said)
        return [one.text for one in said]

    def _judge(self, message: Message, said: list[Said]) -> None:
        what = f"{self.name} wrote {message.text!r}"
        if self._is_asked_to_confirm():
            self.town.judge(what, said, ANYTHING, same=False)
        elif message.logs:
            self.learn(what, said, message.logs)
        else:
            self.town.judge(what, said, message.answer, same=False)

    def learn(self, what: str, said: list[Said], logs: Sequence[Log]) -> None:
        """These logs are kept: the answer has to say so, and how many points they earned."""
        texts = [text for log in logs for text in self.town.judge(what, said, log.pattern, same=True)]
        for log in logs:
            self.account.keep(log)
        self.account.points += points_in(dict.fromkeys(texts))

    def _is_asked_to_confirm(self) -> bool:
        return self.button("yes:") is not None

    async def taps(self, data: str, *logs: Log) -> list[str]:
        """Tap the newest button that carries this, and wait."""
        since, first = self.town.mark(self.id), self.town.next_update
        newest = self._newest()
        assert newest is not None
        await self.town.control.tap(self.id, self.id, message_id=newest["message_id"], data=data, wait=False)
        said = await self._answer(data, since, first)
        what = f"{self.name} tapped {data!r}"
        if logs:
            self.learn(what, said, logs)
        else:
            self.town.judge(what, said, ANYTHING, same=False)
        return [one.text for one in said]

    async def _answer(self, what: str, since: int, first: int) -> list[Said]:
        if not await self.town.taken(first, self.town.next_update):
            self.town.findings.wrong.append(f"{self.name} is stuck at {what!r}")
            raise Stuck(what)
        heard = self.town.heard(self.id, since)
        return [one for one in heard if not any(words in one.text for words in self._says_first)]

    def _newest(self) -> dict[str, Any] | None:
        seen = self.town.control.list_messages(self.id, viewer=self.id)
        said = [one for one in seen[-8:] if one["from"]["is_bot"] and not one["deleted"]]
        return said[-1] if said else None

    def buttons(self, beginning: str) -> list[str]:
        """What the buttons of the newest message carry that begin so."""
        newest = self._newest()
        rows = (newest or {}).get("keyboard") or []
        carried = [str(one.get("callback_data", "")) for row in rows for one in row]
        return [data for data in carried if data.startswith(beginning)]

    def button(self, beginning: str) -> str | None:
        return next(iter(self.buttons(beginning)), None)
