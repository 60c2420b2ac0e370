"""What somebody sends to harm, to fool, or by mistake: nothing breaks, nobody else's row changes, everybody is answered."""

from itertools import product
from typing import Any

import pytest

from bot.conversations import TAPS
from tests.cast import Player, Village
from tests.conversations.looking import (
    Rows,
    answers,
    balanced,
    every_row,
    kept,
    once_is_enough,
    said,
)

HOSTILE_NAME = '<b>王</b> & <a href="https://x.example">你好</a> {name} %s'


async def join(player: Player) -> None:
    """Every question answered by its first button, or skipped."""
    await player.sends("/start")
    await player.taps("中文")
    for _scope in range(3):
        await player.taps("✅")
    for skip in ("Skip. I am 18 or over", "Skip", "None of these", "Skip"):
        await player.taps(said(skip))


def rows_of(rows: Rows, person_id: int | None) -> dict[str, list[dict[str, Any]]]:
    """What belongs to one person."""
    named = ("person_id", "account", "to_account", "from_account", "subject_id")
    return {
        table: [line for line in lines if any(line.get(name) == person_id for name in named)]
        for table, lines in rows.items()
    }


@once_is_enough
async def test_markup_in_a_name_is_only_a_name(village: Village) -> None:
    player = village.newcomer(HOSTILE_NAME)
    await join(player)
    assert HOSTILE_NAME in player.reads()
    assert not any(entity["type"] == "text_link" for entity in player.last()["entities"])
    await player.sends("/start")
    assert HOSTILE_NAME in player.reads()
    await player.sends("/mydata")
    media = [one["media"] for one in player.sees() if one["media"]]
    page = village.telegram.state.files[media[-1]["url"].rpartition("/")[2]].content.decode()
    assert "<a href" not in page
    assert "&lt;b&gt;王" in page


@once_is_enough
async def test_marks_that_turn_the_writing_around_do_not_stay_in_a_name(village: Village) -> None:
    player = village.newcomer("\u202e王\u2066小\u200f明\u202c\n")
    await join(player)
    names = [row["name"] for row in (await village.database.read(every_row))["person"]]
    assert "王小明" in names
    assert not any("\u202e" in one for one in answers(player.sees()))


@once_is_enough
async def test_an_endless_name_is_cut(village: Village) -> None:
    player = village.newcomer("長" * 500)
    await join(player)
    assert "長" * 120 in player.reads()
    assert "長" * 121 not in player.reads()


@once_is_enough
async def test_invisible_and_turning_marks_do_not_hide_a_reading(village: Village) -> None:
    for text in (
        "128\u200b/\u200b82",
        "\u200f128/82\u200e",
        "\u202e128/82\u202c",
        "\ufeff128／82",
        "１２８/８２",
    ):
        await village.resident.sends(text)
        assert "128/82" in village.resident.reads()
        await village.resident.sends("/undo")
        assert await kept(village.resident) == []


@once_is_enough
@pytest.mark.parametrize(
    "text",
    [
        "x" * 4096,
        "1" * 4096,
        "128/82 " * 585,
        "👨‍👩‍👧‍👦" * 370,
        "<" * 4096,
        "&lt;" * 1024,
        "\u202e" * 4096,
        "血压128/82。" + "家里都好。" * 800,
    ],
    ids=["letters", "digits", "readings", "families", "brackets", "escapes", "turns", "letter"],
)
async def test_a_message_as_long_as_telegram_allows_is_answered(village: Village, text: str) -> None:
    received = answers(await village.resident.sends(text[:4096]))
    assert 1 <= len(received) <= 4
    assert text[:64] not in "".join(received)


async def test_a_forged_button_changes_nothing_of_anybody_else(
    village: Village, caplog: pytest.LogCaptureFixture
) -> None:
    await village.treated.sends("128/82")
    await village.treated.sends("走路30分钟")
    await village.treated.sends("190/115")
    rows = await village.database.read(every_row)
    before = rows_of(rows, village.treated.person_id)
    reading, exercise = rows["reading"][0]["id"], rows["exercise"][0]["id"]
    alerted = next(row["id"] for row in rows["reading"] if row["systolic"] == 190)
    await village.resident.sends("/menu")
    menu = village.resident.last()
    for log, log_id in (("r", reading), ("r", alerted), ("e", exercise)):
        for verb in ("log", "fix", "drop"):
            await village.resident.taps_on(menu, data=f"{verb}:{log}:{log_id}")
            assert answers(village.resident.sees())[-1] == said(
                "That one is not there any more. Your readings: /history"
            )
    await village.resident.taps_on(menu, data=f"symptom:{alerted}:none")
    await village.resident.taps_on(menu, data=f"symptom:{alerted}:chest_pain")
    await village.resident.taps_on(menu, data=f"bindto:{village.village_id}")
    after = await village.database.read(every_row)
    assert rows_of(after, village.treated.person_id) == before
    assert after["village_group"] == rows["village_group"]
    assert rows_of(after, village.resident.person_id)["alert"] == []
    assert "an update failed" not in caplog.text


ARGUMENTS = (
    *((), ("",), ("-1",), ("0",), ("1",), ("9" * 40,), ("٣",), ("x",), ("NaN",), ("-", "-"), ("1", "2")),
    *(("r", "-1"), ("e", "9" * 12), ("r", "1", "1"), ("health", "2"), ("walk_moderate", "601")),
    *(("nobody", "30"), ("1", "fasting"), ("999", "99"), ("128", "128"), ("blood_pressure", "31")),
)
# Who is asked whether to be forgotten and guesses the right yes, is: "forget" is left out.
VERBS = (*sorted(TAPS.keys() - {"forget"}), "", "unknown", "YES", "menu ", "drop table")


