"""A table sent to the bot: checked, confirmed, written as a whole; wrong ones told row by row; others may none of it."""

from io import BytesIO
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from bot.files import sheets
from tests.cast import Player, Village
from tests.conversations.looking import every_row, once_is_enough, said

RESIDENTS = """姓名,出生年份,性别,村编号,电话,标签,同意保存健康数据,同意给医生看,同意经过境外服务器
李大妈,1950,女,qingxi,138 0013 8000,高血压、独居,是,是,是
吴大爷,1948,男,qingxi,,,是,否,是
"""


async def begins(player: Player, kind: str = "没有手机的居民") -> None:
    await player.sends("/import")
    await player.taps(kind)


async def sends_file(player: Player, content: bytes, name: str = "table.csv") -> None:
    await player.sends("", document={"content": content, "file_name": name})


def file_of(village: Village, message: dict[str, Any]) -> bytes:
    """The content of the file that came with a message."""
    number = message["media"]["url"].rpartition("/")[2]
    return next(file.content for file in village.telegram.state.files.values() if str(file.id) == number)


async def rows_of(village: Village, table: str) -> list[dict[str, Any]]:
    return [dict(row) for row in (await village.database.read(every_row))[table]]


async def test_residents_are_checked_then_written_once(village: Village) -> None:
    boss = village.administrator
    await begins(boss)
    assert "出生年份" in boss.reads()
    await sends_file(boss, RESIDENTS.encode("gbk"))
    assert "新增 2，改动 0，不变 0" in boss.reads()
    before = await rows_of(village, "person")
    assert not any(row["name"] == "李大妈" for row in before)
    button = boss.last()
    await boss.taps("写入")
    people = {row["name"]: row for row in await rows_of(village, "person")}
    added = people["李大妈"]
    assert (added["phone"], added["area_id"], added["telegram_id"]) == (
        "13800138000",
        village.village_id,
        None,
    )
    assert (added["consents_health"], people["吴大爷"]["consents_sharing"]) == (True, False)
    papers = [row for row in await rows_of(village, "consent") if row["person_id"] == added["id"]]
    assert {(row["channel"], row["recorded_by"]) for row in papers} == {("paper", boss.person_id)}
    assert len(papers) == 3
    tags = {row["tag"] for row in await rows_of(village, "person_tag") if row["person_id"] == added["id"]}
    assert tags == {"hypertension", "lives_alone"}
    assert added["id"] in {row["account"] for row in await rows_of(village, "balance")}
    await boss.taps_on(button, data="imdo:1")  # tapped again, nothing comes twice
    await begins(boss)
    await sends_file(boss, RESIDENTS.encode("utf-8-sig"))
    assert boss.reads() == said("✅ Everything is so already. There is nothing to write.")
    assert len(await rows_of(village, "person")) == len(before) + 2
    assert [row["content"] for row in await rows_of(village, "import_draft") if row["done_at"]] == [None]
    assert "imported" in {row["what"] for row in await rows_of(village, "audit_entry")}


async def test_places_rosters_and_filed_people_come_from_excel(village: Village) -> None:
    boss = village.administrator
    await begins(boss, "地区")
    rows = [
        ["Code", "Name", "Level", "Parent code"],
        ["x2", "新坪村", "village", "x1"],
        ["x1", "城关镇", "乡镇", "qingshan"],
    ]
    await sends_file(boss, sheets.workbook({"a": rows}), "places.xlsx")
    await boss.taps("写入")
    places = {row["code"]: row for row in await rows_of(village, "area")}
    assert places["x2"]["path"] == f"{places['x1']['path']}{places['x2']['id']}/"
    await begins(boss, "建档人数")
    counts = [["村编号", "建档人数", "截至日期"], ["x2", 1200, "2026-11-01"], ["qingxi", 900.0, "2026/10/1"]]
    await sends_file(boss, sheets.workbook({"a": counts}), "filed.xlsx")
    await boss.taps("写入")
    assert {row["filed"] for row in await rows_of(village, "area_population")} == {1200, 900}
    await begins(boss, "人员名册")
    roster = "姓名;出生年份;居住村编号;角色;负责地区编号\n张桂兰;1958;qingxi;网格员;x2\n周主任;1958;qingxi;医生;qingxi\n"
    await sends_file(boss, roster.encode())
    assert "是您自己" in boss.reads()
    await sends_file(boss, roster.rpartition("周主任")[0].encode())
    await boss.taps("写入")
    await village.resident.sends("/help")
    await village.passes(minutes=1)
    assert "🎉" in village.resident.reads()
    await village.resident.taps("我的工作")
    assert "网格工作" in village.resident.reads()
    held = [
        row for row in await rows_of(village, "membership") if row["person_id"] == village.resident.person_id
    ]
    assert [(row["role"], row["area_id"], row["origin"]) for row in held] == [
        ("volunteer", places["x2"]["id"], "appointed")
    ]


