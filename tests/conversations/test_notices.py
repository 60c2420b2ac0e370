"""A notice from its first word to "received": to whom it goes, to whom never, when, and what its author can do meanwhile."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from storage.database import Database
from tests.cast import SUNDAY_MORNING, Player, Village, lived_in
from tests.conversations.looking import every_row, once_is_enough, said

NOON_NEARLY = SUNDAY_MORNING + timedelta(hours=2)  # and ten in the evening for who reads English
WORDS = "明天上午9点，村卫生室免费量血压。"


@pytest.fixture
async def village(database: Database) -> AsyncIterator[Village]:
    """On both databases: what a screen reads must not lock a row, and only one of them says so."""
    async with lived_in(database, start=NOON_NEARLY) as running:
        await running.everybody_opens_their_chat()
        yield running


async def rows(village: Village, table: str) -> list[dict[str, Any]]:
    return [dict(row) for row in (await village.database.read(every_row))[table]]


async def notice(village: Village) -> dict[str, Any]:
    """The newest one."""
    return max(await rows(village, "notice"), key=lambda row: int(row["id"]))


async def writes(author: Player, words: str = WORDS) -> None:
    """As far as the question whom it is for."""
    await author.sends("/notice")
    await author.sends(words)


async def sends_now(author: Player) -> None:
    await author.taps("看看效果")
    await author.taps("现在就发")


def how_it_goes(author: Player) -> str:
    """What the newest card says."""
    cards = [one for one in author.sees() if "再看一下" in str(one["keyboard"])]
    return str(cards[-1]["text"])


def has(player: Player, words: str = WORDS) -> int:
    """How often the words stand in somebody's chat as a notice, not as its preview."""
    found = [one for one in player.sees() if one["from"]["is_bot"] and not one["deleted"]]
    return sum(
        words in (one["text"] or one["caption"] or "") and "发给谁" not in (one["text"] or "")
        for one in found
    )


async def test_a_notice_reaches_everybody_who_may_have_it_once_and_its_author_sees_it_go(
    village: Village,
) -> None:
    author = village.volunteer
    await writes(author)
    told = author.reads()
    assert "清溪村 · 👥 所有人" in told
    assert "共7人，6人能收到" in told  # the author is none; one blocked the bot
    assert "拉黑了" in told
    await author.taps("看看效果")
    assert has(author) == 1  # the preview, as they will see it
    assert "1秒" in author.reads()
    assert has(village.resident) == 0
    await author.taps("现在就发")
    assert "正在发送" in author.reads()  # at once, though the clock has not ticked yet
    await village.passes(seconds=30)
    reached = ("resident", "treated", "never_consented", "doctor", "administrator")
    assert {key: has(village.players[key]) for key in reached} == dict.fromkeys(reached, 1)
    assert has(village.english) == 0  # it is night where she is
    assert (has(village.blocked), has(village.volunteer_elsewhere)) == (0, 0)
    assert "已发：5 / 7" in author.reads()
    assert "等待：1" in author.reads()
    await village.resident.taps("收到")
    assert village.resident.buttons() == ["✅ 您已收到", "✍️ 回复"]
    await village.resident.taps("收到")
    assert len(await rows(village, "notice_receipt")) == 1
    await village.passes(hours=18)
    assert has(village.english) == 1
    assert "发完了" in author.reads()
    assert "点了收到：1" in author.reads()
    assert "之前可以撤回" in author.reads()
    assert (await notice(village))["state"] == "done"
    what = [row["what"] for row in await rows(village, "audit_entry")]
    assert {"notice_sent", "notice_begun"} <= set(what)
    log = [row for row in await rows(village, "outbox") if row["push"] == "notice"]
    assert len({row["dedupe_key"] for row in log}) == len(log) == 7


