"""Offering to help, recommending somebody, and a village's health committee: decided by who looks after the village."""

import pytest

from tests.cast import Village
from tests.conversations.looking import every_row, once_is_enough, said


async def volunteers(village: Village) -> dict[int, str]:
    rows = (await village.database.read(every_row))["membership"]
    return {row["person_id"]: row["origin"] for row in rows if row["role"] == "volunteer"}


async def test_who_offers_is_a_volunteer_when_somebody_says_so(village: Village) -> None:
    one, boss = village.resident, village.administrator
    await boss.sends("/start")
    await one.sends("/volunteer")
    await one.taps("我想当")
    assert "清溪村" in one.reads()
    await one.sends("/volunteer")
    await one.taps("我想当")
    assert one.reads() == said("You have offered already. You hear from me.")
    await village.passes(minutes=1)
    assert one.name in boss.reads()
    asked = boss.last()
    for stranger in (one, village.doctor, village.volunteer, village.volunteer_elsewhere):
        await stranger.sends("/help")
        await stranger.taps_on(stranger.last(), data="iconf:1:1")
    assert one.person_id not in await volunteers(village)
    await boss.taps_on(asked, label="✅ 可以")
    assert (await volunteers(village))[one.person_id or 0] == "nominated_themselves"
    await village.passes(minutes=1)
    assert "网格员" in one.reads()
    await one.sends("/volunteer")
    await one.taps("我想当")
    assert one.reads() == said("You are a volunteer there already. Thank you!")


async def test_who_is_recommended_says_yes_first_and_then_it_is_decided(village: Village) -> None:
    one, other, boss = village.resident, village.treated, village.administrator
    await boss.sends("/start")
    await one.sends("/volunteer")
    await one.taps("推荐")
    word = one.reads().rpartition("?start=")[2].strip()
    await other.sends(f"/start {word}")
    assert one.name in other.reads()
    await other.taps("我愿意")
    assert "清溪村" in other.reads()
    await village.passes(minutes=1)
    assert all(name in boss.reads() for name in (one.name, other.name))
    await one.sends("/help")
    await one.taps_on(one.last(), data="iconf:1:1")  # whoever recommends does not decide
    assert other.person_id not in await volunteers(village)
    await boss.taps("可以")
    assert (await volunteers(village))[other.person_id or 0] == "recommended"


@once_is_enough
async def test_no_is_said_kindly_and_a_link_is_not_made_without_end(village: Village) -> None:
    one, boss = village.resident, village.administrator
    await boss.sends("/start")
    await one.sends("/volunteer")
    menu = one.last()
    await one.taps("我想当")
    await village.passes(minutes=1)
    await boss.taps("先不")
    await village.passes(minutes=1)
    assert one.reads() == said("Thank you for offering to help. This time somebody else was chosen.")
    for _ in range(6):
        await one.taps_on(menu, data="volrec")
    assert any("已经推荐了好几位" in (message["text"] or "") for message in one.sees())
    assert one.person_id not in await volunteers(village)


@once_is_enough
async def test_a_village_has_a_committee_since_a_day(village: Village) -> None:
    boss = village.administrator
    await boss.sends("/areas")
    await boss.taps("青山县")
    assert "2 个村里有 0 个" in boss.reads()
    await boss.taps("清溪村")
    await boss.taps("卫生委员会")
    await boss.sends("2023年6月1日")
    await boss.taps("返回")
    assert "2023年6月1日" in boss.reads()
    await boss.sends("/areas")
    await boss.taps("青山县")
    assert "2 个村里有 1 个" in boss.reads()
    await boss.taps("清溪村")
    await boss.taps("卫生委员会")
    await boss.taps("没有")
    rows = (await village.database.read(every_row))["area"]
    assert [row["committee_since"] for row in rows] == [None] * len(rows)


@pytest.mark.parametrize("who", ["resident", "volunteer", "doctor", "volunteer_elsewhere"])
@once_is_enough
async def test_nobody_else_notes_a_committee(village: Village, who: str) -> None:
    stranger = village.players[who]
    await stranger.sends("/help")
    for data in (f"arcom:{village.village_id}", f"comset:{village.village_id}:1", "comset:1:1"):
        await stranger.taps_on(stranger.last(), data=data)
    rows = (await village.database.read(every_row))["area"]
    assert [row["committee_since"] for row in rows] == [None] * len(rows)