async def test_a_roster_ends_roles_with_their_last_day_and_the_menus_follow(village: Village) -> None:
    boss, liu, zhang = village.administrator, village.volunteer, village.resident
    (own,) = [one for one in await rows_of(village, "membership") if one["person_id"] == liu.person_id]

    async def sends_roster(*lines: str) -> str:
        await begins(boss, "人员名册")
        await sends_file(boss, "\n".join(["姓名,角色,负责地区编号,结束日期", *lines]).encode())
        return boss.reads()

    def menu(of: Player) -> str:
        calls = [
            one["parameters"] for one in village.control.list_calls() if one["method"] == "setMyCommands"
        ]
        own = [one["commands"] for one in calls if str(of.telegram_id) in str(one.get("scope"))]
        return str(own[-1]) if own else ""

    assert "不是日期" in await sends_roster("刘志远,网格员,qingxi,年底")
    assert "找不到这个人" in await sends_roster("刘志强,网格员,qingxi,2026-11-01")
    assert "空的" in await sends_roster("刘志强,网格员,qingxi,")
    assert "两次" in await sends_roster("刘志远,网格员,qingxi,2026-11-24", "刘志远,网格员,qingxi,")
    assert "是您自己" in await sends_roster("周主任,管理员,qingshan,2026-12-31")
    assert "没有要写的" in await sends_roster("刘志远,网格员,qingxi,", "周主任,管理员,qingshan,")
    told = await sends_roster("刘志远,网格员,qingxi,2026-11-24")
    assert (
        "要结束 1 个角色：\n• 刘志远：网格员，清溪村，最后一天是2026年11月24日\n表里没有的人，角色不变。"
        in told
    )
    await boss.taps("写入")
    await village.passes(minutes=1)
    assert "round" in menu(liu)
    await boss.sends("/people")
    await boss.taps("清溪村")
    assert "到2026年11月24日为止" in boss.reads()
    await liu.sends("/round")
    assert "网格" in liu.reads() or "走访" in liu.reads()
    await village.passes(days=3)
    assert "round" not in menu(liu)
    await liu.sends("/round")
    assert liu.reads() == said("I cannot do that for you here.")

    assert "没有要写的" in await sends_roster("刘志远,网格员,qingxi,2026-11-01")  # it is over as it is
    assert "出生年份" in await sends_roster("刘志远,网格员,qingxi,")  # given anew to nobody by name alone
    for last_day, held in (("2026-12-31", True), ("2026-11-20", False)):
        await begins(boss, "人员名册")
        table = f"姓名,出生年份,居住村编号,角色,负责地区编号,结束日期\n张桂兰,1958,qingxi,网格员,qingxi,{last_day}\n"
        await sends_file(boss, table.encode())
        await boss.taps("写入")
        await zhang.sends("/round")
        assert (zhang.reads() != said("I cannot do that for you here.")) is held
        await village.passes(minutes=1)
        assert ("round" in menu(zhang)) is held
    noted = [
        (one["what"], one["subject_id"], one["actor_id"]) for one in await rows_of(village, "audit_entry")
    ]
    for what, who in (("role_ended", liu), ("role_given", zhang), ("role_ended", zhang)):
        assert (what, who.person_id, boss.person_id) in noted
    # An old button lengthens no role that is over.
    await boss.taps_on(boss.last(), data=f"rolend:{own['id']}")
    ended = {one["id"]: one["until"] for one in await rows_of(village, "membership")}
    assert str(ended[own["id"]]) == "2026-11-24"


