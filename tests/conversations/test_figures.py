"""`/stats`: the figures of a village and of what lies below it, the people behind them, a picture, a table; who may not."""

from collections.abc import AsyncIterator
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from storage.database import Database
from tests.cast import Player, Village, lived_in
from tests.conversations.looking import every_row, said


@pytest.fixture
async def village(database: Database) -> AsyncIterator[Village]:
    """On both databases: what a screen reads must not lock a row, and only one of them says so."""
    async with lived_in(database) as running:
        yield running


async def looks(village: Village, what: str) -> list[dict[str, object]]:
    rows = (await village.database.read(every_row))["audit_entry"]
    return [row for row in rows if row["what"] == what]


async def kept_of(village: Village, month: int) -> list[dict[str, object]]:
    rows = (await village.database.read(every_row))["figure_snapshot"]
    return [row for row in rows if row["month"].month == month]


async def test_an_administrator_walks_from_the_county_to_the_people_and_back(village: Village) -> None:
    boss = village.administrator
    await village.resident.sends("128/82")
    await boss.sends("/stats")
    county = boss.reads()
    assert "青山县" in county
    assert "参与人数：暂无数据：还没登记建档人数 · 目标40%" in county
    assert "上个月没有数据" in county
    assert "覆盖村数：1／2（50%） · 目标100%" in county
    assert "公共卫生委员会：暂无数据：还没有登记" in county
    assert "警报已接手：暂无数据：没有警报" in county
    await boss.taps("看单项")
    await boss.taps("活跃人数")
    assert "30天内记录过" in boss.reads()
    assert "清溪村 · 14%" in boss.buttons()
    assert "白石村 · 0%" in boss.buttons()
    await boss.taps("清溪村")
    await boss.taps("看明细")
    assert "1. 张桂兰：最近记录 11月22日" in boss.reads()
    assert "赵大山" not in boss.reads()  # did not agree
    (seen,) = [str(row["why"]).split(",") for row in await looks(village, "saw_people")]
    assert str(village.resident.person_id) in seen
    assert str(boss.person_id) not in seen
    await village.resident.sends("/whosaw")
    assert "名单" in village.resident.reads()
    await boss.taps("返回")
    for figure, behind in (
        ("血压达标", "名字和测量结果只给这里的医生团队看"),
        ("测量次数", "血压：1\n\n11月22日 周日：1"),
        ("发放积分", "量血压：2分，1次"),
        ("公共卫生委员会", "清溪村：✅ 已绑定群，7人参与\n🏛 公共卫生委员会：没有登记"),
        ("收到课程的群", "⚠️ 本月没发健康课：清溪村健康群"),
        ("警报已接手", "还没有。"),
    ):
        await boss.taps("看单项")
        await boss.taps(figure)
        await boss.taps("看明细")
        assert behind in boss.reads()
        await boss.taps("返回")
    assert len(await looks(village, "saw_behind")) == 7
    await boss.taps("返回")
    await boss.taps("‹ 2026年10月")
    assert "这个月没有统计过" in boss.reads()
    assert "活跃人数：暂无数据：没有统计" in boss.reads()
    await boss.taps("2026年11月 ›")
    await boss.taps("看单项")
    await boss.taps("活跃人数")
    await boss.taps("近12个月")
    assert boss.last()["media"]["type"] == "photo"
    assert "活跃人数" in boss.reads()


async def test_a_month_that_is_over_stays_as_it_was_kept(village: Village) -> None:
    boss = village.administrator
    await village.resident.sends("128/82")
    await village.passes(days=10)
    await village.resident.sends("/privacy")
    rows = await kept_of(village, 11)
    assert {row["definition"] for row in rows} == {1}
    await boss.sends("/stats")
    assert "测量次数：0 · 上月1" in boss.reads()
    await boss.taps("‹ 2026年11月")
    assert "月底定下来" in boss.reads()
    assert "测量次数：1" in boss.reads()
    await village.passes(days=2)
    assert await kept_of(village, 11) == rows


async def test_the_figures_are_taken_away_as_a_table_and_that_is_kept(village: Village) -> None:
    boss = village.administrator
    await boss.sends("/stats")
    await boss.taps("导出表格")
    file = boss.last()["media"]
    assert file["file_name"] == "figures-2026-11.xlsx"
    content = village.telegram.state.files[file["url"].rpartition("/")[2]].content
    lines = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    assert lines[0][:3] == ["地方", "指标", "数目"]
    assert {line[0] for line in lines[1:]} == {"青山县", "清溪村", "白石村"}
    assert (await looks(village, "figures_exported"))[0]["why"] == "2026-11"


async def test_a_volunteer_sees_their_village_a_sibling_theirs_and_a_resident_nothing(
    village: Village,
) -> None:
    await village.volunteer.sends("/stats")
    assert "清溪村" in village.volunteer.reads()
    assert "导出表格" not in village.volunteer.buttons()
    assert "返回" not in " ".join(village.volunteer.buttons())  # nothing above is theirs
    await village.volunteer_elsewhere.sends("/stats")
    assert "白石村" in village.volunteer_elsewhere.reads()
    here = village.village_id
    stranger: Player
    for stranger in (village.resident, village.volunteer_elsewhere):
        await stranger.sends("/stats")
        before = stranger.reads()
        for data in (
            f"stat:{here}:0", f"statpick:{here}:0", f"statfig:{here}:0:active:0",
            f"statrows:{here}:0:active:0", "stat:9999:0",
            f"statpic:{here}:active", f"statxls:{here}:0", f"stat:{here}:209913", f"statfig:{here}:0:99:0",
        ):  # fmt: skip
            await stranger.taps_on(stranger.last(), data=data)
        assert stranger.reads() == before
        assert "清溪村" not in stranger.reads()
    assert village.resident.reads() == said("I cannot do that for you here.")
    assert await looks(village, "saw_people") == []
    await village.administrator.sends("/stats", group=village.group)
    assert "📊" not in str(village.resident.sees(group=village.group))
