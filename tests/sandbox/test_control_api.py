"""The control API over HTTP: its shape, and its 4xx for what makes no sense."""

from typing import Any

import pytest

from sandbox.server import serve
from sandbox.telegram import Telegram
from tests.sandbox.bots import TOKEN
from tests.sandbox.conftest import Town

MESSAGE_FIELDS = {
    "number", "message_id", "chat", "from", "date", "text", "entities", "caption", "caption_entities",
    "keyboard", "reply_keyboard", "media", "poll", "reply_to", "edited", "deleted", "ephemeral_to", "service",
    "pinned", "protected",
}  # fmt: skip


async def test_people_and_chats_are_listed_as_they_were_added(town: Town) -> None:
    ann = await town.person("Ann", username="ann", language_code="zh", note="the village doctor")
    assert await town.get("people") == [
        {
            "id": ann,
            "first_name": "Ann",
            "username": "ann",
            "language_code": "zh",
            "note": "the village doctor",
        }
    ]
    chat = await town.post("chats", type="group", title="Village", members=[ann], bot="none")
    assert await town.get("chats") == [
        {"id": chat["id"], "type": "group", "title": "Village", "members": [ann]}
    ]


async def test_a_message_has_the_agreed_fields_and_comes_after_its_number(town: Town) -> None:
    ann = await town.person()
    first = await town.sends(ann, "/log 128/82")
    second = await town.sends(ann, "and again", reply_to=first["message_id"])
    assert first.keys() == MESSAGE_FIELDS
    assert first["entities"] == [{"type": "bot_command", "offset": 0, "length": 4}]
    assert second["reply_to"] == first["message_id"]
    assert await town.get(f"chats/{ann}/messages", viewer=ann, after=first["number"]) == [second]


@pytest.mark.parametrize(
    ("path", "body", "status", "reason"),
    [
        ("people", {}, 400, "first_name is missing"),
        ("people", {"first_name": ""}, 400, "needs a first_name"),
        ("messages", {"text": "x"}, 400, "from is missing"),
        ("messages", {"from": 1, "text": "x"}, 404, "no person 1"),
        ("chats", {"type": "channel", "title": "x", "members": [700000001]}, 400, "group or supergroup"),
        ("chats", {"type": "group", "title": "x", "members": [5]}, 400, "members that exist"),
        ("messages", {"from": 700000001, "text": " "}, 400, "empty message"),
        ("messages", {"from": 700000001, "photo": "%%%"}, 400, "base64"),
        ("messages", {"from": 700000001, "chat": -1, "text": "x"}, 404, "no chat -1"),
        ("messages", {"from": 700000001, "chat": 700000002, "text": "x"}, 403, "own person"),
        ("messages", {"from": 700000001, "text": "x", "reply_to": 5}, 404, "replied to"),
        ("taps", {"from": 700000001, "chat": 700000001, "message_id": 9, "label": "x"}, 404, "no chat"),
        ("votes", {"from": 700000001, "chat": 700000001}, 400, "message_id is missing"),
        ("membership", {"person": 700000001, "status": "king"}, 400, "blocked or unblocked"),
        ("clock", {"advance": "1 fortnight"}, 400, "length of time"),
        ("clock", {"to": "tomorrow"}, 400, "ISO 8601"),
        ("clock", {"to": "2020-01-01T00:00:00+00:00"}, 400, "never goes back"),
        ("faults", {"code": "gremlins"}, 400, "code is"),
    ],
)
async def test_what_makes_no_sense_is_answered_with_a_reason(
    town: Town, path: str, body: dict[str, Any], status: int, reason: str
) -> None:
    assert [await town.person("Ann"), await town.person("Bob")] == [700000001, 700000002]
    error = await town.ask("POST", path, status, json=body)
    assert reason in error["error"]


async def test_a_body_that_is_not_json_is_refused(town: Town) -> None:
    assert "not JSON" in (await town.ask("POST", "people", 400, data="first_name=Ann"))["error"]
    assert "JSON object" in (await town.ask("POST", "people", 400, json=["Ann"]))["error"]


async def test_a_private_chat_is_seen_by_its_own_person_only(town: Town) -> None:
    ann, bob = await town.person("Ann"), await town.person("Bob")
    await town.sends(ann, "private")
    assert "own person only" in (await town.get(f"chats/{ann}/messages", 403, viewer=bob))["error"]
    group = (await town.post("chats", type="group", title="Ours", members=[ann]))["id"]
    assert "not in that chat" in (await town.get(f"chats/{group}/messages", 403, viewer=bob))["error"]


async def test_nobody_waits_for_a_bot_that_is_not_running(town: Town) -> None:
    ann = await town.person()
    await town.sends(ann, "/start")
    button = {"text": "Yes", "callback_data": "yes"}
    link = {"text": "Read", "url": "https://who.int"}
    sent = await town.telegram.call(
        TOKEN,
        "sendMessage",
        {"chat_id": ann, "text": "?", "reply_markup": {"inline_keyboard": [[button, link]]}},
    )
    which = {"from": ann, "chat": ann, "message_id": sent["message_id"]}
    assert await town.post("taps", **which, label="Yes") == {"answer": None, "alert": False}
    opened = await town.post("taps", **which, label="Read")
    assert opened == {"answer": None, "alert": False, "url": "https://who.int"}
    assert "the buttons are ['Yes', 'Read']" in (await town.post("taps", 404, **which, label="No"))["error"]
    assert "now" in await town.post("clock", advance="1h")


async def test_the_command_menu_is_that_of_the_person_and_chat(town: Town) -> None:
    ann = await town.person()
    listed = [{"command": "log", "description": "Log a reading"}]
    await town.telegram.call(TOKEN, "setMyCommands", {"commands": listed})
    assert await town.get("commands", person=ann) == listed


async def test_faults_are_called_off_by_delete(town: Town) -> None:
    await town.post("faults", code=500, method="getMe")
    assert await town.ask("DELETE", "faults") == {}
    assert (await town.telegram.call(TOKEN, "getMe", {}))["is_bot"]


async def test_the_page_and_its_files_are_served_uncached_and_nothing_else_is(town: Town) -> None:
    async with town.client.get(f"{town.server.url}/") as response:
        assert response.status == 200
        assert response.headers["Cache-Control"] == "no-store"
    for outside in ("..%2Fserver.py", "%2Fetc%2Fpasswd", "none.js"):
        async with town.client.get(f"{town.server.url}/page/{outside}") as response:
            assert response.status == 404


async def test_a_taken_port_is_an_oserror(town: Town) -> None:
    port = int(town.server.url.rpartition(":")[2])
    with pytest.raises(OSError, match="address already in use"):
        await serve(Telegram(), port=port)
