"""An answer to a notice comes back to whoever wrote it, by name and without a Telegram account; either ends it."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from storage.database import Database
from tests.cast import Player, Village, lived_in
from tests.conversations.looking import every_row

WORDS = "明天上午9点，村卫生室免费量血压。"


@pytest.fixture
async def village(database: Database) -> AsyncIterator[Village]:
    async with lived_in(database) as running:
        await running.everybody_opens_their_chat()
        await running.volunteer.sends("/notice")
        await running.volunteer.sends(WORDS)
        await running.volunteer.taps("看看效果")
        await running.volunteer.taps("现在就发")
        await soon(running)
        yield running


async def soon(village: Village) -> None:
    await village.passes(seconds=1)
    await village.passes(seconds=10)


async def rows(village: Village, table: str) -> list[dict[str, Any]]:
    return [dict(row) for row in (await village.database.read(every_row))[table]]


def said_to(player: Player, words: str) -> list[dict[str, Any]]:
    return [one for one in player.sees() if one["from"]["is_bot"] and words in (one["text"] or "")]


async def test_they_talk_by_the_button_and_by_telegrams_reply_until_one_ends_it(village: Village) -> None:
    author, resident = village.volunteer, village.resident
    await resident.taps("回复")
    assert "刘志远" in resident.reads()
    await resident.sends("要空腹吗？")
    assert "已转达给刘志远" in resident.reads()
    await soon(village)
    (asked,) = said_to(author, "要空腹吗？")
    assert "张桂兰" in asked["text"]
    assert str(resident.telegram_id) not in str(asked)
    await author.sends("不用，吃了早饭来。", reply_to=asked["message_id"])
    await soon(village)
    (answered,) = said_to(resident, "吃了早饭来")
    assert "刘志远" in answered["text"]
    assert str(author.telegram_id) not in str(answered)
    await resident.sends("好的，谢谢。", reply_to=answered["message_id"])
    await soon(village)
    assert len(said_to(author, "好的，谢谢")) == 1
    (notice,) = said_to(village.treated, WORDS)
    await village.treated.sends("我也来。", reply_to=notice["message_id"])
    await soon(village)
    assert "王秀英" in said_to(author, "我也来")[0]["text"]
    assert len(await rows(village, "notice_thread")) == 2
    await resident.taps("结束对话")
    await author.sends("还有一件事", reply_to=asked["message_id"])
    assert "已经结束" in author.reads()
    await soon(village)
    assert said_to(resident, "还有一件事") == []


async def test_a_reading_in_a_reply_is_a_reading_and_a_reply_to_anything_else_is_read_as_ever(
    village: Village,
) -> None:
    resident = village.resident
    (notice,) = said_to(resident, WORDS)
    await resident.sends("128/82", reply_to=notice["message_id"])
    assert len(await rows(village, "reading")) == 1
    assert await rows(village, "notice_answer") == []
    await resident.sends("130/84", reply_to=resident.last()["message_id"])
    assert await rows(village, "notice_answer") == []
    await resident.taps("回复")
    await resident.taps("取消")
    await resident.sends("今天天气好")
    assert await rows(village, "notice_answer") == []


async def test_nobody_else_speaks_in_a_talk_and_erasing_takes_it_away(village: Village) -> None:
    author, resident = village.volunteer, village.resident
    await resident.taps("回复")
    await resident.sends("要空腹吗？")
    await soon(village)
    (thread,) = await rows(village, "notice_thread")
    (notice,) = await rows(village, "notice")
    for other in (village.treated, village.volunteer_elsewhere, village.administrator):
        for data in (f"nthread:{thread['id']}", f"nthrend:{thread['id']}", "nthread:99", "nans:99"):
            await other.taps_on(other.last(), data=data)
        await other.sends("我是别人")
    await village.volunteer_elsewhere.taps_on(village.volunteer_elsewhere.last(), data=f"nans:{notice['id']}")
    assert [row["text"] for row in await rows(village, "notice_answer")] == ["要空腹吗？"]
    assert (await rows(village, "notice_thread"))[0]["closed_at"] is None
    await resident.sends("/mydata")
    files = village.telegram.world.state.files
    assert any("要空腹吗？".encode() in one.content or b"\\u8981" in one.content for one in files.values())
    await author.taps_on(author.last(), data=f"nthread:{thread['id']}")
    await author.sends("长" * 1001)
    assert "最多1000个字" in author.reads()
    await resident.sends("/forget")
    for label in resident.buttons():
        if "注销" in label or "删除" in label:
            await resident.taps(label)
            break
    if "notice_thread" in {name for name, lines in (await village.database.read(every_row)).items() if lines}:
        await resident.taps(resident.buttons()[0])
    assert await rows(village, "notice_thread") == []
    assert await rows(village, "notice_answer") == []
