"""Somebody without Telegram is added: by the volunteer of the village, by family; and by nobody else."""

from typing import Any

from bot.wording import page
from domain.people import ConsentScope
from tests.cast import Player, Village
from tests.conversations.looking import answers, balanced, every_row, once_is_enough, said


async def rows(village: Village, table: str) -> list[dict[str, Any]]:
    found = (await village.database.read(every_row))[table]
    return sorted((dict(row) for row in found), key=lambda row: int(row["id"]))


async def answers_all(player: Player, name: str, *, signed: str = "111") -> None:
    """Everything that is asked, up to the last look. `signed`: 1 for each of the three papers that is."""
    await player.sends(name)
    await player.taps("1940")
    await player.taps("1946")
    await player.taps("女")
    await player.sends("138 0000-1234")
    for paper in signed:
        await player.taps("签了" if paper == "1" else "不")


async def test_a_volunteer_adds_a_neighbour_with_consent_on_paper(village: Village) -> None:
    volunteer = village.volunteer
    await volunteer.sends("/add")
    await answers_all(volunteer, "王 奶奶", signed="101")
    assert not any("结核" in label for label in volunteer.buttons())  # which of a neighbour they do not see
    await volunteer.taps("高血压")
    await volunteer.taps("完成")
    assert "1946" in volunteer.reads()
    looked_over = volunteer.last()
    await volunteer.taps("✅ 登记")
    assert "登记好了" in volunteer.reads()
    await volunteer.taps_on(looked_over, data=looked_over["keyboard"][0][0]["callback_data"])

    added = (await rows(village, "person"))[-1]
    assert (added["name"], added["telegram_id"], added["area_id"]) == ("王 奶奶", None, village.village_id)
    assert (added["birth_year"], added["sex"], added["phone"]) == (1946, "female", "13800001234")
    papers = [row for row in await rows(village, "consent") if row["person_id"] == added["id"]]
    assert [(row["scope"], row["given"]) for row in papers] == [
        ("health", True),
        ("sharing", False),
        ("abroad", True),
    ]
    assert {(row["channel"], row["recorded_by"]) for row in papers} == {("paper", volunteer.person_id)}
    assert [row["text_hash"] for row in papers] == [page("zh_CN", scope.value).hash for scope in ConsentScope]
    tags = (await village.database.read(every_row))["person_tag"]
    assert [row["tag"] for row in tags if row["person_id"] == added["id"]] == ["hypertension"]
    assert len([row for row in await rows(village, "person") if row["name"] == "王 奶奶"]) == 1
    assert await balanced(village)

    await volunteer.sends("/add")
    await answers_all(volunteer, "王奶奶")
    await volunteer.taps("都没有")
    await volunteer.taps("✅ 登记")
    assert "1946" in volunteer.reads()  # this one is here already
    await volunteer.taps("不是这位")
    assert "登记好了" in volunteer.reads()


async def test_a_relative_is_added_from_the_family_and_the_link_is_ended_in_one_tap(village: Village) -> None:
    resident = village.resident
    await resident.sends("/family")
    await resident.taps("没有手机")
    await answers_all(resident, "张老太")
    await resident.taps("都没有")
    await resident.taps("同意")
    await resident.taps("不")
    await resident.taps("✅ 登记")
    await resident.sends("/family")
    assert "您照看 张老太 · 能看数字" in resident.reads()
    assert "有危险" not in resident.reads()
    (link,) = await rows(village, "family_link")
    assert (link["helper_id"], link["recorded_by"], link["channel"]) == (
        resident.person_id,
        resident.person_id,
        "paper",
    )
    old = resident.last()
    end = next(one for row in old["keyboard"] for one in row if "解除" in one["text"])
    await village.treated.sends("/family")
    await village.treated.taps_on(village.treated.last(), data=end["callback_data"])  # forged: not theirs
    assert (await rows(village, "family_link"))[0]["ended_at"] is None
    await resident.taps("解除")
    assert (await rows(village, "family_link"))[0]["ended_by"] == resident.person_id
    await resident.sends("/family")
    assert "张老太" not in resident.reads()


@once_is_enough
async def test_who_may_not_add_is_told_nothing_and_children_leave_no_trace(village: Village) -> None:
    refused = said("I cannot do that for you here.")
    assert answers(await village.resident.sends("/add")) == [refused]
    assert answers(await village.administrator.sends("/add", group=village.group)) == [refused]
    await village.volunteer_elsewhere.sends("/add")
    elsewhere = village.volunteer_elsewhere.last()
    assert (await village.volunteer_elsewhere.taps_on(elsewhere, data=f"addhere:{village.village_id}"))[
        "answer"
    ] == refused

    before = len(await rows(village, "person"))
    await village.volunteer.sends("/add")
    await village.volunteer.sends("小明")
    await village.volunteer.sends("2015")
    assert said("I am only for grown-ups, 18 and over. I have kept nothing about them.") in (
        village.volunteer.reads()
    )
    everything = await village.database.read(every_row)
    assert len(everything["person"]) == before
    assert [row["step"] for row in everything["conversation"] if row["step"] == "adding"] == [
        "adding"  # of the other one, who has not gone on
    ]


@once_is_enough
async def test_a_reading_typed_in_between_is_a_reading(village: Village) -> None:
    await village.volunteer.sends("/add")
    await village.volunteer.sends("128/82")
    assert "128/82" in village.volunteer.reads()
    assert (await rows(village, "reading"))[0]["person_id"] == village.volunteer.person_id


@once_is_enough
async def test_what_was_signed_is_withdrawn_as_easily_and_then_nothing_is_kept(village: Village) -> None:
    volunteer = village.volunteer
    await volunteer.sends("/add")
    await answers_all(volunteer, "王奶奶")
    await volunteer.taps("都没有")
    await volunteer.taps("✅ 登记")
    her = (await rows(village, "person"))[-1]["id"]
    await village.resident.sends("/menu")
    await village.resident.taps_on(village.resident.last(), data=f"paper:{her}:health:0")  # not theirs
    await volunteer.sends("/menu")
    await volunteer.taps_on(volunteer.last(), data=f"for:{her}")
    await volunteer.taps("签字情况")
    await volunteer.taps("撤回：保存健康数据")
    assert "⬜️" in volunteer.reads()
    await volunteer.sends("142/86")
    assert await rows(village, "reading") == []
    assert "没有同意" in volunteer.reads()
    papers = [row for row in await rows(village, "consent") if row["person_id"] == her]
    assert [(row["scope"], row["given"], row["recorded_by"]) for row in papers[3:]] == [
        ("health", False, volunteer.person_id)
    ]
    await volunteer.taps_on(volunteer.last(), data=f"papers:{her}")
    await volunteer.taps("已签：保存健康数据")
    await volunteer.sends("142/86")
    assert len(await rows(village, "reading")) == 1
