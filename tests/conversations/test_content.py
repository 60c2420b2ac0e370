"""`/content`: a lesson is looked at, replaced once it is one, moved and put back; the group gets what was put in place."""

from collections.abc import AsyncIterator

import pytest

from bot.wording import words_in
from bot.words import lesson_faults
from domain.lesson_check import wrong_with_text
from domain.people import Role
from storage import areas
from storage.database import Database
from tests.cast import Village, lived_in
from tests.conversations.looking import every_row, once_is_enough, said

LESSON = """# 少吃一点盐
source: 中国居民膳食指南

今天做菜少放一勺盐。

## quiz

今天做什么？

- [ ] 多放盐
- [x] 少放盐
- [ ] 不吃饭

慢慢就习惯了。

## more

一个月以后，您会觉得淡一点也好吃。
"""


@pytest.fixture
async def village(database: Database) -> AsyncIterator[Village]:
    async with lived_in(database) as running:
        yield running


async def test_a_lesson_is_replaced_seen_in_the_group_and_put_back(village: Village) -> None:
    boss = village.administrator
    await boss.sends("/content")
    await boss.taps("11月23日那周")  # the lesson of Tuesday
    await boss.taps("👀 中文")
    original, quiz = [one for one in boss.sees() if one["from"]["is_bot"]][-2:]
    poll = quiz["poll"]
    assert (poll["type"], poll["is_anonymous"]) == ("quiz", False)
    # It looks as in the group, and whoever answers it here earns nothing.
    village.control.vote(boss.telegram_id, chat=quiz["chat"], message_id=quiz["message_id"], options=[0])
    await village.telegram.settled()
    assert (await village.database.read(every_row))["quiz_answer"] == []
    assert boss.last()["message_id"] == quiz["message_id"]
    await boss.taps("返回")
    await boss.taps("✏️ 中文")
    await boss.sends("# 少吃一点盐\n\n每天2片药")
    assert "缺少来源" in boss.reads()
    assert (await village.database.read(every_row))["lesson_text"] == []
    await boss.sends(LESSON.replace("少放一勺盐", "吃2片药"))
    assert "用药剂量（2片）" in boss.reads()
    await boss.sends(LESSON)
    assert boss.last()["poll"]["question"] == "今天做什么？"
    await boss.taps("替换")
    assert "已替换" in boss.reads()
    await village.passes(days=3)
    posted = [one["text"] or "" for one in village.resident.sees(group=village.group)]
    assert any("今天做菜少放一勺盐" in text for text in posted)
    await village.resident.sends("/lessons")
    await village.resident.taps("少吃一点盐")
    assert "淡一点也好吃" in village.resident.reads()
    await boss.sends("/content")
    await boss.taps("少吃一点盐")
    await boss.taps("恢复原文")
    await boss.taps("返回")
    await boss.taps("👀 中文")
    assert boss.sees()[-2]["text"] == original["text"]
    await boss.sends("/content")
    await boss.taps("修改记录")
    assert "周主任：文字（zh）" in boss.reads()


async def test_another_lesson_is_read_in_a_week_and_the_plan_again(village: Village) -> None:
    boss = village.administrator
    await boss.sends("/content")
    planned = boss.buttons()[1]
    await boss.taps("11月23日那周")
    await boss.taps("这周换一节")
    chosen = boss.buttons()[0]
    await boss.taps(chosen)
    await boss.sends("/content")
    assert chosen in boss.buttons()[1]
    await village.passes(days=3)
    posted = [one["text"] or "" for one in village.resident.sees(group=village.group)]
    assert any(chosen in text for text in posted)
    await boss.sends("/content")
    await boss.taps(boss.buttons()[0])
    await boss.taps("恢复原计划")
    await boss.sends("/content")
    assert boss.buttons()[0] == planned
    deeds = {row["what"] for row in (await village.database.read(every_row))["audit_entry"]}
    assert {"lesson_scheduled", "lesson_restored"} <= deeds


@once_is_enough
async def test_whoever_does_not_look_after_the_whole_changes_no_lesson(village: Village) -> None:
    doctor, today = village.doctor, village.now.date()
    await village.database.run(
        areas.add_membership, doctor.person_id, village.village_id, Role.ADMINISTRATOR, today
    )
    await doctor.sends("/admin")
    assert said("Places, people and invitations") in doctor.buttons()
    assert not {said("The lessons: see, replace, move"), said("What earns points")} & set(doctor.buttons())
    await doctor.sends("/help")
    assert "/areas" in doctor.reads()
    assert "/content" not in doctor.reads()
    assert "/rules" not in doctor.reads()
    for who in ("resident", "doctor", "volunteer"):
        player = village.players[who]
        await player.sends("/content")
        for data in (
            "content:0", "ctweek:202648", "ctsee:202648:zh", "ctput:202648:zh", "ctpick:202648:0", "ctdo:1",
            "ctset:202648:20-know-your-bp", "ctplan:202648", "ctback:202648:zh", "cthist", "ctweek:209999",
        ):  # fmt: skip
            await player.taps_on(player.last(), data=data)
        assert player.reads() == said("I cannot do that for you here.")
    rows = await village.database.read(every_row)
    assert rows["lesson_week"] == rows["lesson_text"] == []


@pytest.mark.parametrize(
    "written",
    [
        "",
        "# A\n\nB\n\n## quiz\n\n## other\n",
        LESSON.replace("[ ]", "[x]"),
        LESSON.replace("不吃饭", "多放盐"),
        LESSON.replace("source", "unverified: no\nsource"),
        LESSON.replace("一勺盐", "一勺盐" * 60),
        LESSON.replace("盐", "*盐*"),
        LESSON.replace("做什么？", "吃20毫克"),
        LESSON.replace("- [ ] 不吃饭\n", ""),
        LESSON.replace("慢慢就习惯了。", "一\n二\n三\n四"),
    ],
)
def test_every_fault_of_a_lesson_has_its_words(written: str) -> None:
    faults = wrong_with_text("zh_CN", written)
    assert faults
    words = words_in("zh_CN")
    assert [fault for fault in faults if lesson_faults.told(words, fault) == fault] == []
