"""Groups: who sees what, coming and going, command lists, ephemeral messages, growing into a supergroup."""

from datetime import timedelta
from typing import Any

import pytest

from sandbox.errors import ApiError, ControlError
from tests.sandbox.bots import TOKEN
from tests.sandbox.conftest import Box

LITTLE = 4242


async def heard(box: Box) -> list[str]:
    return [update["message"]["text"] for update in await box.updates() if "message" in update]


async def test_privacy_mode_passes_commands_replies_and_mentions(box: Box) -> None:
    ann = box.person()
    group = box.group(ann)
    mine = (await box.api("sendMessage", chat_id=group, text="hello"))["message_id"]
    for text in ("idle talk", "/go", "/go@little_bot", "/go@other_bot", "ask @little_bot", "ask @other_bot"):
        box.control.send_message(ann, group, text=text)
    box.control.send_message(ann, group, text="a reply", reply_to=mine)
    assert await heard(box) == ["/go", "/go@little_bot", "ask @little_bot", "a reply"]


@pytest.mark.parametrize("how", [{"privacy_mode": False}, {"bot": "administrator"}])
async def test_without_privacy_mode_and_as_administrator_the_bot_hears_all(
    box: Box, how: dict[str, Any]
) -> None:
    ann = box.person()
    group = box.group(ann, **how)
    box.control.send_message(ann, group, text="idle talk")
    assert await heard(box) == ["idle talk"]


