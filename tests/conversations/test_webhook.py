"""The webhook: whom it lets in, and that it says "done" only when it is."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiogram.types import Update
from aiohttp.test_utils import TestClient, TestServer

from bot import service
from bot.updates import SECRET_HEADER, webhook_app
from sandbox.in_process import SandboxSession
from storage.database import Database, NotSaved
from tests.cast import Village
from tests.conversations.looking import balanced, every_row, kept, once_is_enough, said
from tests.conversations.made_updates import message

SECRET = "a-secret-that-telegram-knows"


@asynccontextmanager
async def webhook(village: Village) -> AsyncIterator[TestClient[Any, Any]]:
    async with village.another_bot() as handle:
        bot = service.open_bot(village.settings, SandboxSession(village.telegram))
        app = webhook_app(bot, handle, path="/hook", secret=SECRET)
        async with TestClient(TestServer(app)) as client:
            yield client


async def post(client: TestClient[Any, Any], update: Update, *, secret: str = SECRET) -> int:
    body = update.model_dump_json(exclude_none=True, by_alias=True)
    async with client.post("/hook", data=body, headers={SECRET_HEADER: secret}) as response:
        return response.status


async def test_a_webhook_call_that_is_not_telegrams_writes_nothing(village: Village) -> None:
    await village.resident.sends("/start")
    before = await village.database.read(every_row)
    async with webhook(village) as client:
        update = message(village.resident, "128/82")
        calls = len(village.control.list_calls())
        for wrong in ("", "guess", SECRET[:-1], SECRET + "x", SECRET.upper(), "密码"):
            assert await post(client, update, secret=wrong) == 401
        async with client.post("/hook", data=update.model_dump_json(exclude_none=True)) as response:
            assert response.status == 401
        for broken in (b"", b"{", b"[]", b'{"update_id": "x"}', b"\xff\xfe", b'{"message": {}}'):
            async with client.post("/hook", data=broken, headers={SECRET_HEADER: SECRET}) as response:
                assert response.status == 400
        assert len([c for c in village.control.list_calls()[calls:] if c["method"] != "getUpdates"]) == 0
    assert await village.database.read(every_row) == before


async def test_webhook_calls_at_once_are_answered_after_the_commit_and_kept_once(village: Village) -> None:
    await village.resident.sends("/start")
    async with webhook(village) as client:
        updates = [message(village.resident, f"{systolic}/80") for systolic in range(120, 126)]
        statuses = await asyncio.gather(*(post(client, update) for update in [*updates, *updates]))
        assert set(statuses) == {200}
        assert await asyncio.gather(*(post(client, update) for update in updates)) == [200] * len(updates)
    assert sorted(await kept(village.resident)) == [(systolic, 80) for systolic in range(120, 126)]
    assert await balanced(village)


@once_is_enough
async def test_what_cannot_be_saved_is_said_to_be_so_and_counts_as_handled(
    village: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    await village.resident.sends("/start")
    async with webhook(village) as client:
        before = await village.database.read(every_row)

        async def refuses(*_: Any, **__: Any) -> Any:
            raise NotSaved("the disk is full")

        with monkeypatch.context() as broken:
            broken.setattr(Database, "run", refuses)
            assert await post(client, message(village.resident, "128/82")) == 200
            assert village.resident.reads() == said("❗️ Not saved. Please send it again in a minute.")
            # And when not even that can be said, Telegram sends it again.
            village.control.add_fault(500, "sendMessage", times=3)
            broken.setattr("bot.patience.FIRST_PAUSE_SECONDS", 0.0)
            assert await post(client, message(village.resident, "129/82")) == 500
        assert await village.database.read(every_row) == before
        assert await post(client, message(village.resident, "129/82")) == 200
    assert await kept(village.resident) == [(129, 82)]
