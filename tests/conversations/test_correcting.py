"""Taking a log back, putting it right, deleting it: history is kept, and points go back by contra entry."""

from typing import Any

from tests.cast import Player, Village
from tests.conversations.looking import balanced, said
from tests.conversations.records import (
    about_words,
    alerts,
    balance,
    exercise,
    ledger,
    measured,
    rows,
    step,
    values,
)

FIX, DELETE = said("✏️ Put right"), said("🗑 Delete")
YES, NO = said("✅ Yes, that is right"), said("✏️ No, I will send it again")
GONE = said("That one is not there any more. Your readings: /history")


async def every_version(player: Player, name: str = "reading") -> list[dict[str, Any]]:
    """All rows of somebody, in force or ended, oldest first."""
    lines = [line for line in (await rows(player))[name] if line["person_id"] == player.person_id]
    return sorted(lines, key=lambda line: int(line["id"]))


async def open_log(player: Player, number: int = 1) -> None:
    await player.sends("/history")
    await player.taps(f"✏️ {number}")


async def ask_to_fix(player: Player, number: int = 1) -> None:
    await open_log(player, number)
    await player.taps(FIX)


async def test_undo_takes_back_the_last_log_and_its_points(village: Village) -> None:
    await village.resident.sends("体重65公斤")
    await village.resident.sends("128/82")
    await village.passes(minutes=10)
    await village.resident.sends("/undo")
    assert "128/82" in village.resident.reads()
    assert await values(village.resident, "blood_pressure") == []
    assert await values(village.resident, "weight") == [{"kg": 65}]
    assert await ledger(village.resident) == [2, 2, -2]
    assert await balance(village.resident) == 2
    [_, undone] = await every_version(village.resident)
    assert (undone["systolic"], undone["ended_why"], undone["ended_at"]) == (128, "undone", village.now)
    assert await balanced(village)


async def test_undo_after_ten_minutes_is_too_late_and_shows_another_way(village: Village) -> None:
    await village.resident.sends("128/82")
    await village.passes(minutes=11)
    await village.resident.sends("/undo")
    assert said("📈 My readings") in village.resident.buttons()
    assert len(await measured(village.resident)) == 1
    assert await ledger(village.resident) == [2]


async def test_undo_by_its_button_works_once(village: Village) -> None:
    await village.resident.sends("快走30分钟")
    answer = village.resident.last()
    await village.resident.taps(said("↩️ Undo"))
    assert await exercise(village.resident) == []
    assert await ledger(village.resident) == [3, -3]
    await village.resident.taps_on(answer, data="undo")
    assert await ledger(village.resident) == [3, -3]
    assert said("There is nothing to undo.") in village.resident.reads()


async def test_a_fix_keeps_the_time_and_the_wrong_numbers_stay_in_the_table(village: Village) -> None:
    await village.resident.sends("138/82")
    taken_at = village.now
    await village.passes(minutes=30)
    await ask_to_fix(village.resident)
    assert "138/82" in village.resident.reads()
    await village.resident.sends("128/82")
    assert "128/82" in village.resident.reads()
    wrong, right = await every_version(village.resident)
    assert (wrong["systolic"], wrong["ended_why"], wrong["ended_at"]) == (138, "replaced", village.now)
    assert (right["systolic"], right["ended_at"], right["replaces_id"]) == (128, None, wrong["id"])
    assert (right["taken_at"], right["logged_at"]) == (taken_at, village.now)
    assert await ledger(village.resident) == [2, -2, 2]  # back by contra entry, and paid for the right one
    assert await step(village.resident) is None
    assert await balanced(village)


async def test_what_is_put_right_days_later_loses_no_points(village: Village) -> None:
    await village.resident.sends("138/82")
    await village.resident.sends("快走10分钟")
    await village.passes(days=40)
    await ask_to_fix(village.resident)
    await village.resident.sends("128/82")
    await ask_to_fix(village.resident, 2)
    await village.resident.sends("20分钟")
    await ask_to_fix(village.resident)
    await village.resident.sends("127/82")
    assert await values(village.resident, "blood_pressure") == [{"systolic": 127, "diastolic": 82}]
    assert await exercise(village.resident) == [("walk_brisk", 20)]
    assert await balance(village.resident) == 4
    assert await balanced(village)


async def test_an_unusual_correction_is_confirmed_first(village: Village) -> None:
    await village.resident.sends("体重65公斤")
    await ask_to_fix(village.resident)
    await village.resident.sends("165")
    assert village.resident.buttons() == [YES, NO]
    assert await values(village.resident, "weight") == [{"kg": 65}]
    await village.resident.taps(YES)
    assert await values(village.resident, "weight") == [{"kg": 165}]
    assert len(await every_version(village.resident)) == 2


