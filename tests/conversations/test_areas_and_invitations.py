"""An administrator's first hour: places, an invitation to one person, a role that ends. And those who may none of it."""

from collections.abc import AsyncIterator

import pytest

from storage.database import Database
from tests.cast import Player, Village, lived_in
from tests.conversations.looking import every_row, said


@pytest.fixture
async def village(database: Database) -> AsyncIterator[Village]:
    """On both databases: what a screen reads must not lock a row, and only one of them says so."""
    async with lived_in(database) as running:
        yield running


async def rows(village: Village, table: str) -> list[dict[str, object]]:
    return [dict(row) for row in (await village.database.read(every_row))[table]]


async def invited(village: Village, role: str = "护士") -> str:
    """The administrator invites somebody to a role in the village; what the link begins the chat with."""
    await village.administrator.sends("/areas")
    await village.administrator.taps("青山县")
    await village.administrator.taps("清溪村")
    await village.administrator.taps("邀请")
    await village.administrator.taps(role)
    return village.administrator.reads().rpartition("?start=")[2].strip()


async def test_places_are_added_renamed_counted_ended_and_brought_back(village: Village) -> None:
    boss = village.administrator
    await boss.sends("/areas")
    await boss.taps("青山县")
    assert "还缺" in boss.reads()
    await boss.taps("添加下级")
    assert boss.buttons()[:3] == ["乡镇", "村", "网格"]
    await boss.taps("村")
    await boss.sends("新坪村")
    assert "已添加 新坪村" in boss.reads()
    await boss.taps("改名")
    await boss.sends("<b>新坪</b>")
    assert "<b>新坪</b>" in boss.reads()  # as it was written: a name is only a name
    await boss.taps("建档人数")
    await boss.sends("很多")
    assert "整数" in boss.reads()
    await boss.sends("1,200")
    assert "建档人数：1200" in boss.reads()
    await boss.taps("停用")
    await boss.taps("恢复")
    assert "已恢复" in boss.reads()
    for deeper in ("第一网格", "第一微网格"):  # as deep as a village is divided
        await boss.taps("添加下级")
        assert "村" not in boss.buttons()
        await boss.taps("网格")
        await boss.sends(deeper)
        assert f"已添加 {deeper}" in boss.reads()
    await boss.sends("/areas")
    await boss.taps("青山县")
    assert "<b>新坪</b>" in boss.buttons()


async def test_a_place_with_people_in_it_is_not_ended(village: Village) -> None:
    await village.administrator.sends("/areas")
    await village.administrator.taps("青山县")
    await village.administrator.taps("清溪村")
    assert (await village.administrator.taps("停用"))["alert"]
    areas = await rows(village, "area")
    assert [row["ended_at"] for row in areas] == [None] * len(areas)


async def test_an_invitation_works_once_and_gives_a_role_only_when_its_maker_confirms(
    village: Village,
) -> None:
    word = await invited(village)
    resident = village.resident
    await resident.sends(f"/start {word}")
    assert "清溪村的护士" in resident.reads()
    await resident.taps("我愿意")
    assert "周主任" in resident.reads()
    held = [row["person_id"] for row in await rows(village, "membership") if row["role"] == "nurse"]
    assert held == []
    await village.passes(minutes=1)
    assert resident.name in village.administrator.reads()
    await village.administrator.taps("就是本人")
    await village.passes(minutes=1)
    assert "护士" in resident.reads()
    held = [row["person_id"] for row in await rows(village, "membership") if row["role"] == "nurse"]
    assert held == [resident.person_id]
    await village.treated.sends(f"/start {word}")
    assert village.treated.reads() == said(
        "This invitation cannot be used. Please ask whoever sent it for a new one."
    )


async def test_whoever_was_not_meant_gets_nothing(village: Village) -> None:
    word = await invited(village)
    await village.resident.sends(f"/start {word}")
    await village.resident.taps("我愿意")
    await village.passes(minutes=1)
    await village.administrator.taps("是别人")
    await village.passes(minutes=1)
    assert "没有得到确认" in village.resident.reads()
    assert not any(row["role"] == "nurse" for row in await rows(village, "membership"))


@pytest.mark.parametrize("how", ["own", "late", "made_up"])
async def test_an_invitation_that_cannot_be_used_tells_nothing(village: Village, how: str) -> None:
    word = await invited(village)
    opener: Player = village.administrator if how == "own" else village.resident
    if how == "late":
        await village.passes(days=7, hours=1)
    await opener.sends(f"/start {'i-' + 'a' * 24 if how == 'made_up' else word}")
    assert opener.reads() == said("This invitation cannot be used. Please ask whoever sent it for a new one.")


