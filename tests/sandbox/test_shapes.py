"""Every answer and every update has the shape both libraries insist on."""

from typing import Any

import aiogram
import aiogram.methods
import pytest
import telegram as ptb
from pydantic import TypeAdapter

from sandbox.methods import METHODS
from sandbox.parameters import File
from tests.sandbox.bots import TOKEN
from tests.sandbox.conftest import Box
from tests.sandbox.test_files import a_picture

PTB_TYPES: dict[Any, Any] = {
    aiogram.types.Message: ptb.Message, aiogram.types.User: ptb.User, aiogram.types.Poll: ptb.Poll,
    aiogram.types.File: ptb.File, aiogram.types.ChatFullInfo: ptb.ChatFullInfo,
    aiogram.types.WebhookInfo: ptb.WebhookInfo, aiogram.types.ChatInviteLink: ptb.ChatInviteLink,
    aiogram.types.BotName: ptb.BotName, aiogram.types.MessageId: ptb.MessageId,
}  # fmt: skip
UPLOADS = {
    f"send{kind}": kind.lower() for kind in ("Document", "Video", "Audio", "Voice", "Animation", "Sticker")
}
BUTTON = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]}


class Stage:
    """A private chat and a group with something in them for every method to work on."""

    def __init__(self, box: Box) -> None:
        self.box = box
        self.ann = box.person("Ann", username="ann")
        self.group = box.group(self.ann, bot="administrator")
        self.own: dict[str, Any] = {"chat_id": self.group, "receiver_user_id": self.ann}

    async def parameters(self, method: str) -> dict[str, Any]:
        here = {"chat_id": self.ann}
        text = (await self.box.api("sendMessage", **here, text="old", reply_markup=BUTTON))["message_id"]
        photo = (await self.upload("sendPhoto", "photo", here))["photo"][-1]["file_id"]
        captioned = (await self.box.api("sendPhoto", **here, photo=photo))["message_id"]
        poll = (await self.box.api("sendPoll", **here, question="?", options=["a"]))["message_id"]
        seen_by = {"ephemeral_message_parameters": {"receiver_user_id": self.ann}}
        mine = await self.box.api("sendMessage", chat_id=self.group, text="old", **seen_by)
        shown = await self.box.api("sendPhoto", chat_id=self.group, photo=photo, **seen_by)
        await self.box.api("pinChatMessage", **here, message_id=text)
        await self.box.control.tap(self.ann, self.ann, message_id=text, label="Yes", wait=False)
        media = {"type": "photo", "media": photo, "caption": "other"}
        ephemeral = {**self.own, "ephemeral_message_id": mine["ephemeral_message_id"]}
        picture = {**self.own, "ephemeral_message_id": shown["ephemeral_message_id"]}
        known: dict[str, dict[str, Any]] = {
            "setWebhook": {"url": "http://127.0.0.1:9/"},
            "answerCallbackQuery": {"callback_query_id": max(self.box.telegram.state.taps)},
            "sendMessage": {**here, "text": "<b>hi</b>", "parse_mode": "HTML", "reply_parameters": {"message_id": text}},
            "sendRichMessage": {**here, "rich_message": {"html": "<h1>a</h1><details><summary>s</summary>b</details>"}},
            "sendPhoto": {**here, "photo": photo},
            "sendMediaGroup": {**here, "media": [media, media]},
            "sendPoll": {**here, "question": "?", "options": ["a"], "type": "quiz", "correct_option_ids": [0]},
            "sendLocation": {**here, "latitude": 1, "longitude": 2},
            "sendVenue": {**here, "latitude": 1, "longitude": 2, "title": "a", "address": "b"},
            "sendContact": {**here, "phone_number": "1", "first_name": "a"},
            "sendChatAction": {**here, "action": "typing"},
            "copyMessage": {**here, "from_chat_id": self.ann, "message_id": text},
            "forwardMessage": {**here, "from_chat_id": self.ann, "message_id": text},
            "stopPoll": {**here, "message_id": poll},
            "editMessageText": {**here, "message_id": text, "text": "new"},
            "editMessageCaption": {**here, "message_id": captioned, "caption": "new"},
            "editMessageMedia": {**here, "message_id": captioned, "media": media},
            "deleteMessages": {**here, "message_ids": [text]},
            "editEphemeralMessageText": {**ephemeral, "text": "new"},
            "editEphemeralMessageReplyMarkup": {**ephemeral, "reply_markup": BUTTON},
            "editEphemeralMessageCaption": {**picture, "caption": "new"},
            "editEphemeralMessageMedia": {**picture, "media": media},
            "deleteEphemeralMessage": ephemeral,
            "getFile": {"file_id": photo},
            "getChatMember": {"chat_id": self.group, "user_id": 4242},
            "getChatAdministrators": {"chat_id": self.group},
            "leaveChat": {"chat_id": self.group},
            "exportChatInviteLink": {"chat_id": self.group},
            "createChatInviteLink": {"chat_id": self.group},
            "setMyCommands": {"commands": [{"command": "a", "description": "b"}]},
            "setMyName": {"name": "Little"},
        }  # fmt: skip
        return known.get(method, {**here, "message_id": text})

    async def upload(self, method: str, kind: str, parameters: dict[str, Any]) -> Any:
        files = {kind: File(f"{kind}.bin", a_picture())}
        return await self.box.telegram.call(TOKEN, method, parameters, files)


@pytest.mark.parametrize("method", list(METHODS))
async def test_the_answer_is_what_both_libraries_expect(box: Box, method: str) -> None:
    stage = Stage(box)
    if method in UPLOADS:
        result = await stage.upload(method, UPLOADS[method], {"chat_id": stage.ann})
    elif method == "sendVideoNote":
        result = await stage.upload(method, "video_note", {"chat_id": stage.ann})
    else:
        result = await box.api(method, **await stage.parameters(method))
    await box.telegram.stop()
    returning = getattr(aiogram.methods, method[0].upper() + method[1:]).__returning__
    TypeAdapter(returning).validate_python(result)
    if returning in PTB_TYPES:
        assert PTB_TYPES[returning].de_json(result, None) is not None


async def test_every_update_is_one_both_libraries_read(box: Box) -> None:
    await box.api(
        "getUpdates",
        allowed_updates=["message", "callback_query", "poll", "poll_answer", "my_chat_member", "chat_member"],
    )
    ann, bob = box.person("Ann"), box.person("Bob")
    group = box.control.add_chat("group", "Village", [ann], bot="administrator")["id"]
    box.control.set_membership(bob, "member", group)
    box.control.send_message(ann, group, photo=File("a.png", a_picture()), caption="look")
    box.control.send_message(ann, contact={"phone_number": "1", "first_name": "Ann"}, forwarded_from=bob)
    poll = await box.api("sendPoll", chat_id=group, question="?", options=["a", "b"], is_anonymous=False)
    box.control.vote(ann, group, poll["message_id"], [1])
    await box.control.tap(ann, group, message_id=poll["message_id"], data="x", wait=False)
    await box.api("deleteMessage", chat_id=group, message_id=poll["message_id"])
    box.control.set_membership(bob, "left", group)
    box.control.set_membership(ann, "blocked")
    box.control.migrate(group)
    updates = await box.updates()
    kinds = {kind for update in updates for kind in update if kind != "update_id"}
    assert kinds == {"message", "callback_query", "poll", "poll_answer", "my_chat_member", "chat_member"}
    TypeAdapter(list[aiogram.types.Update]).validate_python(updates)
    for update in updates:
        ptb.Update.de_json(update, None)