async def test_it_waits_for_its_time_is_paused_goes_on_and_is_stopped(village: Village) -> None:
    author = village.volunteer
    await writes(author)
    await author.taps("看看效果")
    await author.taps("定时发")
    await author.sends("随便")
    assert "没看懂" in author.reads()
    await author.sends("明天8点")
    assert "11月23日 08:00（周一）" in author.reads()
    await author.taps("对")
    assert "11月23日 08:00发出" in author.reads()
    await village.passes(hours=20)
    assert has(village.resident) == 0
    card = author.last()
    await village.passes(minutes=65)
    assert has(village.resident) == 1
    assert card["message_id"] == author.last()["message_id"]
    # Another, stopped before its time.
    await writes(author, "改到后天")
    await author.taps("看看效果")
    await author.taps("定时发")
    await author.sends("后天8点")
    await author.taps("对")
    await author.taps("停止")
    assert "已停止" in author.reads()
    await village.passes(days=3)
    assert has(village.resident, "改到后天") == 0


async def test_what_is_paused_leaves_only_when_its_author_says_so(village: Village) -> None:
    author = village.volunteer
    await writes(author)
    await sends_now(author)
    await village.passes(seconds=20)  # all but one, who sleeps
    assert "等待：1" in author.reads()
    await author.taps("暂停")
    assert "已暂停" in author.reads()
    await village.passes(days=1)
    assert has(village.english) == 0
    await author.taps("继续")
    await village.passes(seconds=10)
    await village.passes(days=1)
    assert (has(village.english), has(village.resident)) == (1, 1)
    assert (await notice(village))["state"] == "done"


@once_is_enough
async def test_its_audience_is_narrowed_down_by_taps_and_words(village: Village) -> None:
    author = village.doctor
    await writes(author)
    await author.taps("重点人群")
    await author.taps("高血压")
    await author.taps("返回")
    assert "高血压" in author.reads()
    assert "共1人，1人能收到" in author.reads()
    await author.taps("年龄")
    await author.sends("60-75")
    assert "60到75岁" in author.reads()
    await author.taps("有没有记录")
    await author.taps("7天内有记录")
    assert "没有这样的人" in author.reads()
    await village.treated.sends("128/82")
    await author.taps("有没有记录")
    await author.taps("7天没有记录")
    assert "没有这样的人" in author.reads()
    await author.taps("有没有记录")
    await author.taps("都可以")
    await author.taps("语言")
    await author.taps("中文")
    assert "共1人，1人能收到" in author.reads()
    await sends_now(author)
    await village.passes(minutes=1)
    assert (has(village.treated), has(village.resident)) == (1, 0)


async def test_a_picture_goes_to_the_village_group_without_a_name(village: Village) -> None:
    author = village.volunteer
    await author.sends("/notice")
    await author.sends("", photo={"content": _picture(), "file_name": "a.png"}, caption=WORDS)
    await author.taps("发到群里")
    assert "共1个群，1个能收到" in author.reads()
    await author.taps("哪些群")
    await author.taps("清溪村健康群")
    await author.taps("返回")
    assert "1个群" in author.reads()
    await sends_now(author)
    await village.passes(minutes=1)
    posted = village.resident.last(group=village.group)
    assert posted["media"]["type"] == "photo"
    assert WORDS in posted["caption"]
    assert author.name not in posted["caption"]
    await village.resident.taps("收到", group=village.group)
    await village.treated.taps("收到", group=village.group)
    assert village.resident.buttons(group=village.group) == ["✅ 收到"]
    assert len(await rows(village, "notice_receipt")) == 2
    assert has(village.resident) == 0  # not in private as well


async def test_a_reading_in_a_notice_to_a_group_is_pointed_out_before_it_leaves(village: Village) -> None:
    author = village.volunteer
    warning = "发到群里谁都看得到"
    for words, holds in (
        ("王秀英昨天血压190/115，请家属来一趟", True),
        ("血压超过140/90的乡亲，明天上午来卫生室", False),
    ):
        for label in ("发到群里", ""):
            await writes(author, words)
            if label:
                await author.taps(label)
            await author.taps("看看效果")
            assert (warning in author.reads()) is (holds and label != ""), words
            await author.taps("🗑")


def _picture() -> bytes:
    from tests.delivery.post import picture

    return picture()