async def test_a_correction_that_looks_swapped_is_asked_about(village: Village) -> None:
    await village.resident.sends("138/82")
    await ask_to_fix(village.resident)
    await village.resident.sends("82/128")
    assert village.resident.buttons() == [YES, NO]
    assert await values(village.resident, "blood_pressure") == [{"systolic": 138, "diastolic": 82}]
    await village.resident.taps(NO)
    await village.resident.sends("129/82")  # still the correction, not another reading
    assert await values(village.resident, "blood_pressure") == [{"systolic": 129, "diastolic": 82}]
    await ask_to_fix(village.resident)
    await village.resident.sends("82/128")
    await village.resident.sends("是")
    assert await values(village.resident, "blood_pressure") == [{"systolic": 128, "diastolic": 82}]


async def test_a_correction_that_cannot_be_is_refused_and_waited_for(village: Village) -> None:
    await village.resident.sends("138/82")
    await village.resident.sends("快走10分钟")
    await ask_to_fix(village.resident, 1)
    await village.resident.sends("400/300")
    assert await values(village.resident, "blood_pressure") == [{"systolic": 138, "diastolic": 82}]
    await village.resident.sends("128/82")
    assert await values(village.resident, "blood_pressure") == [{"systolic": 128, "diastolic": 82}]
    await ask_to_fix(village.resident, 2)
    await village.resident.sends("1000")
    assert await exercise(village.resident) == [("walk_brisk", 10)]
    await village.resident.sends("20")
    assert await exercise(village.resident) == [("walk_brisk", 20)]
    assert await balanced(village)


async def test_a_danger_that_was_mistyped_closes_its_alert_and_one_put_in_opens_one(village: Village) -> None:
    await village.resident.sends("185/112")
    await ask_to_fix(village.resident)
    await village.resident.sends("135/82")
    [alert] = await alerts(village.resident)
    assert (alert["closed_at"], alert["closed_why"]) == (village.now, "reading_replaced")
    await ask_to_fix(village.resident)
    before = len(village.resident.sees())
    await village.resident.sends("186/112")
    spoken = [one for one in village.resident.sees()[before:] if one["from"]["is_bot"]]
    assert spoken[0]["text"].startswith("🟠")  # the danger before anything else
    assert (await alerts(village.resident))[-1]["closed_at"] is None


async def test_anything_else_while_a_correction_is_awaited_is_read_as_itself(village: Village) -> None:
    await village.resident.sends("128/82")
    await ask_to_fix(village.resident)
    await village.resident.sends("体重65公斤")
    assert await values(village.resident, "weight") == [{"kg": 65}]
    assert await values(village.resident, "blood_pressure") == [{"systolic": 128, "diastolic": 82}]


async def test_delete_works_any_time_and_only_once(village: Village) -> None:
    await village.resident.sends("128/82")
    await village.resident.sends("快走30分钟")
    await village.passes(days=50)
    for _ in range(2):
        await open_log(village.resident)
        opened = village.resident.last()
        data = opened["keyboard"][0][1]["callback_data"]
        await village.resident.taps(DELETE)
        await village.resident.taps_on(opened, data=data)
        assert GONE in village.resident.reads()
    assert await measured(village.resident) == []
    assert await exercise(village.resident) == []
    assert sorted(await ledger(village.resident)) == [-3, -2, 2, 3]
    assert [line["ended_why"] for line in await every_version(village.resident)] == ["deleted"]
    assert [line["ended_why"] for line in await every_version(village.resident, "exercise")] == ["deleted"]
    assert await balanced(village)


async def test_somebody_elses_log_can_be_neither_opened_nor_fixed_nor_deleted(village: Village) -> None:
    await village.treated.sends("150/95")
    [kept] = await measured(village.treated)
    await village.resident.sends("/menu")
    for verb in ("log", "fix", "drop"):
        await village.resident.taps_on(village.resident.last(), data=f"{verb}:r:{kept.id}")
        assert village.resident.reads() == GONE, verb
    await village.resident.sends("120/80")
    assert await values(village.treated, "blood_pressure") == [{"systolic": 150, "diastolic": 95}]
    assert await balance(village.treated) == 2


@about_words
async def test_a_log_taken_back_is_seen_nowhere(village: Village) -> None:
    await village.resident.sends("128/82")
    await village.resident.sends("/undo")
    await village.resident.sends("/history")
    assert "✏️ 1" not in village.resident.buttons()
    await village.resident.sends("/points")
    assert "-2" in village.resident.reads()
    assert "+2" in village.resident.reads()
