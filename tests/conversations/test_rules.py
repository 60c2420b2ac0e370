"""`/rules`: an administrator changes what is earned from a moment on and takes a change back; nobody else does."""

from collections.abc import AsyncIterator

import pytest

from storage.database import Database
from tests.cast import Village, lived_in
from tests.conversations.looking import every_row, once_is_enough, said


@pytest.fixture
async def village(database: Database) -> AsyncIterator[Village]:
    async with lived_in(database) as running:
        yield running


async def test_a_rule_is_changed_from_a_moment_on_and_another_change_taken_back(village: Village) -> None:
    boss, resident = village.administrator, village.resident
    await boss.sends("/rules")
    assert "量血压：积分 2 · 每天最多几次 2 · 至少隔几小时 4" in boss.reads()
    assert "总上限：每天" not in boss.reads()
    assert "每月积分上限 200" in boss.reads()
    await boss.taps("量血压")
    await boss.taps("积分: 2")
    await boss.sends("1000")
    assert "1到100" in boss.reads()
    await boss.sends("3")
    assert "2 → 3" in boss.reads()
    await boss.taps("马上")
    assert "起生效" in boss.reads()
    await resident.sends("128/82")
    assert "+2" in resident.reads()
    await village.passes(hours=5)
    await resident.sends("126/80")
    assert "+3" in resident.reads()
    await boss.taps("撤回")
    assert "量血压" in boss.reads()  # too late: it holds
    await boss.sends("/rules")
    await boss.taps("总上限")
    await boss.taps("每月积分上限")
    await boss.sends("300")
    await boss.taps("下月1日")
    await boss.taps("撤回")
    assert "规则不变" in boss.reads()
    await boss.taps("全部规则")
    await boss.taps("修改记录")
    lines = boss.reads().splitlines()
    assert [line[:3] for line in lines if "周主任" in line] == ["总上限", "量血压"]
    deeds = [row["what"] for row in (await village.database.read(every_row))["audit_entry"]]
    assert sorted(str(what) for what in deeds if str(what).startswith("rule_")) == [
        "rule_changed",
        "rule_changed",
        "rule_kept",
    ]


@once_is_enough
async def test_a_number_that_is_none_is_read_as_it_always_is(village: Village) -> None:
    boss = village.administrator
    await boss.sends("/rules")
    await boss.taps("量血压")
    await boss.taps("积分: 2")
    await boss.sends("128/82")
    assert "128/82" in boss.reads()


@once_is_enough
async def test_whoever_does_not_look_after_the_whole_changes_nothing(village: Village) -> None:
    for who in ("resident", "doctor", "volunteer"):
        player = village.players[who]
        await player.sends("/rules")
        for data in ("rules", "rule:blood_pressure", "ruleask:blood_pressure:points", "rulekeep:1", "rulehist:0",
                     "ruleset:blood_pressure:points:50:soon", "rulewhen:all:daily_cap:5", "rule:nothing"):  # fmt: skip
            await player.taps_on(player.last(), data=data)
        assert player.reads() == said("I cannot do that for you here.")
    assert (await village.database.read(every_row))["rule_change"] == []