async def test_beyond_ones_own_ground_it_leaves_when_a_second_person_says_yes(village: Village) -> None:
    author, boss = village.volunteer, village.administrator
    await writes(author)
    await author.taps("地方")
    await author.taps("青山县")
    assert "要有另一个人同意" in author.reads()
    await sends_now(author)
    assert "已请1位" in author.reads()
    await village.passes(minutes=1)
    assert has(village.volunteer_elsewhere) == 0
    assert WORDS in boss.reads()
    assert "刘志远请您看看" in boss.reads()
    notice_id = (await notice(village))["id"]
    for other in (author, village.doctor, village.volunteer_elsewhere, village.resident):
        await other.taps_on(other.last(), data=f"nyes:{notice_id}:1")
    assert (await notice(village))["state"] == "waiting"
    await boss.taps("可以发")
    await village.passes(minutes=1)
    assert has(village.volunteer_elsewhere) == 1
    assert any("可以发了" in (one["text"] or "") for one in author.sees())
    # No is no, and so is nobody's answer.
    for answer, told in (("不可以", "没有同意"), ("", "没有人及时同意")):
        await writes(author, f"第二条{answer}")
        await author.taps("地方")
        await author.taps("青山县")
        await sends_now(author)
        await village.passes(minutes=1)
        if answer:
            await boss.taps(answer)
        await village.passes(days=3, hours=1)
        assert any(told in (one["text"] or "") for one in author.sees())
        assert has(village.volunteer_elsewhere, f"第二条{answer}") == 0


async def test_who_may_not_writes_nothing_and_nobody_touches_what_another_wrote(village: Village) -> None:
    await village.resident.sends("/notice")
    assert village.resident.reads() == said("I cannot do that for you here.")
    await writes(village.volunteer)
    await sends_now(village.volunteer)
    notice_id = (await notice(village))["id"]
    before = await notice(village)
    stranger = village.newcomer("路人")
    await stranger.sends("/start")
    for other in (village.resident, village.volunteer_elsewhere, stranger):
        message = other.last()
        for data in (
            f"npause:{notice_id}", f"nstop:{notice_id}", f"nshow:{notice_id}", f"nto:{notice_id}",
            f"nset:{notice_id}:area:1", f"nset:{notice_id}:nonsense:1", f"nsend:{notice_id}", f"nview:{notice_id}",
            f"nyes:{notice_id}:1", f"nurgent:{notice_id}:1", f"ngroup:{notice_id}:1:0", "nrec:999", "nshow:0",
        ):  # fmt: skip
            await other.taps_on(message, data=data)
    assert await notice(village) == before
    assert await rows(village, "notice_receipt") == []
    # An area next door is nobody's to write to, nor a sensitive group a neighbour's to aim at.
    author = village.volunteer
    await writes(author, "又一条")
    draft = await notice(village)
    elsewhere = next(row["id"] for row in await rows(village, "area") if row["name"] == "白石村")
    for field, value in (("area", elsewhere), ("tag", "tuberculosis"), ("area", 9999), ("group", 77)):
        await author.taps_on(author.last(), data=f"nset:{draft['id']}:{field}:{value}")
    assert (await notice(village))["area_id"] == draft["area_id"]
    await author.taps_on(author.last(), data=f"nurgent:{draft['id']}:1")
    assert not (await notice(village))["urgent"]


async def test_a_notice_whose_author_lost_the_role_or_whose_time_is_long_past_does_not_begin(
    village: Village,
) -> None:
    author = village.volunteer
    await writes(author)
    await author.taps("看看效果")
    await author.taps("定时发")
    await author.sends("明天8点")
    await author.taps("对")
    async with village.bot_is_away(days=3):
        author.writes("/help")
    await village.passes(minutes=1)
    assert has(village.resident) == 0
    assert "已暂停" in how_it_goes(author)
    await author.taps("继续")
    await village.passes(minutes=1)
    assert has(village.resident) == 1
    await writes(author, "第二条")
    await author.taps("看看效果")
    await author.taps("定时发")
    await author.sends("明天8点")
    await author.taps("对")
    held = next(row for row in await rows(village, "membership") if row["person_id"] == author.person_id)
    boss = village.administrator
    await boss.taps_on(boss.last(), data=f"rolend:{held['id']}")
    await village.passes(days=2)
    assert has(village.resident, "第二条") == 0
    assert (await notice(village))["why_ended"] == "no_role"
