"""What others sent: found, seen and stopped by whoever looks after the place, told to its author, and nobody else's."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from domain.people import Role
from storage import areas
from storage.database import Database
from tests.cast import SUNDAY_MORNING, Player, Village, lived_in
from tests.conversations.looking import every_row, once_is_enough, said

WORDS = "明天上午9点，村卫生室免费量血压。"


@pytest.fixture
async def village(database: Database) -> AsyncIterator[Village]:
    async with lived_in(database, start=SUNDAY_MORNING + timedelta(hours=2)) as running:
        await running.everybody_opens_their_chat()
        yield running


async def rows(village: Village, table: str) -> list[dict[str, Any]]:
    return [dict(row) for row in (await village.database.read(every_row))[table]]


async def leaves(village: Village) -> None:
    await village.passes(seconds=1)
    await village.passes(seconds=30)


async def writes(author: Player, words: str, *taps: str) -> None:
    await author.sends("/notice")
    await author.sends(words)
    for label in taps:
        await author.taps(label)
    await leaves(author.village)


def has(player: Player, words: str) -> int:
    """Copies of the notice itself that stand in somebody's chat."""
    seen = [one["text"] or "" for one in player.sees() if one["from"]["is_bot"] and not one["deleted"]]
    return sum(words in one and "📢 清溪村" in one for one in seen)


def was_told(player: Player, words: str) -> bool:
    return any(words in (one["text"] or "") for one in player.sees() if not one["deleted"])


async def test_whoever_looks_after_the_place_stops_what_another_sent_and_its_author_hears_who_did(
    village: Village,
) -> None:
    author, boss = village.volunteer, village.administrator
    await writes(author, WORDS, "看看效果", "现在就发")
    await writes(author, "写了一半")
    await boss.sends("/notices")
    await boss.taps("别人发的通知")
    assert "刘志远" in boss.reads()
    assert "写了一半" not in boss.reads()
    await boss.taps("1")
    assert "刘志远 · 清溪村" in boss.reads()
    assert "已发：5 / 7" in boss.reads()
    offered = " ".join(boss.buttons())
    assert all(label in offered for label in ("暂停", "停止", "撤回", "谁还没点收到", "报告"))
    assert not any(label in offered for label in ("更正", "再发"))
    await boss.taps("看原文")
    assert WORDS in boss.reads()
    await boss.taps("返回")
    await boss.taps("暂停")
    assert "周主任暂停了它" in boss.reads()
    await leaves(village)
    assert was_told(author, "周主任暂停了它，点了继续才会再发")
    card = next(one for one in reversed(author.sees()) if "再看一下" in str(one["keyboard"]))
    assert "周主任暂停了它" in card["text"]
    assert "继续" not in str(card["keyboard"])
    notice_id = (await rows(village, "notice"))[0]["id"]
    await author.taps_on(card, data=f"ngo:{notice_id}")
    assert (await rows(village, "notice"))[0]["state"] == "paused"
    await boss.taps("继续")
    await leaves(village)
    assert was_told(author, "周主任让它继续发了")
    await boss.taps("谁还没点收到")
    assert "5人发到了" in boss.reads()
    await village.treated.sends("/whosaw")
    assert boss.name in village.treated.reads()
    await boss.taps("返回")
    await boss.taps("撤回")
    await boss.taps("对，撤回")
    await leaves(village)
    assert [has(village.players[key], WORDS) for key in ("resident", "treated", "doctor")] == [0, 0, 0]
    assert was_told(author, "周主任把它撤回了")
    acts = {row["what"]: row["actor_id"] for row in await rows(village, "audit_entry")}
    assert {acts[what] for what in ("notice_paused", "notice_resumed", "notice_recalled")} == {boss.person_id}
    # What waits for a second person is found there, too.
    await writes(author, "全县停水", "地方", "青山县", "看看效果", "现在就发")
    await boss.sends("/notices")
    await boss.taps("别人发的通知")
    await boss.taps("1")
    assert "等另一个人同意" in boss.reads()
    await boss.taps("可以发")
    newest = max(await rows(village, "notice"), key=lambda row: int(row["id"]))
    assert newest["decided_by"] == boss.person_id, boss.reads()


@once_is_enough
async def test_an_auditor_sees_it_go_and_touches_nothing_and_next_door_nothing_is_seen(
    village: Village,
) -> None:
    await writes(village.volunteer, WORDS, "看看效果", "现在就发")
    auditor = village.treated
    await village.database.run(
        areas.add_membership, auditor.person_id, village.village_id, Role.AUDITOR, village.now.date()
    )
    await auditor.sends("/notices")
    await auditor.taps("1")
    assert "已发" in auditor.reads()
    assert not any(word in " ".join(auditor.buttons()) for word in ("暂停", "停止", "撤回", "我的通知"))
    await auditor.taps("谁还没点收到")
    assert "5人发到了" in auditor.reads()
    assert village.resident.name not in auditor.reads()
    assert "名字不给您看" in auditor.reads()
    await auditor.taps("返回")
    await auditor.taps("谁没收到")
    assert "1个没收到" in auditor.reads()
    assert village.blocked.name not in auditor.reads()
    before = (await rows(village, "notice"))[0]
    for other in (auditor, village.volunteer_elsewhere, village.resident):
        for verb in ("npause", "nstop", "nbackyes", "nretry", "nagain"):
            await other.taps_on(other.last(), data=f"{verb}:{before['id']}")
    assert (await rows(village, "notice"))[0] == before
    other = village.volunteer_elsewhere
    await other.sends("/notices")
    await other.taps("别人发的通知")
    assert "还没有" in other.reads()
    for verb in ("nshow", "nread"):
        await other.taps_on(other.last(), data=f"{verb}:{before['id']}")
    assert WORDS not in str([one["text"] for one in other.sees()])
    await village.resident.sends("/notices")
    assert village.resident.reads() == said("I cannot do that for you here.")