async def test_the_bot_learns_that_it_was_added_promoted_and_removed(box: Box) -> None:
    ann = box.person()
    group = box.control.add_chat("supergroup", "Village", [ann])["id"]
    added, welcome = await box.updates()
    assert added["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert welcome["message"]["new_chat_members"][0]["id"] == LITTLE
    box.control.set_membership(LITTLE, "administrator", group)
    (promoted,) = await box.updates()
    assert promoted["my_chat_member"]["new_chat_member"]["can_delete_messages"]
    box.control.set_membership(LITTLE, "left", group)
    removed = (await box.updates())[-1]
    assert removed["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    refusal = await box.refusal("sendMessage", chat_id=group, text="hi")
    assert refusal == "Forbidden: bot was kicked from the supergroup chat"


async def test_a_bot_that_left_is_not_a_member(box: Box) -> None:
    group = box.group(box.person(), type="group")
    assert await box.api("leaveChat", chat_id=group)
    refusal = await box.refusal("sendMessage", chat_id=group, text="hi")
    assert refusal == "Forbidden: bot is not a member of the group chat"


async def test_people_come_and_go_by_service_message_and_chat_member_if_asked(box: Box) -> None:
    ann, bob = box.person("Ann"), box.person("Bob")
    group = box.group(ann, bot="administrator")
    box.control.set_membership(bob, "member", group)
    (joined,) = await box.updates(allowed_updates=["message", "chat_member"])
    assert joined["message"]["new_chat_members"][0]["first_name"] == "Bob"
    box.control.set_membership(bob, "left", group)
    left, change = await box.updates()
    assert left["message"]["left_chat_member"]["id"] == bob
    assert change["chat_member"]["new_chat_member"]["status"] == "left"
    assert (await box.api("getChatMember", chat_id=group, user_id=bob))["status"] == "left"
    assert await box.api("getChatMemberCount", chat_id=group) == 2
    administrators = await box.api("getChatAdministrators", chat_id=group)
    assert {one["user"]["id"]: one["status"] for one in administrators} == {
        ann: "creator", LITTLE: "administrator",
    }  # fmt: skip
    with pytest.raises(ControlError, match="not in that chat"):
        box.control.send_message(bob, group, text="/still here")


async def test_a_bot_that_is_no_administrator_hears_of_no_changed_members(box: Box) -> None:
    ann, bob = box.person("Ann"), box.person("Bob")
    group = box.group(ann)
    await box.api("getUpdates", allowed_updates=["chat_member"])
    box.control.set_membership(bob, "member", group)
    assert await box.updates() == []


async def test_a_command_is_public_unless_it_was_registered_as_ephemeral(box: Box) -> None:
    ann, bob = box.person("Ann"), box.person("Bob")
    group = box.group(ann, bob)
    listed = [
        {"command": "mine", "description": "x", "is_ephemeral": True},
        {"command": "all", "description": "x"},
    ]
    await box.api("setMyCommands", commands=listed)
    for text in ("/mine", "/mine@little_bot 1", "/mine@other_bot", "/all", "mine"):
        box.control.send_message(ann, group, text=text)
    seen = [one["text"] for one in box.control.list_messages(group, bob) if not one["service"]]
    assert seen == ["/mine@other_bot", "/all", "mine"]
    in_private = box.control.send_message(ann, text="/mine")
    assert in_private["message_id"] > 0


async def test_blocking_and_unblocking_reach_the_bot(box: Box) -> None:
    ann = box.person()
    box.control.set_membership(ann, "blocked")
    box.control.set_membership(ann, "unblocked")
    changes = [update["my_chat_member"]["new_chat_member"]["status"] for update in await box.updates()]
    assert changes == ["kicked", "member"]


async def test_who_blocked_the_bot_starts_it_again_with_start_only(box: Box) -> None:
    ann = box.person()
    box.control.set_membership(ann, "blocked")
    with pytest.raises(ControlError, match="unblock it first"):
        box.control.send_message(ann, text="128/82")
    box.control.send_message(ann, text="/start")
    assert [next(iter(update.keys() - {"update_id"})) for update in await box.updates()] == [
        "my_chat_member", "my_chat_member", "message",
    ]  # fmt: skip


async def test_a_group_that_became_a_supergroup_says_so_twice(box: Box) -> None:
    ann = box.person()
    group = box.group(ann, type="group")
    new = box.control.migrate(group)["id"]
    there, here = (update["message"] for update in await box.updates())
    assert (there["chat"]["id"], there["migrate_to_chat_id"]) == (group, new)
    assert (here["chat"]["id"], here["migrate_from_chat_id"]) == (new, group)
    with pytest.raises(ApiError, match="group chat was upgraded to a supergroup chat") as caught:
        await box.api("sendMessage", chat_id=group, text="hi")
    assert caught.value.parameters == {"migrate_to_chat_id": new}
    assert [(chat["id"], chat["members"]) for chat in box.control.list_chats()] == [(new, [ann])]
    with pytest.raises(ControlError):
        box.control.migrate(new)


async def commands(box: Box, name: str, language: str = "", **scope: Any) -> None:
    listed = [{"command": name, "description": "a command"}]
    await box.api("setMyCommands", commands=listed, scope=scope or None, language_code=language)


async def test_command_lists_fall_back_from_narrow_to_wide(box: Box) -> None:
    ann, bob = box.person("Ann", language_code="zh-hans"), box.person("Bob")
    group = box.group(ann, bob)

    def sees(person: int, chat: int | None = None) -> str:
        return ",".join(one["command"] for one in box.control.list_commands(person, chat))

    assert sees(ann) == ""
    await commands(box, "any")
    await commands(box, "any_zh", "zh")
    assert (sees(ann), sees(bob)) == ("any_zh", "any")
    await commands(box, "private", type="all_private_chats")
    assert (sees(ann), sees(ann, group)) == ("private", "any_zh")
    await commands(box, "groups", type="all_group_chats")
    await commands(box, "admins", type="all_chat_administrators")
    assert (sees(ann, group), sees(bob, group)) == ("admins", "groups")
    await commands(box, "here", type="chat", chat_id=group)
    await commands(box, "runs_this", type="chat_administrators", chat_id=group)
    await commands(box, "bob_alone", type="chat_member", chat_id=group, user_id=bob)
    assert (sees(ann, group), sees(bob, group)) == ("runs_this", "bob_alone")
    await box.api("deleteMyCommands", scope={"type": "chat_member", "chat_id": group, "user_id": bob})
    assert sees(bob, group) == "here"
    assert (await box.api("getMyCommands", language_code="zh"))[0]["command"] == "any_zh"


async def test_a_command_has_to_be_spelt_as_telegram_allows(box: Box) -> None:
    for wrong in ("Log", "血压", "a" * 33):
        listed = [{"command": wrong, "description": "x"}]
        assert "BOT_COMMAND_INVALID" in await box.refusal("setMyCommands", commands=listed)


async def test_an_ephemeral_message_reaches_one_member_only(box: Box) -> None:
    ann, bob = box.person("Ann"), box.person("Bob")
    group = box.group(ann, bob)
    to_ann = {"receiver_user_id": ann}
    sent = await box.api("sendMessage", chat_id=group, text="yours", ephemeral_message_parameters=to_ann)
    assert (sent["message_id"], sent["receiver_user"]["id"]) == (0, ann)
    which = {"chat_id": group, "ephemeral_message_id": sent["ephemeral_message_id"]}
    assert await box.api("editEphemeralMessageText", **which, **to_ann, text="still yours") is True
    assert "message to edit not found" in await box.refusal(
        "editEphemeralMessageText", **which, receiver_user_id=bob, text="Bob's?"
    )
    assert [one["text"] for one in box.control.list_messages(group, ann) if not one["service"]] == [
        "still yours"
    ]
    assert [one["text"] for one in box.control.list_messages(group, bob) if not one["service"]] == []
    assert await box.api("deleteEphemeralMessage", **which, **to_ann) is True
    assert box.control.list_messages(group, ann)[-1]["deleted"]


async def test_an_ephemeral_message_needs_a_group_and_a_member_of_it(box: Box) -> None:
    ann, bob = box.person("Ann"), box.person("Bob")
    group = box.group(ann)
    to_bob = {"text": "x", "ephemeral_message_parameters": {"receiver_user_id": bob}}
    assert "PARTICIPANT_ID_INVALID" in await box.refusal("sendMessage", chat_id=group, **to_bob)
    assert "only in group and supergroup" in await box.refusal("sendMessage", chat_id=bob, **to_bob)


async def test_a_tap_on_a_public_button_can_be_answered_in_its_place_for_15_seconds(box: Box) -> None:
    ann, bob = box.person("Ann"), box.person("Bob")
    group = box.group(ann, bob)
    markup = {"inline_keyboard": [[{"text": "Mine", "callback_data": "mine"}]]}
    public = await box.api("sendMessage", chat_id=group, text="whose?", reply_markup=markup)
    await box.control.tap(ann, group, message_id=public["message_id"], label="Mine", wait=False)
    query = (await box.updates())[0]["callback_query"]["id"]
    answer: dict[str, Any] = {
        "receiver_user_id": ann, "callback_query_id": query, "replace_callback_query_message": True,
    }  # fmt: skip
    await box.api("sendMessage", chat_id=group, text="yours", ephemeral_message_parameters=answer)
    assert [one["text"] for one in box.control.list_messages(group, ann) if not one["service"]] == ["yours"]
    assert [one["text"] for one in box.control.list_messages(group, bob) if not one["service"]] == ["whose?"]
    await box.clock.advance(timedelta(seconds=16))
    assert "query is too old" in await box.refusal(
        "sendMessage", chat_id=group, text="late", ephemeral_message_parameters=answer
    )


async def test_an_ephemeral_button_works_for_the_one_who_sees_it(box: Box) -> None:
    ann, bob = box.person("Ann"), box.person("Bob")
    group = box.group(ann, bob)
    sent = await box.api(
        "sendMessage", chat_id=group, text="log?", ephemeral_message_parameters={"receiver_user_id": ann},
        reply_markup={"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]},
    )  # fmt: skip
    which = {"ephemeral_message_id": sent["ephemeral_message_id"], "label": "Yes", "wait": False}
    with pytest.raises(ControlError, match="no such message"):
        await box.control.tap(bob, group, **which)
    await box.control.tap(ann, group, **which)
    message = (await box.updates())[0]["callback_query"]["message"]
    assert (message["message_id"], message["ephemeral_message_id"]) == (0, sent["ephemeral_message_id"])


async def test_two_bots_have_their_own_private_chats_and_their_own_ears(box: Box) -> None:
    box.telegram.add_bot("77:second", "second_bot", "Second")
    ann = box.person()
    group = box.group(ann)
    box.control.set_membership(77, "member", group)
    box.control.send_message(ann, text="to the second", bot="second_bot")
    box.control.send_message(ann, group, text="/go@second_bot")
    updates = await box.telegram.call("77:second", "getUpdates", {"allowed_updates": ["message"]})
    assert [one["message"]["text"] for one in updates if "text" in one.get("message", {})] == [
        "to the second", "/go@second_bot",
    ]  # fmt: skip
    assert "to the second" not in [one["text"] for one in box.control.list_messages(ann)]
    assert (await box.telegram.call(TOKEN, "getChatMemberCount", {"chat_id": group})) == 3


async def test_a_reply_to_an_ephemeral_message_is_for_the_bot_alone(box: Box) -> None:
    ann, bob = box.person("Ann"), box.person("Bob")
    group = box.group(ann, bob)
    sent = await box.api(
        "sendMessage",
        chat_id=group,
        text="Your reading?",
        ephemeral_message_parameters={"receiver_user_id": ann},
    )
    answered = sent["ephemeral_message_id"]
    box.control.send_message(ann, group, text="128/82", reply_to_ephemeral=answered)
    (update,) = await box.updates()
    assert (update["message"]["text"], update["message"]["message_id"]) == ("128/82", 0)
    assert "128/82" not in [one["text"] for one in box.control.list_messages(group, bob)]
    with pytest.raises(ControlError, match="not there"):
        box.control.send_message(bob, group, text="peek", reply_to_ephemeral=answered)
