"""Somebody who was filed without Telegram takes the record over by a code: once, in time, and with every consent anew."""

import re

from domain.people import ConsentScope
from tests.cast import Player, Village
from tests.conversations.looking import balanced, every_row, on_both, once_is_enough, pressures
from tests.conversations.test_for_whom import GRANDMOTHER, add_grandmother, chooses, rows


async def code_from(player: Player) -> str:
    """Given while they log for her."""
    await chooses(player, GRANDMOTHER)
    await player.taps("领取码")
    found = next(
        re.search(r"/claim (\d{8})", one["text"])
        for one in reversed(player.sees())
        if "/claim" in (one["text"] or "")
    )
    assert found is not None
    return found[1]


async def answers_three(player: Player, *, health: bool = True) -> None:
    await player.taps("中文")
    for scope in ConsentScope:
        yes = health or scope is not ConsentScope.HEALTH
        await player.taps("✅" if yes else "不")


@on_both
async def test_the_record_becomes_theirs_with_all_that_was_logged(village: Village) -> None:
    her = await village.database.run(add_grandmother, village)
    code = await code_from(village.volunteer)
    await village.volunteer.sends("142/86")
    stored = str(await village.database.read(every_row))
    assert f"'{code}'" not in stored

    grandmother = village.newcomer("奶奶的手机")
    await grandmother.sends(f"/claim {code[:4]} {code[4:]}")
    assert any(GRANDMOTHER in (one["text"] or "") for one in grandmother.sees())
    await answers_three(grandmother)
    assert GRANDMOTHER in grandmother.reads() or "欢迎" in grandmother.reads()
    record = next(row for row in await rows(village, "person") if row["id"] == her)
    assert (record["telegram_id"], record["name"]) == (grandmother.telegram_id, GRANDMOTHER)
    assert len([row for row in await rows(village, "person") if row["name"] == GRANDMOTHER]) == 1
    papers = [row for row in await rows(village, "consent") if row["person_id"] == her]
    assert [row["channel"] for row in papers] == ["paper"] * 3 + ["telegram"] * 3
    await grandmother.sends("/history")
    assert "142/86" in grandmother.reads()
    await grandmother.sends("138/84")
    assert await village.database.read(pressures, her) == [(142, 86), (138, 84)]
    await grandmother.sends("/whosaw")
    assert "刘志远" in grandmother.reads()
    assert await balanced(village)

    again = village.newcomer("别人")
    await again.sends(f"/start c-{code}")
    assert "用不了" in again.reads()
    await village.resident.sends(f"/claim {code}")
    assert "已经加入" in village.resident.reads()


@on_both
async def test_wrong_codes_are_few_and_a_code_ends_with_the_next_with_time_and_with_use(
    village: Village,
) -> None:
    await village.database.run(add_grandmother, village, helper=village.resident.person_id, shares=False)
    first = await code_from(village.resident)
    second = await code_from(village.resident)
    one, other, slow = (village.newcomer(name) for name in ("甲", "乙", "丙"))
    await one.sends(f"/claim {first}")
    assert "用不了" in one.reads()
    wrong = f"{(int(second) + 1) % 10**8:08}"
    for _number in range(4):
        await one.sends(f"/claim {wrong}")
    await one.sends(f"/claim {second}")
    assert "一小时" in one.reads()  # the right one is not looked at either
    await slow.sends(f"/claim {second}")
    await slow.taps("中文")
    await other.sends(f"/claim {second}")
    await answers_three(other, health=False)
    assert (await rows(village, "claim_code"))[-1]["used_at"] is not None
    for _scope in ConsentScope:
        await slow.taps("✅")  # the other was first: they join as anybody
    assert any("用不了" in (message["text"] or "") for message in slow.sees())
    assert len([row for row in await rows(village, "person") if row["name"] == GRANDMOTHER]) == 1
    await village.passes(minutes=61)
    await one.sends("/claim 1")
    assert "8 位" in one.reads()
    await one.sends(f"/claim {second}")
    assert "用不了" in one.reads()


@once_is_enough
async def test_who_may_not_gives_no_code(village: Village) -> None:
    her = await village.database.run(add_grandmother, village)
    for player in (village.resident, village.volunteer_elsewhere):
        await player.sends("/menu")
        await player.taps_on(player.last(), data=f"claimgive:{her}")
    await village.volunteer.sends("/menu")
    await village.volunteer.taps_on(
        village.volunteer.last(),
        data=f"claimgive:{village.treated.person_id}",  # has Telegram
    )
    assert await rows(village, "claim_code") == []
