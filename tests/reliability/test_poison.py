"""An update that can never be handled is given up after its tries; the others are served meanwhile and afterwards."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiogram.types import Update
from aiohttp.test_utils import BaseTestServer, TestServer

from bot.updates import SECRET_HEADER, TRIES, Handle, Polling, webhook_app
from sandbox.control import Control
from sandbox.in_process import SandboxSession
from sandbox.telegram import Telegram

TOKEN = "100001:the-bot-of-the-tests"
SECRET = "nobody-else-knows"
POISON = "poison"


class Desk:
    """Handles every message but the poison, and counts how often each came."""

    def __init__(self) -> None:
        self.came: Counter[str] = Counter()
        self.handled: list[str] = []

    async def handle(self, update: Update) -> None:
        assert update.message is not None
        said = update.message.text or ""
        self.came[said] += 1
        if said == POISON:
            raise RuntimeError("this message breaks the bot")
        self.handled.append(said)


@asynccontextmanager
async def polled(telegram: Telegram, handle: Handle) -> AsyncIterator[None]:
    polling = asyncio.create_task(Polling(Bot(TOKEN, session=SandboxSession(telegram)), handle).run())
    yield
    polling.cancel()
    await asyncio.gather(polling, return_exceptions=True)


@asynccontextmanager
async def called(telegram: Telegram, handle: Handle, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    monkeypatch.setattr("sandbox.webhook.RETRY_SECONDS", (0.0,))
    bot = Bot(TOKEN, session=SandboxSession(telegram))
    server = TestServer(webhook_app(bot, handle, path="/hook", secret=SECRET))
    await server.start_server()
    hook = {"url": f"http://127.0.0.1:{server.port}/hook", "secret_token": SECRET}
    await telegram.call(TOKEN, "setWebhook", hook)
    yield
    await telegram.stop()
    await server.close()


@pytest.fixture
def telegram() -> Telegram:
    box = Telegram()
    box.add_bot(TOKEN, "healthgrid_bot", "HealthGrid")
    return box


@pytest.mark.parametrize("way", ["polling", "webhook"])
async def test_a_poison_message_is_given_up_and_the_rest_goes_on(
    telegram: Telegram, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    control, desk = Control(telegram), Desk()
    ann, bob = (int(control.add_person(name)["id"]) for name in ("Ann", "Bob"))
    for person, text in ((ann, POISON), (ann, "after it"), (bob, "beside it")):
        control.send_message(person, text=text)
    meeting = (
        polled(telegram, desk.handle) if way == "polling" else called(telegram, desk.handle, monkeypatch)
    )
    async with meeting:
        await telegram.settled()
    assert desk.came == {POISON: TRIES, "after it": 1, "beside it": 1}
    assert sorted(desk.handled) == ["after it", "beside it"]
    told = [one["text"] for one in control.list_messages(ann) if one["from"]["is_bot"]]
    assert len(told) == 1  # never silence, and never twice
    assert "120" in told[0]
    assert not any(one["from"]["is_bot"] for one in control.list_messages(bob))


async def test_what_is_polled_for_others_does_not_wait_for_the_poison(telegram: Telegram) -> None:
    control, desk = Control(telegram), Desk()
    ann, bob = (int(control.add_person(name)["id"]) for name in ("Ann", "Bob"))
    control.send_message(ann, text=POISON)
    control.send_message(bob, text="beside it")
    bot = Bot(TOKEN, session=SandboxSession(telegram))
    polling = Polling(bot, desk.handle)
    batch = await bot.get_updates()
    assert await polling.take(batch) is False
    assert desk.handled == ["beside it"]
    await polling.take(batch)
    assert desk.came == {POISON: 2, "beside it": 1}


async def post(server: BaseTestServer, body: Any, secret: str) -> int:
    async with (
        aiohttp.ClientSession() as client,
        client.post(server.make_url("/hook"), json=body, headers={SECRET_HEADER: secret}) as response,
    ):
        return response.status


async def test_a_call_without_the_secret_or_without_sense_reaches_nobody() -> None:
    desk = Desk()
    bot = Bot(TOKEN, session=SandboxSession(Telegram()))
    async with TestServer(webhook_app(bot, desk.handle, path="/hook", secret=SECRET)) as server:
        update = {
            "update_id": 1,
            "message": {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}},
        }
        assert await post(server, update, "a guess") == 401
        assert await post(server, {"update_id": "no number"}, SECRET) == 400
    assert desk.came == {}
