"""Telegram may send any update again, and two at once: nothing is doubled, nothing crosses, everybody is answered."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiogram import Bot

from bot import service
from bot.updates import Handle, Polling
from sandbox.in_process import SandboxSession
from tests.cast import Player, Village
from tests.conversations.looking import answers, balanced, every_row, kept, on_both, said
from tests.conversations.made_updates import message, tap

SPEAKING = ("send", "edit", "answer")


async def hears_again(village: Village, handle: Handle, label: str, *, silent: bool = False) -> None:
    """The newest update comes once more, to a process that knows nothing: the same rows, and an answer again."""
    await village.passes()  # what the bot says first because of it is said: no tick comes in between
    before = await village.database.read(every_row)
    calls = len(village.control.list_calls())
    await handle(village.received[-1])
    assert await village.database.read(every_row) == before, label
    made = village.control.list_calls()[calls:]
    assert silent or any(call["method"].lower().startswith(SPEAKING) for call in made), label
    assert times_too_late(made) == 0, label


def times_too_late(calls: list[dict[str, Any]]) -> int:
    """How often somebody was told that what they tapped was done already."""
    told = said("This one is done already.")
    return len([call for call in calls if call["parameters"].get("text") == told])


Step = Callable[[], Awaitable[Any]]


def joining(village: Village, player: Player) -> list[tuple[str, Step]]:
    return [
        ("start", lambda: player.sends("/start")),
        ("a text instead of a tap", lambda: player.sends("128/82")),
        ("language", lambda: player.taps("中文")),
        *((f"consent {number}", lambda: player.taps("✅")) for number in range(3)),
        ("birth year", lambda: player.sends("1956")),
        ("sex", lambda: player.taps(said("Skip"))),
        ("a tag", lambda: player.taps(player.buttons()[0])),
        ("tags", lambda: player.taps(said("Done"))),
        ("village", lambda: player.taps("清溪村")),
    ]


def a_life(village: Village, player: Player) -> list[tuple[str, Step]]:
    return [
        ("reading", lambda: player.sends("128/82 72")),
        ("undo by button", lambda: player.taps("↩️")),
        ("exercise", lambda: player.sends("走路30分钟")),
        ("reversed", lambda: player.sends("82/131")),
        ("yes", lambda: player.taps("✅")),
        ("meal needed", lambda: player.sends("血糖6.1")),
        ("meal", lambda: player.taps(player.buttons()[0])),
        ("to confirm", lambda: player.sends("体重140kg")),
        ("no", lambda: player.taps("✏️")),
        ("weight", lambda: player.sends("/weight")),
        ("its number", lambda: player.sends("65")),
        ("history", lambda: player.sends("/history")),
        ("a log", lambda: player.taps("✏️ 1")),
        ("fix", lambda: player.taps("✏️")),
        ("the right number", lambda: player.sends("66kg")),
        ("history again", lambda: player.sends("/history")),
        ("a log again", lambda: player.taps("✏️ 1")),
        ("delete", lambda: player.taps("🗑")),
        ("chart", lambda: player.sends("/history")),
        ("chart of pressure", lambda: player.taps("📈")),
        ("one-tap exercise", lambda: player.sends("/exercise")),
        ("done", lambda: player.taps(player.buttons()[0])),
        ("undo", lambda: player.sends("/undo")),
        ("danger", lambda: player.sends("185/112")),
        ("no symptom", lambda: player.taps(player.buttons()[-1])),
        ("points", lambda: player.sends("/points")),
        ("pause", lambda: player.sends("/pause")),
        ("why", lambda: player.taps(player.buttons()[0])),
        ("settings", lambda: player.sends("/settings")),
        ("zones", lambda: player.taps("🕐")),
        ("no such zone", lambda: player.sends("Mars/Olympus")),
        ("zone", lambda: player.sends("Asia/Tokyo")),
        ("privacy", lambda: player.sends("/privacy")),
        ("withdraw sharing", lambda: player.taps(player.buttons()[1])),
        ("copy", lambda: player.sends("/mydata")),
        ("nonsense", lambda: player.sends("你好")),
        ("in the group", lambda: player.sends("133/85", group=village.group)),
        ("a command there", lambda: player.sends("/points", group=village.group)),
        ("forget", lambda: player.sends("/forget")),
        ("yes, forget", lambda: player.taps("🗑")),
    ]


@on_both
async def test_every_kind_of_update_may_come_twice(village: Village) -> None:
    newcomer = village.newcomer("新来的")
    async with village.another_bot() as handle:
        for label, step in joining(village, newcomer):
            await step()
            await hears_again(village, handle, label)
        for label, step in a_life(village, village.resident):
            await step()
            await hears_again(village, handle, label)
        for status in ("blocked", "unblocked"):
            village.control.set_membership(newcomer.telegram_id, status)
            await village.telegram.settled()
            await hears_again(village, handle, status, silent=True)
        village.control.set_membership(village.control.bot().id, "member", village.group)
        await village.telegram.settled()
        await hears_again(village, handle, "the bot's place in the group", silent=True)
    assert await balanced(village)
    rows = await village.database.read(every_row)
    assert len([row for row in rows["person"] if row["name"] == "新来的"]) == 1


@on_both
async def test_an_update_of_long_ago_is_answered_from_the_step_it_was_met_at(village: Village) -> None:
    await village.resident.sends("82/128")
    asked = village.received[-1]
    await village.resident.taps("✅")
    answered = village.received[-1]
    await village.resident.sends("82/129")  # another question stands open now
    before = await village.database.read(every_row)
    async with village.another_bot() as handle:
        await handle(asked)
        assert "128/82" in village.resident.reads()
        assert village.resident.last()["keyboard"]
        await handle(answered)
        assert any("128/82" in one and "⭐" in one for one in answers(village.resident.sees()))
    assert await village.database.read(every_row) == before
    again = next(
        one
        for one in reversed(village.resident.sees())
        if one["keyboard"] and "129/82" in (one["text"] or "")
    )
    await village.resident.taps_on(again, data=again["keyboard"][0][0]["callback_data"])
    assert await kept(village.resident) == [(128, 82), (129, 82)]


@on_both
async def test_a_batch_that_was_not_acknowledged_comes_again_whole(village: Village) -> None:
    for text in ("128/82", "/weight", "65", "83/130"):
        await village.resident.sends(text)
    await village.resident.taps("✅")
    before = await village.database.read(every_row)
    seen = len(village.resident.sees())
    async with village.another_bot() as handle:
        assert await Polling(_bot_for(village), handle).take([*village.received, village.received[0]])
    assert await village.database.read(every_row) == before
    assert len(answers(village.resident.sees()[seen:])) >= 4


def _bot_for(village: Village) -> Bot:
    return service.open_bot(village.settings, SandboxSession(village.telegram))


# Two at once


@asynccontextmanager
async def two_bots(village: Village) -> AsyncIterator[tuple[Handle, Handle]]:
    async with village.another_bot() as one, village.another_bot() as other:
        yield one, other


@on_both
async def test_two_answers_of_one_person_at_once_do_not_cross(village: Village) -> None:
    await village.resident.sends("/start")
    async with two_bots(village) as (one, other):
        for systolic in range(128, 134):
            await village.resident.sends(f"82/{systolic}")
            yes, no = (row[0]["callback_data"] for row in village.resident.last()["keyboard"])
            calls = len(village.control.list_calls())
            await asyncio.gather(one(tap(village.resident, yes)), other(tap(village.resident, no)))
            assert (
                times_too_late(village.control.list_calls()[calls:]) == 1
            )  # one answered, one came too late
            rows = await village.database.read(every_row)
            own = [row for row in rows["conversation"] if row["telegram_id"] == village.resident.telegram_id]
            assert [row["step"] for row in own] == [None]
    pressures = await kept(village.resident)
    assert len(pressures) == len(set(pressures)) <= 6
    assert await balanced(village)


@on_both
async def test_the_same_update_in_two_processes_at_once_is_kept_once(village: Village) -> None:
    await village.resident.sends("/start")
    async with two_bots(village) as (one, other):
        for systolic in range(120, 128):
            update = message(village.resident, f"{systolic}/80")
            await asyncio.gather(one(update), other(update))
    assert await kept(village.resident) == [(systolic, 80) for systolic in range(120, 128)]
    assert await balanced(village)


@on_both
async def test_many_messages_of_one_person_at_once_are_all_kept(village: Village) -> None:
    await village.resident.sends("/start")
    async with two_bots(village) as (one, other):
        updates = [message(village.resident, f"{systolic}/80") for systolic in range(120, 132)]
        handled = [(one, other)[number % 2](update) for number, update in enumerate(updates)]
        await asyncio.gather(*handled)
    assert sorted(await kept(village.resident)) == [(systolic, 80) for systolic in range(120, 132)]
    assert await balanced(village)
    rows = await village.database.read(every_row)
    earned = [row for row in rows["ledger_entry"] if row["act"] == "blood_pressure"]
    assert len(earned) == 1  # the interval between two paid readings holds, however many come together
