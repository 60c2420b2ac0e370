"""The proof of the sandbox: the same conversations with an unmodified bot in either library."""

import base64
import io

import pytest
from PIL import Image

from tests.sandbox import bots
from tests.sandbox.bots import AiogramBot, LittleBot
from tests.sandbox.conftest import Town


def a_picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (37, 21), "teal").save(file, "PNG")
    return file.getvalue()


async def test_a_text_is_answered(town: Town, bot: LittleBot) -> None:
    ann = await town.person()
    await town.sends(ann, "128/82 😀")
    answer = await town.receives(ann, bots.SAID)
    assert answer["text"] == f"{bots.SAID}128/82 😀"
    assert answer["from"] == {"id": 4242, "first_name": "Little", "username": "little_bot", "is_bot": True}


async def test_a_tap_is_answered_and_the_edit_takes_the_keyboard_away(town: Town, bot: LittleBot) -> None:
    ann = await town.person()
    await town.sends(ann, "/start invited")
    greeting = await town.receives(ann, bots.GREETING)
    assert greeting["entities"][0] == {"type": "bold", "offset": 0, "length": len(bots.GREETING)}
    tap = await town.post("taps", **{"from": ann}, chat=ann, message_id=greeting["message_id"], label="Yes")
    assert tap == {"answer": "Noted", "alert": True}
    edited = await town.receives(ann, bots.TAPPED)
    assert edited["message_id"] == greeting["message_id"]
    assert edited["edited"]
    assert edited["keyboard"] is None


async def test_a_photo_comes_back_byte_for_byte(town: Town, bot: LittleBot) -> None:
    ann, picture = await town.person(), a_picture()
    photo = base64.b64encode(picture).decode()
    await town.post("messages", **{"from": ann}, photo=photo, file_name="mine.png")
    answer = await town.receives(ann, "The same")
    assert (answer["media"]["width"], answer["media"]["height"]) == (37, 21)
    async with town.client.get(town.server.url + answer["media"]["url"]) as response:
        assert await response.read() == picture


async def test_a_quiz_is_answered_once_and_the_bot_learns_who_chose_what(town: Town, bot: LittleBot) -> None:
    ann = await town.person()
    await town.sends(ann, "/quiz")
    quiz = await town.until(ann, lambda one: one["poll"] is not None)
    assert quiz["poll"]["type"] == "quiz"
    poll = await town.post("votes", **{"from": ann}, chat=ann, message_id=quiz["message_id"], options=[1])
    assert poll["my_votes"] == [1]
    assert [option["voter_count"] for option in poll["options"]] == [0, 1]
    await town.receives(ann, "You chose The lower")
    again = {"from": ann, "chat": ann, "message_id": quiz["message_id"], "options": [0]}
    assert "cannot be changed" in (await town.post("votes", 400, **again))["error"]


async def test_in_a_group_privacy_mode_lets_only_commands_through(town: Town, bot: LittleBot) -> None:
    ann, bob = await town.person("Ann"), await town.person("Bob")
    group = (await town.post("chats", type="group", title="Village", members=[ann, bob], bot="member"))["id"]
    await town.sends(bob, "my blood pressure is my own business", group)
    asked = await town.sends(bob, "/hello@little_bot", group)
    answer = await town.receives(ann, bots.HELLO_GROUP, group)
    assert answer["reply_to"] == asked["message_id"]
    assert not [one for one in await town.sees(ann, group) if (one["text"] or "").startswith(bots.SAID)]


async def test_an_ephemeral_command_and_its_answer_are_seen_by_one_member(town: Town, bot: LittleBot) -> None:
    ann, bob = await town.person("Ann"), await town.person("Bob")
    group = (await town.post("chats", type="supergroup", title="Village", members=[ann, bob]))["id"]
    commands = [{"command": "secret", "description": "For your eyes", "is_ephemeral": True}]
    scope = {"type": "all_group_chats"}
    await town.telegram.call(bots.TOKEN, "setMyCommands", {"commands": commands, "scope": scope})
    sent = await town.sends(ann, "/secret", group)
    assert sent["message_id"] == 0
    assert sent["ephemeral_to"] == ann
    answer = await town.receives(ann, bots.SECRET_EDITED, group)
    assert answer["ephemeral_message_id"] != sent["ephemeral_message_id"]
    assert [one for one in await town.sees(bob, group) if one["service"] is None] == []


