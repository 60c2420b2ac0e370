"""Faults a test asks for, the pace Telegram enforces, and the log of calls."""

from datetime import timedelta

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramNetworkError

from sandbox.errors import ApiError, ControlError, LostAnswer
from sandbox.in_process import SandboxSession
from tests.sandbox.bots import TOKEN
from tests.sandbox.conftest import Box


async def test_a_fault_strikes_its_method_and_chat_as_often_as_asked(box: Box) -> None:
    ann, bob = box.person("Ann"), box.person("Bob")
    box.control.add_fault(400, "sendMessage", times=2, chat=bob, description="Bad Request: made up")
    await box.api("sendMessage", chat_id=ann, text="fine")
    await box.api("sendChatAction", chat_id=bob, action="typing")
    for _ in range(2):
        assert await box.refusal("sendMessage", chat_id=bob, text="x") == "Bad Request: made up"
    await box.api("sendMessage", chat_id=bob, text="fine")


async def test_any_method_means_any_but_the_poll(box: Box) -> None:
    ann = box.person()
    box.control.add_fault(500)
    assert await box.api("getUpdates") == []
    with pytest.raises(ApiError) as caught:
        await box.api("sendChatAction", chat_id=ann, action="typing")
    assert caught.value.code == 500


async def test_faults_can_be_called_off_and_must_be_known_ones(box: Box) -> None:
    box.control.add_fault("timeout", "getMe", times=9)
    box.control.clear_faults()
    await box.api("getMe")
    with pytest.raises(ControlError):
        box.control.add_fault(418)
    with pytest.raises(ControlError):
        box.control.add_fault(500, times=0)


@pytest.mark.parametrize(("code", "arrives"), [("timeout", False), ("lost_answer", True)])
async def test_in_process_a_lost_connection_is_aiograms_network_error(
    box: Box, code: str, arrives: bool
) -> None:
    ann, bot = box.person(), Bot(TOKEN, session=SandboxSession(box.telegram))
    box.control.add_fault(code, "sendMessage")
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(ann, "hello")
    assert [one["text"] for one in box.control.list_messages(ann)][1:] == (["hello"] if arrives else [])


async def test_the_log_tells_what_was_asked_when_and_how_it_ended(box: Box) -> None:
    ann = box.person()
    markup = '{"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]}'
    await box.api("sendMessage", chat_id=str(ann), text="[1]", reply_markup=markup)
    await box.refusal("sendMessage", chat_id=ann, text="")
    box.control.add_fault("lost_answer", "sendMessage")
    with pytest.raises(LostAnswer):
        await box.api("sendMessage", chat_id=ann, text="lost")
    first, second, third = box.control.list_calls()
    assert first["time"] == "2026-11-22T08:00:00+00:00"
    assert first["parameters"]["chat_id"] == ann
    assert first["parameters"]["text"] == "[1]"
    assert first["parameters"]["reply_markup"]["inline_keyboard"][0][0]["text"] == "a"
    assert [call["outcome"] for call in (first, second, third)] == [
        {"ok": True},
        {"error_code": 400, "description": "Bad Request: message text is empty"},
        {"lost": "LostAnswer"},
    ]
    assert box.control.list_calls(after=second["number"]) == [third]


async def burst(box: Box, chat: int, count: int) -> int:
    """How many of `count` messages passed before the first 429."""
    for passed in range(count):
        try:
            await box.api("sendMessage", chat_id=chat, text="x")
        except ApiError as error:
            wait = (error.parameters or {}).get("retry_after")
            return passed if error.description == f"Too Many Requests: retry after {wait}" else -1
    return count


async def test_limits_are_off_unless_asked_for(box: Box) -> None:
    assert await burst(box, box.person(), 60) == 60


async def test_a_chat_takes_a_short_burst_and_a_group_twenty_a_minute(box: Box) -> None:
    ann = box.person()
    group = box.group(ann)
    box.telegram.enforce_limits = True
    assert await burst(box, ann, 30) == 5
    await box.clock.advance(timedelta(seconds=5))
    assert await burst(box, ann, 30) == 5
    assert await burst(box, group, 30) == 20
    await box.clock.advance(timedelta(seconds=30))
    assert await burst(box, group, 30) == 0
    await box.clock.advance(timedelta(seconds=30))
    assert await burst(box, group, 30) == 20
    assert "Too Many Requests" in await box.refusal("editMessageText", chat_id=group, message_id=1, text="x")


async def test_all_chats_together_take_thirty_a_second(box: Box) -> None:
    people = [box.person(f"Person {number}") for number in range(40)]
    box.telegram.enforce_limits = True
    assert sum([await burst(box, person, 1) for person in people]) == 30
    await box.clock.advance(timedelta(seconds=1))
    assert await burst(box, people[-1], 1) == 1
