"""Families: asked by one side, agreed by the other, as far as the one looked after says; told of danger, never a number."""

import json
from datetime import timedelta

from tests.cast import Player, Village
from tests.conversations.looking import every_row, kept, on_both, once_is_enough, said
from tests.conversations.test_for_whom import GRANDMOTHER, add_grandmother, chooses, rows
from tests.conversations.test_privacy import files


def link_of(player: Player) -> str:
    return player.reads().rpartition("?start=")[2].strip()


@on_both
async def test_a_daughter_asks_her_mother_agrees_and_says_how_far(village: Village) -> None:
    daughter, mother = village.resident, village.treated
    await daughter.sends("/family")
    await daughter.taps("我来照看")
    word = link_of(daughter)
    await mother.sends(f"/start {word}")
    assert "张桂兰 想照看您" in mother.reads()
    await mother.taps("能看我的数字")  # not that
    await mother.taps("✅ 同意")
    assert "张桂兰 现在照看您" in mother.reads()
    (link,) = await rows(village, "family_link")
    assert (link["person_id"], link["helper_id"]) == (mother.person_id, daughter.person_id)
    assert (link["may_see"], link["told_of_alerts"], link["channel"]) == (False, True, "telegram")
    await village.passes(seconds=5)
    assert any("现在照看 王秀英" in (one["text"] or "") for one in daughter.sees())
    for player in (mother, village.blocked, daughter):  # it worked once
        await player.sends(f"/start {word}")
        assert said("This link cannot be used. Please ask whoever sent it for a new one.") in player.reads()
    for player in (mother, daughter):
        await player.sends("/privacy")
        assert "👪" in player.reads()

    await chooses(daughter, "王秀英")
    await daughter.sends("150/92")
    assert await kept(mother) == [(150, 92)]
    await daughter.sends("/history")
    assert "150/92" not in daughter.reads()
    await daughter.taps("回到我自己")
    await mother.sends("/whosaw")
    assert "替您记了数字" in mother.reads()

    await village.passes(hours=5)
    await mother.sends("188/112")
    await village.passes(seconds=5)
    told = daughter.reads()
    assert "王秀英" in told
    assert not any(number in told for number in ("188", "112"))
    await mother.taps("嘴歪话不清")
    await village.passes(seconds=5)
    assert "请马上给 王秀英 打电话" in daughter.reads()  # it became graver
    before = len(daughter.sees())

    await mother.sends("/family")
    await mother.taps("解除")
    await village.passes(hours=5)
    await mother.sends("190/115")
    await village.passes(minutes=1)
    assert len(daughter.sees()) == before  # she hears nothing any more
    await daughter.sends("/for")
    assert not any("王秀英" in label for label in daughter.buttons())


@on_both
async def test_a_mother_asks_a_stranger_who_joins_by_it_and_staff_ask_for_who_has_no_telephone(
    village: Village,
) -> None:
    mother = village.treated
    await mother.sends("/family")
    await mother.taps("请家人照看我")
    await mother.taps("有危险时")
    await mother.taps("生成链接")
    newcomer = village.newcomer("小芳")
    await newcomer.sends(f"/start {link_of(mother)}")
    await newcomer.taps("中文")
    for _scope in range(3):
        await newcomer.taps("✅")
    await newcomer.taps("18")
    for _question in range(2):
        await newcomer.taps(newcomer.buttons()[-1])
    await newcomer.taps("跳过")
    assert "王秀英 请您照看" in newcomer.reads()
    await newcomer.taps("我愿意")
    (link,) = await rows(village, "family_link")
    assert (link["person_id"], link["may_see"], link["told_of_alerts"]) == (mother.person_id, True, False)

    her = await village.database.run(add_grandmother, village)
    await chooses(village.volunteer, GRANDMOTHER)
    await village.volunteer.taps("他的家人")
    await village.volunteer.taps("生成链接")
    word = link_of(village.volunteer)
    await village.volunteer.sends(f"/start {word}")  # not for themselves
    await newcomer.sends(f"/start {word}")
    await newcomer.taps("我愿意")
    link = (await rows(village, "family_link"))[-1]
    assert (link["person_id"], link["channel"], link["recorded_by"]) == (
        her,
        "paper",
        village.volunteer.person_id,
    )


@once_is_enough
async def test_an_old_a_forged_and_a_foreign_link_do_nothing_and_all_is_in_the_copy(village: Village) -> None:
    resident = village.resident
    await resident.sends("/family")
    await resident.taps("我来照看")
    word = link_of(resident)
    code = word.removeprefix("f-")
    await resident.taps_on(resident.last(), data=f"famtake:{code}:1:1")  # one's own
    await village.treated.sends("/menu")
    for data in ("famtake:abcdef:1:1", f"fammake:{resident.person_id}:1:1", "famend:1"):
        await village.treated.taps_on(village.treated.last(), data=data)
    await village.passes(**{"seconds": timedelta(days=7, seconds=1).total_seconds()})
    await village.treated.taps_on(village.treated.last(), data=f"famtake:{code}:1:1")
    assert await rows(village, "family_link") == []
    assert len(await rows(village, "family_offer")) == 1
    await resident.sends("/mydata")
    held = json.loads(files(resident)["healthgrid.json"])
    assert [one["what"] for one in held["codes"]] == ["family"]
    await resident.sends("/forget")
    await resident.taps("🗑")
    assert (await village.database.read(every_row))["family_offer"] == []


@once_is_enough
async def test_what_happened_at_night_is_said_once_in_the_morning_with_its_hour(village: Village) -> None:
    daughter, mother = village.resident, village.treated
    await daughter.sends("/family")
    await daughter.taps("我来照看")
    await mother.sends(f"/start {link_of(daughter)}")
    await mother.taps("✅ 同意")
    await village.passes(hours=14)  # eleven at night
    before = len(daughter.sees())
    await mother.sends("188/112")
    await village.passes(minutes=1)
    await mother.taps("胸口疼")
    await village.passes(hours=7)
    assert not any("请" in (one["text"] or "") for one in daughter.sees()[before:])
    await village.passes(hours=2)
    told = [one["text"] for one in daughter.sees()[before:] if "打电话" in (one["text"] or "")]
    assert len(told) == 1
    assert "11月22日 23:00" in told[0]
