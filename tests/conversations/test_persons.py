"""Finding a resident and opening their card: as much as the role may see, and never without a trace they can read."""

from collections.abc import AsyncIterator

import pytest

from domain.people import ConsentScope, Tag
from storage import people
from storage.database import Database
from tests.cast import Player, Village, lived_in
from tests.conversations.looking import every_row, once_is_enough, said
from tests.conversations.records import id_of

REFUSED = "I cannot do that for you here."


@pytest.fixture
async def village(database: Database) -> AsyncIterator[Village]:
    """On both databases: what a screen reads must not lock a row, and only one of them says so."""
    async with lived_in(database) as running:
        yield running


async def audited(village: Village, what: str) -> list[dict[str, object]]:
    entries = (await village.database.read(every_row))["audit_entry"]
    return [dict(row) for row in entries if row["what"] == what]


async def open_card(staff: Player, of: Player) -> str:
    await staff.sends("/person")
    await staff.sends(of.name[:2])
    await staff.taps(of.name)
    return staff.reads()


async def test_a_doctor_sees_numbers_a_volunteer_sees_none_and_the_resident_sees_both(
    village: Village,
) -> None:
    treated = village.treated
    await village.database.run(people.set_tags, id_of(treated), {Tag.HYPERTENSION, Tag.DISABLED})
    for systolic in (128, 130, 132):
        await treated.sends(f"{systolic}/82")
        await village.passes(hours=4)
    card = await open_card(village.doctor, treated)
    assert "四周平均：130/82，共3次" in card
    assert "王秀英 · 女 · 68岁" in card
    assert "128/82" in card
    assert "残疾" in card
    await village.doctor.taps("📈 血压")
    assert "王秀英" in village.doctor.reads()
    assert village.doctor.last()["media"]["type"] == "photo"
    await village.doctor.taps("90天")
    await village.doctor.taps("返回")
    assert "128/82" in village.doctor.reads()

    card = await open_card(village.volunteer, treated)
    assert "高血压" in card
    assert "今天记过" in card
    assert "128" not in card
    assert "残疾" not in card
    assert not any("📈" in label for label in village.volunteer.buttons())
    await village.volunteer.taps_on(
        village.volunteer.last(), data=f"whochart:{treated.person_id}:blood_pressure:30"
    )
    assert village.volunteer.last()["media"] is None

    assert {row["actor_id"] for row in await audited(village, "viewed_person")} == {
        village.doctor.person_id,
        village.volunteer.person_id,
    }
    await treated.sends("/whosaw")
    assert "刘志远 打开了您的资料" in treated.reads()
    assert "孙医生 打开了您的数字图表" in treated.reads()
    assert "刘志远 在名单上看到了您的名字" in treated.reads()


async def test_of_whoever_shares_nothing_there_is_only_a_name(village: Village) -> None:
    await village.resident.sends("185/112")
    await village.database.run(
        people.add_consent, id_of(village.resident), ConsentScope.SHARING,
        given=False, version="1", text_hash="x", channel="telegram", at=village.now,
    )  # fmt: skip
    for one in (village.resident, village.never_consented):
        for staff in (village.doctor, village.volunteer):
            card = await open_card(staff, one)
            assert one.name in card
            assert "不让团队看" in card
            for trace in ("185", "记过", "上次记录", "🔔", "高血压"):
                assert trace not in card
            await staff.taps_on(staff.last(), data=f"whochart:{one.person_id}:blood_pressure:30")
            assert staff.last()["media"] is None


async def test_an_open_alert_is_a_number_to_the_doctor_and_a_look_to_the_neighbour(village: Village) -> None:
    await village.treated.sends("185/112")
    assert "还有一个危险数字没有处理" in await open_card(village.doctor, village.treated)
    card = await open_card(village.volunteer, village.treated)
    assert "请今天去看看" in card
    assert "185" not in card


@once_is_enough
async def test_people_are_looked_through_in_pages_and_found_by_a_part_of_their_name(village: Village) -> None:
    doctor = village.doctor
    for name in ("陈玉珍", "陈德福"):
        await village.database.run(
            people.add_person, name=name, language="zh_CN", timezone="Asia/Shanghai", area_id=village.village_id,
            joined_at=village.now,
        )  # fmt: skip
    await doctor.sends("/person")
    assert "清溪村" in doctor.reads()
    first = set(doctor.buttons())
    assert "›" in first
    await doctor.taps("›")
    assert not set(doctor.buttons()) & first - {"‹ 其他地方"}
    await doctor.sends("秀 英")
    assert doctor.buttons()[:1] == ["王秀英 1958"]
    await doctor.sends("没有这个人")
    assert (
        said(
            "I find nobody called {name} in {place}. Try a shorter part of the name.",
            name="没有这个人",
            place="清溪村",
        )
        in doctor.reads()
    )
    await doctor.sends("128/82")  # still a reading of their own
    assert "128/82" in doctor.reads()


@once_is_enough
async def test_another_village_a_resident_and_a_group_get_nothing(village: Village) -> None:
    treated = village.treated
    await treated.sends("128/82")
    for stranger in (village.volunteer_elsewhere, village.resident):
        await stranger.sends("/person")
        await stranger.sends("秀英")
        await stranger.sends("/help")
        for data in (
            f"who:{treated.person_id}",
            f"people:{village.village_id}:0",
            "who:99999",
            "who:x",
            "people:0:0",
        ):
            before = stranger.reads()
            await stranger.taps_on(stranger.last(), data=data)
            assert "王秀英" not in stranger.reads()
            assert data == "people:0:0" or stranger.reads() == before
    assert not await audited(village, "viewed_person")
    await village.administrator.sends("/person", group=village.group)
    await village.administrator.taps_on(
        village.administrator.last(group=village.group), data=f"who:{treated.person_id}"
    )
    for member in (village.administrator, village.resident):
        assert not any("王秀英" in (one["text"] or "") for one in member.sees(group=village.group))
    assert not await audited(village, "viewed_person")
