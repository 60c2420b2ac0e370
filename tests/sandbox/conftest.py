"""A sandbox over HTTP with one of the two bots running in it."""

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest

from sandbox.clock import Clock
from sandbox.control import Control
from sandbox.errors import ApiError
from sandbox.server import Server, serve
from sandbox.telegram import Telegram
from tests.sandbox.bots import BOTS, TOKEN, LittleBot

Json = dict[str, Any]


class Town:
    """People driven through the HTTP control API, and what they received."""

    def __init__(self, server: Server, client: aiohttp.ClientSession) -> None:
        self.server = server
        self.telegram = server.telegram
        self.client = client

    async def ask(self, method: str, path: str, expected: int = 200, **options: Any) -> Any:
        async with self.client.request(method, f"{self.server.url}/sim/{path}", **options) as response:
            body = await response.json()
            assert response.status == expected, body
            return body

    async def post(self, path: str, expected: int = 200, /, **body: Any) -> Any:
        return await self.ask("POST", path, expected, json=body)

    async def get(self, path: str, expected: int = 200, /, **query: Any) -> Any:
        return await self.ask("GET", path, expected, params=query)

    async def person(self, first_name: str = "Ann", **more: Any) -> int:
        return int((await self.post("people", first_name=first_name, **more))["id"])

    async def sends(self, person: int, text: str, chat: int | None = None, **more: Any) -> Json:
        sent: Json = await self.post("messages", **{"from": person}, chat=chat, text=text, **more)
        return sent

    async def sees(self, viewer: int, chat: int | None = None) -> list[Json]:
        seen: list[Json] = await self.get(f"chats/{chat or viewer}/messages", viewer=viewer)
        return seen

    async def until(self, viewer: int, true: Callable[[Json], bool], chat: int | None = None) -> Json:
        """The latest message the viewer sees that fits, waited for."""
        where = chat or viewer
        control = self.server.control

        def found() -> Json | None:
            fitting = [one for one in control.list_messages(where, viewer) if true(one)]
            return fitting[-1] if fitting else None

        assert await self.telegram.world.bell.until(lambda: found() is not None, 10), control.list_messages(
            where, viewer
        )
        message = found()
        assert message is not None
        return message

    async def receives(self, viewer: int, text: str, chat: int | None = None) -> Json:
        return await self.until(viewer, lambda one: text in (one["text"] or one["caption"] or ""), chat)


@pytest.fixture(autouse=True)
def _retry_after_as_timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    """python-telegram-bot's own switch; without it RetryAfter warns that its type will change."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    telegram = Telegram()
    telegram.add_bot(TOKEN, "little_bot", "Little")
    server = await serve(telegram)
    async with aiohttp.ClientSession() as client:
        yield Town(server, client)
    await server.stop()


class Box:
    """A sandbox in process with one bot that asks only what the test has it ask. Its clock stands still."""

    def __init__(self) -> None:
        self.clock = Clock(datetime(2026, 11, 22, 8, tzinfo=UTC), frozen=True)
        self.telegram = Telegram(clock=self.clock)
        self.telegram.add_bot(TOKEN, "little_bot", "Little")
        self.control = Control(self.telegram)

    async def api(self, method: str, **parameters: Any) -> Any:
        """What the Bot API answers; raises ApiError."""
        return await self.telegram.call(TOKEN, method, parameters)

    async def refusal(self, method: str, **parameters: Any) -> str:
        """The words in which the Bot API refuses."""
        with pytest.raises(ApiError) as caught:
            await self.api(method, **parameters)
        return caught.value.description

    async def updates(self, **parameters: Any) -> list[Json]:
        """Everything queued, and no longer queued afterwards."""
        found: list[Json] = await self.api("getUpdates", **parameters)
        if found:
            await self.api("getUpdates", offset=found[-1]["update_id"] + 1)
        return found

    def person(self, first_name: str = "Ann", started: bool = True, **more: Any) -> int:
        """Someone who has started the bot, unless told otherwise."""
        person = int(self.control.add_person(first_name, **more)["id"])
        if started:
            self.control.send_message(person, text="/start")
            bot = self.telegram.bot(TOKEN)
            self.telegram.world.acknowledge(bot, bot.next_update_id)
        return person

    def group(self, *members: int, type: str = "supergroup", **more: Any) -> int:
        """A group whose arrival the bot has already heard of."""
        chat = int(self.control.add_chat(type, "Village", members, **more)["id"])
        bot = self.telegram.bot(TOKEN)
        self.telegram.world.acknowledge(bot, bot.next_update_id)
        return chat


@pytest.fixture
def box() -> Box:
    return Box()


@pytest.fixture(params=list(BOTS))
async def idle_bot(request: pytest.FixtureRequest, town: Town) -> AsyncIterator[LittleBot]:
    """Either bot, not listening to anything yet."""
    bot = BOTS[request.param](town.server.url)
    yield bot
    await bot.stop()


@pytest.fixture
async def bot(idle_bot: LittleBot) -> LittleBot:
    """Either bot, polling."""
    await idle_bot.poll()
    return idle_bot
