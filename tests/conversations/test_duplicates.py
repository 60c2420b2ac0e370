"""Somebody entered twice: seen side by side, made one, parted again, or said to be two. Never a measured number."""

from collections.abc import AsyncIterator

import pytest

from actions.join import ConsentGiven, Newcomer, join
from domain.people import ConsentScope
from storage import people
from storage.database import Database
from tests.cast import Village, lived_in
from tests.conversations.looking import every_row, kept, once_is_enough
from tests.conversations.records import id_of


@pytest.fixture
async def village(database: Database) -> AsyncIterator[Village]:
    """On both databases: what a screen reads must not lock a row, and only one of them says so."""
    async with lived_in(database) as running:
        yield running


async def entered_again(village: Village, name: str = "王秀英") -> int:
    """The same name once more, on paper."""
    agreed = tuple(ConsentGiven(scope, True, "1", "x") for scope in ConsentScope)
    newcomer = Newcomer(900_000_001, name, "zh_CN", agreed, 1959, village_code="qingxi")
    added = (await village.database.run(join, newcomer, timezone="Asia/Shanghai", now=village.now)).person_id
    await village.database.run(people.change_person, added, telegram_id=None, phone="13812345678")
    return added


async def test_one_person_entered_twice_becomes_one_and_two_again(village: Village) -> None:
    doctor, treated = village.doctor, village.treated
    await treated.sends("128/82")
    await entered_again(village)
    await doctor.sends("/duplicates")
    screen = doctor.reads()
    assert "第1对，共1对" in screen
    assert "1️⃣ 👤 王秀英 · 女 · 68岁" in screen
    assert "✏️ 记过1次" in screen
    assert "13812345678" in screen
    assert "128" not in screen
    await doctor.taps("是一个人")
    assert "已合成一份" in doctor.reads()
    await doctor.taps("返回")
    assert "没有看起来重复登记的人" in doctor.reads()
    await doctor.sends("/person")
    assert sum("王秀英" in label for label in doctor.buttons()) == 1
    await treated.sends("/whosaw")
    assert "孙医生 把您的两份资料合成一份" in treated.reads()
    await treated.sends("130/84")
    await treated.sends("/mydata")

    await doctor.sends("/duplicates")
    await doctor.taps("把王秀英重新分开")
    assert "又是两份资料" in doctor.reads()
    assert await kept(treated) == [(128, 82), (130, 84)]
    await doctor.taps("返回")
    await doctor.taps("是两个人")
    await doctor.taps("点错了")
    await doctor.taps("返回")
    assert "第1对，共1对" in doctor.reads()
    await doctor.taps("是两个人")
    await doctor.taps("返回")
    assert "没有看起来重复登记的人" in doctor.reads()


@once_is_enough
async def test_two_with_a_telegram_each_stay_two_and_are_told_what_to_do(village: Village) -> None:
    await village.database.run(people.change_person, id_of(village.resident), name="王秀英")
    boss = village.administrator
    await boss.sends("/duplicates")
    await boss.taps("是一个人")
    assert "/forget" in boss.reads()
    assert not (await village.database.read(every_row))["merge"]


@once_is_enough
async def test_whoever_may_not_merges_nothing_and_sees_no_pair(village: Village) -> None:
    other = await entered_again(village)
    here, treated = village.village_id, village.treated.person_id
    for stranger in (village.volunteer, village.volunteer_elsewhere, village.resident):
        await stranger.sends("/duplicates")
        await stranger.sends("/help")
        for data in (
            f"dups:{here}:0",
            f"dupmerge:{treated}:{other}:{here}",
            f"dupapart:{treated}:{other}:{here}",
        ):
            await stranger.taps_on(stranger.last(), data=data)
            assert "王秀英" not in stranger.reads()
    await village.doctor.sends("/duplicates")
    await village.doctor.taps("是一个人")
    (merge,) = (await village.database.read(every_row))["merge"]
    await village.volunteer.taps_on(village.volunteer.last(), data=f"duppart:{merge['id']}:{here}")
    (merge,) = (await village.database.read(every_row))["merge"]
    assert (merge["undone_at"], merge["kept_id"]) == (None, treated)
