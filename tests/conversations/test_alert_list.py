"""`/alerts`: what waits, whose it is for whoever may know, who was told, and who took it after how long."""

from collections.abc import AsyncIterator

import pytest

from storage.database import Database
from tests.cast import Village, lived_in
from tests.conversations.looking import every_row, said

DANGER = "185/112"


@pytest.fixture
async def village(database: Database) -> AsyncIterator[Village]:
    async with lived_in(database) as running:
        for key in ("doctor", "volunteer", "administrator"):
            await running.players[key].sends("/start")
        yield running


async def looked(village: Village, who: str) -> list[object]:
    rows = (await village.database.read(every_row))["audit_entry"]
    return [
        row["subject_id"]
        for row in rows
        if row["what"] == "saw_alert" and row["actor_id"] == village.players[who].person_id
    ]


async def test_an_alert_waits_is_opened_taken_and_over(village: Village) -> None:
    doctor, boss = village.doctor, village.administrator
    await doctor.sends("/alerts")
    assert "没有待处理的警报" in doctor.reads()
    await village.resident.sends(DANGER)
    await village.passes(minutes=6)
    await boss.sends("/alerts")
    assert "1个待处理" in boss.reads()
    assert "张桂兰，清溪村" in boss.reads()
    assert "185" not in boss.reads()
    assert await looked(village, "administrator") == [village.resident.person_id]
    await boss.taps("1")
    assert "185" not in boss.reads()
    assert "我来处理" not in " ".join(boss.buttons())
    assert "已通知：孙医生" in boss.reads()
    await doctor.sends("/alerts")
    await doctor.taps("1")
    assert "185/112" in doctor.reads()
    await doctor.taps("我来处理")
    await boss.taps("返回")
    assert "0个待处理" in boss.reads()
    await boss.taps("看已处理的")
    assert "孙医生，6分钟后接手" in boss.reads()
    await boss.taps("1")
    assert "185" not in boss.reads()
    await village.resident.sends("/whosaw")
    assert "查看了关于您的警报" in village.resident.reads()


async def test_whoever_may_not_is_shown_nothing_and_nothing_is_written_down(village: Village) -> None:
    await village.resident.sends(DANGER)
    await village.passes(minutes=1)
    alert = (await village.database.read(every_row))["alert"][0]["id"]
    for who in ("volunteer", "volunteer_elsewhere", "treated"):
        player = village.players[who]
        await player.sends("/alerts")
        assert player.reads() == said("I cannot do that for you here.")
        for data in (
            "alerts:0:0:0",
            f"alerts:{village.village_id}:0:0",
            f"alert:{alert}",
            "alert:999",
            "alerts:0:7:0",
        ):
            await player.taps_on(player.last(), data=data)
        assert player.reads() == said("I cannot do that for you here.")
        assert await looked(village, who) == []
    await village.administrator.sends("/alerts", group=village.group)
    said_there = [one["text"] for one in village.resident.sees(group=village.group) if one["from"]["is_bot"]]
    assert "清溪村" not in str(said_there)
