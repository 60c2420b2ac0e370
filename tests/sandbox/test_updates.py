"""How a bot gets its updates: the long poll, its offset and its rivals, and the webhook."""

import asyncio
from datetime import timedelta

import pytest

from sandbox.errors import ApiError
from tests.sandbox.bots import TOKEN
from tests.sandbox.conftest import Box, Json, Town


def texts(updates: list[Json]) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def test_an_update_comes_again_until_the_offset_passes_it(box: Box) -> None:
    ann = box.person()
    box.control.send_message(ann, text="one")
    box.control.send_message(ann, text="two")
    first = await box.api("getUpdates")
    assert texts(first) == ["one", "two"]
    assert texts(await box.api("getUpdates")) == ["one", "two"]
    assert texts(await box.api("getUpdates", offset=first[0]["update_id"] + 1)) == ["two"]
    assert texts(await box.api("getUpdates")) == ["two"]


async def test_a_negative_offset_keeps_the_last_ones_only(box: Box) -> None:
    ann = box.person()
    for text in ("one", "two", "three"):
        box.control.send_message(ann, text=text)
    assert texts(await box.api("getUpdates", offset=-2)) == ["two", "three"]
    assert texts(await box.api("getUpdates", limit=1)) == ["two"]


async def test_a_long_poll_is_answered_by_the_next_update(box: Box) -> None:
    ann = box.person()
    poll = asyncio.create_task(box.api("getUpdates", timeout=30))
    await asyncio.sleep(0)
    assert not poll.done()
    box.control.send_message(ann, text="now")
    assert texts(await poll) == ["now"]


async def test_a_second_poller_ends_the_first(box: Box) -> None:
    box.person()
    first = asyncio.create_task(box.api("getUpdates", timeout=30))
    await asyncio.sleep(0)
    assert await box.api("getUpdates") == []
    with pytest.raises(ApiError, match="Conflict: terminated by other getUpdates request") as caught:
        await first
    assert caught.value.code == 409


async def test_polling_while_a_webhook_is_set_is_a_conflict(box: Box) -> None:
    poll = asyncio.create_task(box.api("getUpdates", timeout=30))
    await asyncio.sleep(0)
    await box.api("setWebhook", url="http://127.0.0.1:9/hook")
    with pytest.raises(ApiError, match="terminated by setWebhook"):
        await poll
    assert "can't use getUpdates method while webhook is active" in await box.refusal("getUpdates")
    await box.api("deleteWebhook")
    assert await box.api("getUpdates") == []
    await box.telegram.stop()


async def test_allowed_updates_hold_from_when_they_were_said(box: Box) -> None:
    ann = box.person()
    await box.api("getUpdates", allowed_updates=["callback_query"])
    box.control.send_message(ann, text="unheard")
    await box.api("getUpdates", allowed_updates=["message"])
    box.control.send_message(ann, text="heard")
    assert texts(await box.updates()) == ["heard"]
    assert texts(await box.updates()) == []
    box.control.send_message(ann, text="still heard")
    assert texts(await box.updates()) == ["still heard"]


async def test_nobody_keeps_an_update_for_longer_than_a_day(box: Box) -> None:
    ann = box.person()
    box.control.send_message(ann, text="old")
    await box.clock.advance(timedelta(hours=23))
    box.control.send_message(ann, text="young")
    await box.clock.advance(timedelta(hours=2))
    assert texts(await box.updates()) == ["young"]


async def test_settled_waits_for_the_acknowledgement(box: Box) -> None:
    await box.telegram.settled(timeout=0)
    box.control.send_message(box.person(), text="hello")
    with pytest.raises(TimeoutError, match="little_bot"):
        await box.telegram.settled(timeout=0)
    waiting = asyncio.create_task(box.telegram.settled())
    await box.updates()
    await waiting


@pytest.mark.parametrize(
    ("parameters", "reason"),
    [
        ({"url": "http://example.org/hook"}, "An HTTPS URL must be provided for webhook"),
        ({"url": "https://example.org:8080/hook"}, "only on ports 80, 88, 443 or 8443"),
        ({"url": "https://example.org/hook"}, "to this machine only"),
        ({"url": "http://127.0.0.1:1/", "secret_token": "not allowed!"}, "unallowed characters"),
    ],
)
async def test_a_webhook_has_to_be_one_telegram_would_take(
    box: Box, parameters: dict[str, str], reason: str
) -> None:
    assert reason in await box.refusal("setWebhook", **parameters)


async def test_pending_updates_can_be_dropped(box: Box) -> None:
    box.control.send_message(box.person(), text="unread")
    assert (await box.api("getWebhookInfo"))["pending_update_count"] == 1
    await box.api("deleteWebhook", drop_pending_updates="true")
    assert (await box.api("getWebhookInfo"))["pending_update_count"] == 0


async def test_a_method_nobody_knows_is_not_found_and_a_bad_token_unauthorized(box: Box, town: Town) -> None:
    assert await box.refusal("sendTelepathy") == "Not Found"
    with pytest.raises(ApiError, match="Unauthorized"):
        await box.telegram.call("4242:wrong", "getMe", {})
    async with town.client.get(f"{town.server.url}/bot{TOKEN}/sendTelepathy") as response:
        assert response.status == 404
        assert await response.json() == {"ok": False, "error_code": 404, "description": "Not Found"}
    async with town.client.get(f"{town.server.url}/bot4242:wrong/getMe") as response:
        assert response.status == 401
    async with town.client.post(f"{town.server.url}/bot{TOKEN}/GETME") as response:
        assert (await response.json())["result"]["username"] == "little_bot"


async def test_parameters_come_by_query_form_and_json_alike(town: Town) -> None:
    ann = await town.person()
    await town.sends(ann, "/start")
    address = f"{town.server.url}/bot{TOKEN}/sendMessage"
    asked = {"chat_id": str(ann), "text": "hello"}
    for options in ({"params": asked}, {"data": asked}, {"json": {"chat_id": ann, "text": "hello"}}):
        async with town.client.post(address, **options) as response:
            assert (await response.json())["result"]["text"] == "hello"
    async with town.client.post(address, data="{", headers={"Content-Type": "application/json"}) as response:
        assert response.status == 400
    assert [call["method"] for call in await town.get("calls")] == ["sendMessage"] * 3