async def test_a_webhook_receives_what_polling_would(town: Town, idle_bot: LittleBot) -> None:
    ann, port = await town.person(), list[int]()
    await idle_bot.listen(port, "open-sesame")
    hook = {"url": f"http://127.0.0.1:{port[0]}/hook", "secret_token": "open-sesame"}
    await town.telegram.call(bots.TOKEN, "setWebhook", hook)
    await town.sends(ann, "by webhook")
    await town.receives(ann, f"{bots.SAID}by webhook")
    await town.telegram.settled()


async def test_a_webhook_with_the_wrong_secret_is_refused_and_tried_again(town: Town) -> None:
    bot, port, ann = AiogramBot(town.server.url), list[int](), await town.person()
    await bot.listen(port, "the right one")
    hook = {"url": f"http://127.0.0.1:{port[0]}/hook", "secret_token": "a-wrong-one"}
    await town.telegram.call(bots.TOKEN, "setWebhook", hook)
    await town.sends(ann, "let me in")
    kept = town.telegram.state.bots[4242].webhook
    assert kept is not None
    await town.telegram.world.bell.until(lambda: kept.last_error_date is not None, 5)
    info = await town.telegram.call(bots.TOKEN, "getWebhookInfo", {})
    assert info["last_error_message"] == "Wrong response from the webhook: 401 Unauthorized"
    assert info["pending_update_count"] == 1
    await town.telegram.call(bots.TOKEN, "deleteWebhook", {})
    await bot.stop()


@pytest.mark.parametrize("fault", ["429", "403", "400", "500", "timeout", "lost_answer"])
async def test_an_injected_fault_is_the_librarys_own_exception_and_strikes_once(
    town: Town, idle_bot: LittleBot, fault: str
) -> None:
    ann = await town.person()
    await town.sends(ann, "/start")
    code = int(fault) if fault.isdigit() else fault
    await town.post("faults", method="sendMessage", code=code, chat=ann, times=1, retry_after=7)
    with pytest.raises(idle_bot.errors[fault]) as caught:
        await idle_bot.say(ann, "first")
    if fault == "429":
        assert "7" in str(caught.value)
    await idle_bot.say(ann, "second")
    received = [one["text"] for one in await town.sees(ann)][1:]
    assert received == (["first", "second"] if fault == "lost_answer" else ["second"])


async def test_a_migrated_group_names_its_new_chat(town: Town, idle_bot: LittleBot) -> None:
    ann = await town.person()
    group = (await town.post("chats", type="group", title="Village", members=[ann]))["id"]
    new = (await town.post("migrate", chat=group))["id"]
    with pytest.raises(idle_bot.errors["migrated"]) as caught:
        await idle_bot.say(group, "still here?")
    assert str(new) in str(caught.value)
    await idle_bot.say(new, "here")
    assert (await town.sees(ann, new))[-1]["text"] == "here"


@pytest.mark.parametrize("name", list(bots.BOTS))
async def test_a_bad_token_is_refused(town: Town, name: str) -> None:
    ann, stranger = await town.person(), bots.BOTS[name](town.server.url, "4242:something-else")
    with pytest.raises(stranger.errors["401"]):
        await stranger.say(ann, "hello")
    await stranger.stop()


async def test_a_blocked_bot_is_told_so(town: Town, idle_bot: LittleBot) -> None:
    ann = await town.person()
    await town.sends(ann, "/start")
    await town.post("membership", person=ann, status="blocked")
    with pytest.raises(idle_bot.errors["403"], match="blocked"):
        await idle_bot.say(ann, "are you there?")
    await town.post("membership", person=ann, status="unblocked")
    await idle_bot.say(ann, "welcome back")
