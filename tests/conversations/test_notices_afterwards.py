"""After a notice left: again only where it failed, back from everybody, corrected, asked after, reported on."""

from collections.abc import AsyncIterator
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy.orm import Session

from actions.bind_group import note_group
from sandbox.faults import Fault
from sandbox.show import RIGHTS
from storage import areas
from storage.database import Database
from tests.cast import Player, Village, lived_in
from tests.conversations.looking import every_row, once_is_enough

WORDS = "明天上午9点，村卫生室免费量血压。"


@pytest.fixture
async def village(database: Database) -> AsyncIterator[Village]:
    async with lived_in(database) as running:
        await running.everybody_opens_their_chat()
        yield running


async def rows(village: Village, table: str) -> list[dict[str, Any]]:
    return [dict(row) for row in (await village.database.read(every_row))[table]]


async def leaves(village: Village) -> None:
    """What is due at this very moment, and what follows from it."""
    await village.passes(seconds=1)
    await village.passes(seconds=30)


async def sends(author: Player, words: str = WORDS, *taps: str) -> None:
    await author.sends("/notice")
    await author.sends(words)
    for label in (*taps, "看看效果", "现在就发"):
        await author.taps(label)
    await leaves(author.village)


def how_it_goes(author: Player) -> str:
    cards = [one for one in author.sees() if "再看一下" in str(one["keyboard"])]
    return str(cards[-1]["text"])


def standing(player: Player, words: str = WORDS) -> list[dict[str, Any]]:
    """Messages with these words that stand in somebody's chat."""
    found = [one for one in player.sees() if one["from"]["is_bot"] and not one["deleted"]]
    return [one for one in found if words in (one["text"] or "") and "再看一下" not in str(one["keyboard"])]


async def test_again_goes_only_where_it_failed_and_where_unsure_only_if_that_is_known(
    village: Village,
) -> None:
    author = village.volunteer
    faults = village.telegram.faults
    faults.add(Fault("sendMessage", 400, description="Bad Request: odd", chat=village.resident.telegram_id))
    faults.add(Fault("sendMessage", "lost_answer", chat=village.treated.telegram_id))
    await sends(author)
    told = how_it_goes(author)
    assert "没发成：1" in told
    assert "不确定收到没有：1" in told
    await author.taps("谁没收到")
    assert "3个没收到" in author.reads()
    for who, why in ((village.resident, "没发成"), (village.treated, "不确定"), (village.blocked, "拉黑了")):
        assert f"{who.name}：{why}" in author.reads()
    await author.taps("返回")
    await author.taps("补发一次")
    await leaves(village)
    assert [len(standing(village.players[key])) for key in ("resident", "treated", "doctor")] == [1, 1, 1]
    await author.taps("不确定的也再发")
    assert "可能会收到两次" in author.reads()
    await author.taps("再发给他们")
    await leaves(village)
    assert [len(standing(village.players[key])) for key in ("resident", "treated", "doctor")] == [1, 2, 1]
    assert "发完了" in how_it_goes(author)
    # Whoever blocked the bot and came back gets it too, and nobody else does again.
    await village.blocked.sends("/help")
    await author.taps("补发一次")
    await leaves(village)
    assert [len(standing(village.players[key])) for key in ("blocked", "resident", "doctor")] == [1, 1, 1]
    await author.taps("再看一下")
    assert "补发一次" not in author.buttons()
    assert sum(row["what"] == "notice_retried" for row in await rows(village, "audit_entry")) == 3


async def test_a_group_the_bot_was_not_in_gets_it_once_the_bot_is_back_and_not_at_night(
    village: Village,
) -> None:
    author = village.volunteer
    await _bot_is(village, "left")
    await author.sends("/notice")
    await author.sends(WORDS)
    await author.taps("发到群里")
    assert "不在群里" in author.reads()
    # One group has to be there, or nothing leaves.
    other = village.control.add_chat("supergroup", "清溪村棋牌群", [author.telegram_id], bot="administrator")[
        "id"
    ]
    await village.database.run(_is_a_group_of, int(other), village.village_id, now=village.now)
    for label in ("看看效果", "现在就发"):
        await author.taps(label)
    await leaves(village)
    await author.taps("再看一下")
    await author.taps("补发一次")
    assert "不在群里" in how_it_goes(author)
    await village.passes(hours=14)  # eleven at night
    await _bot_is(village, "administrator")
    await author.taps("补发一次")
    await leaves(village)
    assert in_group(village) == 0
    await village.passes(hours=9)
    assert in_group(village) == 1
    assert "已发：2 / 2" in how_it_goes(author)
    log = [row for row in await rows(village, "outbox") if row["push"] == "notice"]
    assert sorted(row["attempts"] for row in log) == [0, 0]  # and the other has it once


def in_group(village: Village) -> int:
    seen = village.resident.sees(group=village.group)
    return sum(WORDS in (one["text"] or "") and not one["deleted"] for one in seen)


def _is_a_group_of(session: Session, telegram_id: int, area_id: int, *, now: datetime) -> None:
    note_group(
        session, telegram_id, title="清溪村棋牌群", bot_status="administrator", may_delete=True, now=now
    )
    areas.change_group(session, telegram_id, area_id=area_id)


async def _bot_is(village: Village, status: str) -> None:
    bot = {"id": village.control.bot().id, "is_bot": True, "first_name": "HealthGrid"}
    by = {"id": village.resident.telegram_id, "is_bot": False, "first_name": "张桂兰"}
    right = {"can_be_edited": False, **RIGHTS} if status == "administrator" else {}
    change = {
        "chat": {"id": village.group, "type": "supergroup", "title": "清溪村健康群"},
        "from": by,
        "date": int(village.now.timestamp()),
        "old_chat_member": {"user": bot, "status": "member"},
        "new_chat_member": {"user": bot, "status": status, **right},
    }
    await village.hears("my_chat_member", change)
    await leaves(village)