@once_is_enough
async def test_whatever_a_forged_button_carries_it_is_answered_and_nothing_fails(
    village: Village, caplog: pytest.LogCaptureFixture
) -> None:
    await village.resident.sends("/menu")
    menu = village.resident.last()
    stranger = village.newcomer("过路人")
    await stranger.sends("/start")
    first = stranger.last()
    neighbours = rows_of(await village.database.read(every_row), village.treated.person_id)
    forged = [":".join((verb, *given)) for verb, given in product(VERBS, ARGUMENTS)]
    for data in forged:
        village.telegram.world.state.taps.clear()
        await _tap(village, village.resident, menu, data)
    for data in forged[:: len(ARGUMENTS)]:
        await _tap(village, stranger, first, data)
    assert "an update failed" not in caplog.text
    rows = await village.database.read(every_row)
    assert rows_of(rows, village.treated.person_id) == neighbours
    assert not any(row["telegram_id"] == stranger.telegram_id for row in rows["person"])
    assert all(1 <= row["minutes"] <= 600 for row in rows["exercise"])
    assert await balanced(village)
    await village.resident.sends("128/82")  # and all goes on as ever
    assert (128, 82) in await kept(village.resident)


async def _tap(village: Village, player: Player, message: dict[str, Any], data: str) -> None:
    """Tap without waiting for the answer's words, then see that there was one."""
    await village.control.tap(
        player.telegram_id, message["chat"], message_id=message["message_id"], data=data, wait=False
    )
    await village.telegram.settled()
    tap = next(reversed(village.telegram.state.taps.values()))
    assert tap.answered, data


async def test_a_button_of_a_question_that_was_answered_logs_nothing_twice(village: Village) -> None:
    await village.resident.sends("82/128")
    asked = village.resident.last()
    yes, no = (row[0]["callback_data"] for row in asked["keyboard"])
    await village.resident.taps_on(asked, data=yes)
    assert await kept(village.resident) == [(128, 82)]
    for data in (yes, no, yes):
        told = await village.resident.taps_on(asked, data=data)
        assert told["answer"] == said("This one is done already.")
    assert await kept(village.resident) == [(128, 82)]
    await village.resident.sends("85/131")
    await village.resident.taps_on(asked, data=yes)  # an old yes does not answer a new question
    assert await kept(village.resident) == [(128, 82)]
    await village.resident.taps("✏️")
    assert await kept(village.resident) == [(128, 82)]
    assert await balanced(village)


async def test_a_button_tapped_twice_by_an_impatient_thumb_logs_once(village: Village) -> None:
    await village.resident.sends("/exercise")
    offered = village.resident.last()
    data = offered["keyboard"][0][0]["callback_data"]
    for _thumb in range(2):
        await village.resident.taps_on(offered, data=data)
    rows = await village.database.read(every_row)
    assert len(rows["exercise"]) == 1
    await village.resident.sends("/bp")
    keypad = village.resident.last()
    for _thumb in range(2):
        await village.resident.taps_on(keypad, data="bp:128:82")
    assert await kept(village.resident) == [(128, 82)]
    await village.resident.sends("/history")
    shown = village.resident.last()
    drop = f"drop:e:{rows['exercise'][0]['id']}"
    for _thumb in range(2):
        await village.resident.taps_on(shown, data=drop)
    for _thumb in range(2):
        await village.resident.taps_on(shown, data="undo")
    rows = await village.database.read(every_row)
    contra = [row["reverses_id"] for row in rows["ledger_entry"] if row["reverses_id"] is not None]
    assert len(contra) == len(set(contra)) == 2
    assert await balanced(village)


async def test_forwarded_words_are_no_reading_and_no_command(village: Village) -> None:
    treated = village.treated.telegram_id
    await village.resident.sends("128/82")
    before = await village.database.read(every_row)
    for text in ("150/95", "/undo", "/forget", "血糖空腹6.1", "早上好"):
        received = answers(await village.resident.sends(text, forwarded_from=treated))
        assert len(received) == 1
        assert village.resident.last()["keyboard"] is None
    assert await village.database.read(every_row) == before
    # It does not answer a question that stands open, either.
    await village.resident.sends("82/131")
    await village.resident.sends("是", forwarded_from=treated)
    assert await kept(village.resident) == [(128, 82)]
    await village.resident.taps("✅")
    assert (131, 82) in await kept(village.resident)
    stranger = village.newcomer("过路人")
    await stranger.sends("/help", forwarded_from=treated)
    assert stranger.last()["keyboard"]


async def test_bots_channels_and_hidden_administrators_are_nobody(village: Village) -> None:
    before = await village.database.read(every_row)
    group = {"id": village.group, "type": "supergroup", "title": "清溪村健康群"}
    channel = {"id": -1001234567890, "type": "channel", "title": "健康频道"}
    bot = {"id": 424242, "is_bot": True, "first_name": "Other", "username": "other_bot"}
    telegram = {"id": 777000, "is_bot": False, "first_name": "Telegram"}
    hidden = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    resident = {"id": village.resident.telegram_id, "is_bot": False, "first_name": "张桂兰"}
    calls = len(village.control.list_calls())
    senders: list[dict[str, Any]] = [
        {"from": bot},
        {"from": telegram, "sender_chat": channel, "is_automatic_forward": True},
        {"from": hidden, "sender_chat": group},
        {"sender_chat": channel},
        {"from": resident, "sender_chat": channel},
    ]
    for number, sender in enumerate(senders):
        text = {
            "message_id": 700 + number,
            "date": int(village.now.timestamp()),
            "text": "血压128/82",
        }
        await village.hears("message", {**text, "chat": group, **sender})
    methods = [call["method"] for call in village.control.list_calls()[calls:]]
    assert set(methods) <= {"getUpdates"}
    assert await village.database.read(every_row) == before