async def test_what_is_wrong_is_told_by_row_and_nothing_is_written(village: Village) -> None:
    boss = village.administrator
    before = await rows_of(village, "person")
    await begins(boss)
    wrong = (
        "姓名\t出生年份\t村编号\t标签\t同意保存健康数据\n好人\t1950\tqingxi\t\t是\n\t1950\tqingxi\t\t\n坏人\t19x0\tqingxi\t\t\n"
        "小孩\t2015\tqingxi\t\t\n远人\t1950\tnowhere\t\t\n病人\t1950\tqingxi\t结核病\t是\n无字\t1950\tqingxi\t高血压\t否\n"
        "好人\t1950\tqingxi\t\t是\n"
    )
    await sends_file(boss, wrong.encode("utf-16"))
    told = boss.reads()
    for row, why in (
        (3, "空的"),
        (4, "不是出生年份"),
        (5, "不满 18"),
        (6, "不是您可以导入"),
        (7, "只能由医生"),
        (8, "先同意"),
        (9, "两次"),
    ):
        assert next(line for line in told.splitlines() if line.startswith(f"第 {row} 行")).find(why) > 0
    await boss.taps_on(boss.last(), data="imdo:1")
    many = "姓名,出生年份,村编号\n" + "".join(f"人{number},x,qingxi\n" for number in range(40))
    await sends_file(boss, many.encode())
    document = boss.last()["media"]
    assert document["file_name"] == "residents-errors.xlsx"
    assert "第 22 行" not in boss.sees()[-2]["text"]
    for content in (
        b"",
        b"\x00\x01\x02",
        b"PK\x03\x04broken",
        "姓名\n王\n".encode(),
        "姓名,出生年份,村编号\n".encode(),
    ):
        await sends_file(boss, content or b"\n")
        assert boss.buttons() == [said("📄 Template"), said("‹ Back")]
    assert await rows_of(village, "person") == before


@once_is_enough
async def test_the_template_is_a_table_that_can_be_sent_back(village: Village) -> None:
    boss = village.administrator
    for kind in ("地区", "没有手机的居民", "人员名册", "建档人数"):
        await begins(boss, kind)
        await boss.taps("模板")
        content = file_of(village, boss.last())
        sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0)
        assert len(sheet.to_python()) == 2
        await sends_file(boss, content, "template.xlsx")
        assert "缺这些列" not in boss.reads()


async def test_a_table_waits_for_its_sender_and_is_checked_again_when_it_is_written(village: Village) -> None:
    boss = village.administrator
    await begins(boss, "地区")
    await sends_file(boss, "编号,名称,级别,上级编号\nx9,新村,村,qingshan\n".encode())
    other = village.doctor
    await other.sends("/help")
    await other.taps_on(other.last(), data="imdo:1")
    checked = boss.last()
    await boss.sends("/areas")
    await boss.taps("青山县")
    await boss.taps("白石村")
    for label in ("改名",):
        await boss.taps(label)
    await boss.sends("白石头村")
    await begins(
        boss, "建档人数"
    )  # what it waits for now is another table; the button of the first still holds
    await boss.taps_on(checked, data="imdo:1")
    assert "x9" in {row["code"] for row in await rows_of(village, "area")}
    await begins(boss, "地区")
    await sends_file(boss, "编号,名称,级别,上级编号\nx10,新村,村,qingshan\n".encode())
    late = boss.last()
    await village.passes(days=1, hours=1)
    await boss.taps_on(late, data="imdo:2")
    assert "x10" not in {row["code"] for row in await rows_of(village, "area")}


@pytest.mark.parametrize("who", ["resident", "volunteer", "doctor", "volunteer_elsewhere"])
@once_is_enough
async def test_whoever_is_no_administrator_imports_nothing(village: Village, who: str) -> None:
    stranger = village.players[who]
    await stranger.sends("/import")
    assert stranger.reads() == said("I cannot do that for you here.")
    before = await rows_of(village, "person")
    for data in ("imkind:areas", "imtempl:areas", "imdo:1", "imkind:nothing"):
        await stranger.taps_on(stranger.last(), data=data)
    await sends_file(stranger, RESIDENTS.encode())
    assert not any(one["media"] for one in stranger.sees() if one["from"]["is_bot"])
    assert await rows_of(village, "person") == before
    assert await rows_of(village, "import_draft") == []