async def test_it_is_taken_back_from_everybody_within_two_days_even_at_night(village: Village) -> None:
    author = village.volunteer
    await sends(author)
    await village.passes(hours=14)  # eleven at night
    assert len(standing(village.resident)) == 1
    for other in (village.resident, village.volunteer_elsewhere):
        notice_id = (await rows(village, "notice"))[0]["id"]
        await other.taps_on(other.last(), data=f"nbackyes:{notice_id}")
    assert (await rows(village, "notice"))[0]["state"] == "done"
    await author.taps("撤回")
    assert "11月24日 09:00之前撤回" in author.reads()
    await author.taps("对，撤回")
    await leaves(village)
    reached = ("resident", "treated", "never_consented", "doctor", "administrator", "english")
    assert [len(standing(village.players[key])) for key in reached] == [0] * 6
    assert "已撤回：6 / 6" in how_it_goes(author)
    await sends(author, "又一条")
    await village.passes(days=3)
    await author.taps("再看一下")
    assert not any("撤回" in label for label in author.buttons())
    second = max(row["id"] for row in await rows(village, "notice"))
    await author.taps_on(author.last(), data=f"nbackyes:{second}")
    assert len(standing(village.resident, "又一条")) == 1


async def test_a_correction_answers_what_somebody_has_and_stands_alone_for_the_others(
    village: Village,
) -> None:
    author = village.doctor
    village.telegram.faults.add(
        Fault("sendMessage", 400, description="Bad Request: odd", chat=village.resident.telegram_id)
    )
    await sends(author, WORDS, "重点人群", "高血压", "返回", "重点人群", "高血压", "返回")
    await author.taps("更正")
    await author.sends("改到后天上午9点。")
    assert "更正：发给原来要收到的所有人" in author.reads()
    assert "共7人，6人能收到" in author.reads()
    await author.taps("看看效果")
    await author.taps("现在就发")
    await leaves(village)
    (first,) = standing(village.treated)
    (second,) = standing(village.treated, "改到后天")
    assert second["reply_to"] == first["message_id"]
    assert "更正" in second["text"]
    assert standing(village.resident) == []
    (alone,) = standing(village.resident, "改到后天")
    assert alone["reply_to"] is None
    assert "128/82" not in str(await rows(village, "notice"))


async def test_who_is_silent_is_named_to_whoever_may_know_them_and_they_read_that(village: Village) -> None:
    author = village.volunteer
    await sends(author)
    await village.resident.taps("收到")
    await author.taps("谁还没点收到")
    told = author.reads()
    assert "5人发到了" in told
    assert village.treated.name in told
    assert village.resident.name not in told
    await village.treated.sends("/whosaw")
    assert author.name in village.treated.reads()
    await author.taps("返回")
    await author.taps("发送报告")
    document = next(one for one in reversed(author.sees()) if one["media"])
    content = village.telegram.world.state.files[document["media"]["url"].rpartition("/")[2]].content
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    people = book.get_sheet_by_name("接收人").to_python()
    assert [line[0] for line in people[1:]].count(village.resident.name) == 1
    assert {line[2] for line in people[1:]} == {"已发", "没有发"}
    places = book.get_sheet_by_name("各地方").to_python()
    assert ["清溪村", "已发", 6.0, 1.0] in places
    notice_id = (await rows(village, "notice"))[0]["id"]
    for other in (village.volunteer_elsewhere, village.resident):
        before = len(other.sees())
        for data in (f"nwho:{notice_id}:0", f"nfile:{notice_id}", f"nfix:{notice_id}", f"nretry:{notice_id}"):
            await other.taps_on(other.last(), data=data)
        assert len(other.sees()) == before


async def test_an_urgent_notice_asks_a_second_person_and_then_asks_once_more_who_is_silent(
    village: Village,
) -> None:
    author, boss = village.doctor, village.administrator
    await author.sends("/notice")
    await author.sends("自来水不能喝，请先不要用。")
    await author.taps("紧急：否")
    assert "紧急：是" in " ".join(author.buttons())
    assert "要有另一个人同意" in author.reads()
    await author.taps("看看效果")
    await author.taps("现在就发")
    await village.passes(minutes=1)
    assert standing(village.resident, "自来水") == []
    await boss.taps("可以发")
    await village.passes(minutes=1)
    (got,) = standing(village.resident, "自来水")
    assert "紧急" in got["text"]
    await village.treated.taps("收到")
    await village.passes(hours=6)
    assert len(standing(village.resident, "请看清溪村的紧急通知")) == 1
    assert standing(village.treated, "请看清溪村的紧急通知") == []
    await village.passes(days=1)
    assert len(standing(village.resident, "请看清溪村的紧急通知")) == 1
    why = [row["why"] for row in await rows(village, "audit_entry") if str(row["what"]).startswith("notice_")]
    assert [one for one in why if str(one).endswith(":urgent")]


@once_is_enough
async def test_a_lone_reading_is_a_reading_while_a_notice_is_written(village: Village) -> None:
    await village.volunteer.sends("/notice")
    await village.volunteer.sends("128/82")
    assert await rows(village, "notice") == []
    assert len(await rows(village, "reading")) == 1
    await village.volunteer.sends("/notice")
    await village.volunteer.sends("长" * 3001)
    assert "最多3000个字" in village.volunteer.reads()
    await village.volunteer.sends("明天停水")
    assert len(await rows(village, "notice")) == 1
