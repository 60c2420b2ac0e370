"""Sending, editing and deleting: what comes of it, and the words in which Telegram refuses."""

from datetime import timedelta
from typing import Any

import pytest

from tests.sandbox.conftest import Box

YES = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]}


@pytest.mark.parametrize(
    ("parameters", "reason"),
    [
        ({"text": " \n "}, "message text is empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "😀" * 2049}, "message is too long"),
        ({"text": "x", "chat_id": ""}, "chat_id is empty"),
        ({"text": "x", "chat_id": 5}, "chat not found"),
        ({"text": "x", "chat_id": -5}, "chat not found"),
        ({"text": "x", "parse_mode": "BBCode"}, "unsupported parse_mode"),
        ({"text": "x", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
        ({"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "é" * 33}]]}},
         "BUTTON_DATA_INVALID"),
        ({"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "a"}]]}},
         "can't parse inline keyboard button: text buttons are unallowed in the inline keyboard"),
    ],
)  # fmt: skip
async def test_what_cannot_be_sent_is_refused_in_telegrams_words(
    box: Box, parameters: dict[str, Any], reason: str
) -> None:
    ann = box.person()
    assert await box.refusal("sendMessage", **{"chat_id": ann} | parameters) == f"Bad Request: {reason}"


async def test_the_longest_text_is_counted_after_parsing(box: Box) -> None:
    sent = await box.api("sendMessage", chat_id=box.person(), text=f"<b>{'x' * 4096}</b>", parse_mode="HTML")
    assert len(sent["text"]) == 4096


async def test_a_bot_cannot_speak_first_nor_to_someone_who_is_gone(box: Box) -> None:
    stranger, gone = box.person("Bob", started=False), box.person("Carl")
    refusal = await box.refusal("sendMessage", chat_id=stranger, text="hi")
    assert refusal == "Forbidden: bot can't initiate conversation with a user"
    box.control.set_membership(gone, "deactivated")
    assert await box.refusal("sendMessage", chat_id=gone, text="hi") == "Forbidden: user is deactivated"
    assert await box.refusal("getChat", chat_id=stranger) == "Bad Request: chat not found"
    box.control.set_membership(stranger, "unblocked")
    assert "can't initiate" in await box.refusal("sendMessage", chat_id=stranger, text="hi")


async def test_a_reply_shows_what_it_replies_to_or_goes_without(box: Box) -> None:
    ann = box.person()
    original = await box.api("sendMessage", chat_id=ann, text="question")
    reply = await box.api(
        "sendMessage", chat_id=ann, text="answer", reply_parameters={"message_id": original["message_id"]}
    )
    assert reply["reply_to_message"]["text"] == "question"
    lost = {"message_id": 99, "allow_sending_without_reply": True}
    assert "reply_to_message" not in await box.api(
        "sendMessage", chat_id=ann, text="x", reply_parameters=lost
    )


async def test_an_edit_without_a_keyboard_removes_it_and_the_same_edit_is_refused(box: Box) -> None:
    ann = box.person()
    sent = await box.api("sendMessage", chat_id=ann, text="before", reply_markup=YES)
    which = {"chat_id": ann, "message_id": sent["message_id"]}
    assert "message is not modified" in await box.refusal(
        "editMessageText", **which, text="before", reply_markup=YES
    )
    edited = await box.api("editMessageText", **which, text="before")
    assert "reply_markup" not in edited
    assert "message is not modified" in await box.refusal("editMessageText", **which, text="before")
    assert (await box.api("editMessageReplyMarkup", **which, reply_markup=YES))["reply_markup"] == YES


async def test_only_the_bots_own_messages_of_that_kind_can_be_edited(box: Box) -> None:
    ann = box.person()
    theirs = box.control.send_message(ann, text="mine")["message_id"]
    dice = (await box.api("sendDice", chat_id=ann))["message_id"]
    edit = {"chat_id": ann, "text": "x"}
    assert (
        await box.refusal("editMessageText", **edit, message_id=99)
        == "Bad Request: message to edit not found"
    )
    assert (await box.refusal("editMessageText", **edit, message_id=theirs)).endswith(
        "message can't be edited"
    )
    assert "there is no text in the message" in await box.refusal("editMessageText", **edit, message_id=dice)
    keyboard = {"keyboard": [["Log"]]}
    asked = await box.api("sendMessage", chat_id=ann, text="choose", reply_markup=keyboard)
    refusal = await box.refusal("editMessageText", **edit, message_id=asked["message_id"])
    assert refusal.endswith("message can't be edited")


async def test_a_message_can_be_deleted_for_48_hours(box: Box) -> None:
    ann = box.person()
    old = (await box.api("sendMessage", chat_id=ann, text="old"))["message_id"]
    young = (await box.api("sendMessage", chat_id=ann, text="young"))["message_id"]
    assert await box.api("deleteMessage", chat_id=ann, message_id=young)
    refusal = await box.refusal("deleteMessage", chat_id=ann, message_id=young)
    assert refusal == "Bad Request: message to delete not found"
    await box.clock.advance(timedelta(hours=48))
    assert "can't be deleted" in await box.refusal("deleteMessage", chat_id=ann, message_id=old)
    assert await box.api("deleteMessages", chat_id=ann, message_ids=[old, young])
    shown = {one["text"]: one["deleted"] for one in box.control.list_messages(ann)}
    assert shown == {"/start": False, "old": False, None: True}  # what was deleted, nobody reads any more


async def test_in_a_group_only_an_administrator_deletes_what_others_wrote(box: Box) -> None:
    ann = box.person()
    group = box.group(ann, privacy_mode=False)
    theirs = box.control.send_message(ann, group, text="hello")["message_id"]
    assert "can't be deleted" in await box.refusal("deleteMessage", chat_id=group, message_id=theirs)
    box.control.set_membership(4242, "administrator", group)
    assert await box.api("deleteMessage", chat_id=group, message_id=theirs)


async def test_a_callback_is_answered_once_and_not_too_late(box: Box) -> None:
    ann = box.person()
    sent = await box.api("sendMessage", chat_id=ann, text="?", reply_markup=YES)
    for _ in range(2):
        await box.control.tap(ann, ann, message_id=sent["message_id"], label="Yes", wait=False)
    first, second = (update["callback_query"]["id"] for update in await box.updates())
    assert "MESSAGE_TOO_LONG" in await box.refusal(
        "answerCallbackQuery", callback_query_id=first, text="x" * 201
    )
    assert await box.api("answerCallbackQuery", callback_query_id=first, text="x" * 200)
    assert "query is too old" in await box.refusal("answerCallbackQuery", callback_query_id=first)
    await box.clock.advance(timedelta(minutes=16))
    assert "query is too old" in await box.refusal("answerCallbackQuery", callback_query_id=second)


async def test_a_forged_tap_needs_no_button(box: Box) -> None:
    ann = box.person()
    sent = await box.api("sendMessage", chat_id=ann, text="no buttons here")
    await box.control.tap(ann, ann, message_id=sent["message_id"], data="redeem:9", wait=False)
    (update,) = await box.updates()
    assert update["callback_query"]["data"] == "redeem:9"
    assert update["callback_query"]["message"]["text"] == "no buttons here"


async def test_copies_and_forwards(box: Box) -> None:
    ann, bob = box.person("Ann"), box.person("Bob")
    original = await box.api("sendMessage", chat_id=ann, text="<b>notice</b>", parse_mode="HTML")
    from_ann = {"chat_id": bob, "from_chat_id": ann, "message_id": original["message_id"]}
    copied = await box.api("copyMessage", **from_ann)
    assert list(copied) == ["message_id"]
    forwarded = await box.api("forwardMessage", **from_ann)
    assert forwarded["forward_origin"]["sender_user"]["id"] == 4242
    shown = box.control.list_messages(bob)[1:]
    assert [one["text"] for one in shown] == ["notice", "notice"]
    secret = await box.api("sendMessage", chat_id=ann, text="secret", protect_content="true")
    assert "can't be forwarded" in await box.refusal(
        "forwardMessage", **from_ann | {"message_id": secret["message_id"]}
    )


async def test_pins_reactions_actions_contacts_and_places(box: Box) -> None:
    ann = box.person()
    sent = await box.api("sendMessage", chat_id=ann, text="pin me")
    await box.api("pinChatMessage", chat_id=ann, message_id=sent["message_id"])
    assert (await box.api("getChat", chat_id=ann))["pinned_message"]["text"] == "pin me"
    await box.api("unpinAllChatMessages", chat_id=ann)
    assert "pinned_message" not in await box.api("getChat", chat_id=ann)
    thumb = [{"type": "emoji", "emoji": "👍"}]
    assert await box.api("setMessageReaction", chat_id=ann, message_id=sent["message_id"], reaction=thumb)
    assert await box.api("sendChatAction", chat_id=ann, action="typing")
    await box.api("sendContact", chat_id=ann, phone_number="120", first_name="Ambulance")
    await box.api("sendLocation", chat_id=ann, latitude="26.6", longitude="118.1")
    pinned, contact, place = box.control.list_messages(ann)[1:]
    assert pinned["reactions"] == thumb
    assert contact["contact"]["phone_number"] == "120"
    assert place["location"] == {"latitude": 26.6, "longitude": 118.1}


async def test_reply_keyboards_are_shown_and_taken_away(box: Box) -> None:
    ann = box.person()
    keyboard = {"keyboard": [[{"text": "Log"}, "Help"]], "input_field_placeholder": "128/82"}
    sent = await box.api("sendMessage", chat_id=ann, text="choose", reply_markup=keyboard)
    assert "reply_markup" not in sent
    await box.api("sendMessage", chat_id=ann, text="thanks", reply_markup={"remove_keyboard": True})
    shown, removed = box.control.list_messages(ann)[1:]
    rows = {"rows": [["Log", "Help"]], "one_time": False, "placeholder": "128/82"}
    assert shown["reply_keyboard"] == rows
    assert removed["reply_keyboard"] == {"remove": True}


async def test_rich_messages_keep_their_blocks_and_read_as_plain_text(box: Box) -> None:
    ann = box.person()
    html = "<h1>Week 3</h1><p>Less <b>salt</b>.</p><ul><li>soy</li><li>pickles</li></ul><table><tr><th>g</th></tr></table>"
    sent = await box.api("sendRichMessage", chat_id=ann, rich_message={"html": html})
    kinds = [block["type"] for block in sent["rich_message"]["blocks"]]
    assert kinds == ["heading", "paragraph", "list", "table"]
    assert box.control.list_messages(ann)[-1]["text"] == "Week 3\nLess salt.\n• soy\n• pickles\ng"
    markdown = {"markdown": "# Week 4\n\nMore **walking**\n\n- slowly\n- daily"}
    again = await box.api(
        "editMessageText", chat_id=ann, message_id=sent["message_id"], rich_message=markdown
    )
    assert [block["type"] for block in again["rich_message"]["blocks"]] == ["heading", "paragraph", "list"]
    assert "exactly one" in await box.refusal("sendRichMessage", chat_id=ann, rich_message={})