async def test_a_newcomer_who_follows_an_invitation_joins_first(village: Village) -> None:
    word = await invited(village)
    newcomer = village.newcomer("韩护士")
    await newcomer.sends(f"/start {word}")
    await newcomer.taps("中文")
    for _consent in range(3):
        await newcomer.taps("同意")
    for skip in ("跳过", "跳过", "都没有", "清溪村"):
        await newcomer.taps(skip)
    assert "清溪村的护士" in newcomer.reads()


async def test_a_role_ends_at_the_next_message_and_is_brought_back(village: Village) -> None:
    boss, doctor = village.administrator, village.doctor
    await boss.sends("/areas")
    await boss.taps("青山县")
    await boss.taps("清溪村")
    await boss.taps("工作人员")
    lines = boss.reads().splitlines()
    number = next(line for line in lines if "孙医生" in line).partition(".")[0]
    await boss.taps(f"结束 {number}")
    ended = [row for row in await rows(village, "membership") if row["person_id"] == doctor.person_id]
    assert ended[0]["ended_at"] is not None
    await boss.taps("恢复")
    assert "又是村医" in boss.reads()


async def test_nobody_ends_their_own_role_nor_one_the_settings_give(village: Village) -> None:
    boss = village.administrator
    await boss.sends("/areas")
    await boss.taps("青山县")
    await boss.taps("工作人员")
    assert "周主任" in boss.reads()
    own = [row["id"] for row in await rows(village, "membership") if row["person_id"] == boss.person_id]
    for membership in own:
        assert f"rolend:{membership}" not in str(boss.last()["keyboard"])
        await boss.taps_on(boss.last(), data=f"rolend:{membership}")
    held = [row for row in await rows(village, "membership") if row["id"] in own]
    assert [row["ended_at"] for row in held] == [None] * len(own)
    assert len(own) == 2  # one in the county, one of the settings


async def test_the_menu_of_commands_follows_the_roles(village: Village) -> None:
    def listed(telegram_id: int) -> set[str]:
        calls = [
            call["parameters"] for call in village.control.list_calls() if call["method"] == "setMyCommands"
        ]
        own = [one for one in calls if str(telegram_id) in str(one.get("scope"))]
        return {name for name in ("areas", "poster") if name in str(own[-1]["commands"])} if own else set()

    word = await invited(village, "管理员")
    await village.resident.sends(f"/start {word}")
    await village.resident.taps("我愿意")
    await village.passes(minutes=1)
    await village.administrator.taps("就是本人")
    assert listed(village.resident.telegram_id) == {"areas", "poster"}
    held = next(
        row for row in await rows(village, "membership") if row["person_id"] == village.resident.person_id
    )
    await village.administrator.taps_on(village.administrator.last(), data=f"rolend:{held['id']}")
    assert listed(village.resident.telegram_id) == set()


@pytest.mark.parametrize("who", ["resident", "volunteer", "doctor", "volunteer_elsewhere"])
async def test_whoever_is_no_administrator_sees_and_changes_nothing(village: Village, who: str) -> None:
    stranger: Player = village.players[who]
    await stranger.sends("/areas")
    assert stranger.reads() == said("I cannot do that for you here.")
    before = await rows(village, "area"), await rows(village, "membership"), await rows(village, "invitation")
    here = village.village_id
    membership = (await rows(village, "membership"))[0]["id"]
    for data in (
        f"area:{here}:0", f"aradd:{here}", f"arend:{here}", f"arback:{here}", f"roster:{here}", f"rolend:{membership}",
        f"inv:{here}", f"invrole:{here}:administrator", "iconf:1:1", "itake:1:AAAA", "area:9999:0", "aradd:0",
    ):  # fmt: skip
        await stranger.taps_on(stranger.last(), data=data)
    assert "清溪村" not in stranger.reads()
    after = await rows(village, "area"), await rows(village, "membership"), await rows(village, "invitation")
    assert after == before


async def test_a_doctor_of_one_village_is_no_administrator_of_another(village: Village) -> None:
    await village.volunteer_elsewhere.taps_on(
        await _any_message(village.volunteer_elsewhere), data=f"roster:{village.village_id}"
    )
    assert "孙医生" not in village.volunteer_elsewhere.reads()


async def _any_message(player: Player) -> dict[str, object]:
    await player.sends("/help")
    return player.last()
