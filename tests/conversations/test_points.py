"""Points for the act of measuring, never for the number; kept in books that always balance."""

from domain.people import Tag
from domain.points import Act
from storage import people
from tests.cast import Village
from tests.conversations.looking import answers, balanced, said
from tests.conversations.measuring import a_week_of_measuring
from tests.conversations.records import about_words, balance, id_of, ledger, moved, rows

PAUSE, BACK = said("⏸ Pause my streak"), said("▶️ I am back")


def days_in_a_row(days: int) -> str:
    return f"🔥 {days} days in a row" if days > 1 else "🔥 1 day in a row"


async def test_the_same_points_whatever_the_number_says(village: Village) -> None:
    for player, text in (
        (village.resident, "118/76"),
        (village.treated, "165/102"),
        (village.english, "86/58"),
    ):
        await player.sends(text)
        assert await ledger(player) == [2], text


async def test_a_second_pressure_within_four_hours_earns_nothing_and_a_third_a_day_neither(
    village: Village,
) -> None:
    await village.resident.sends("128/82")  # nine
    await village.passes(hours=3, minutes=59)
    await village.resident.sends("126/80")
    assert "13:00" in village.resident.reads()  # from when the next one earns
    assert "⭐" not in village.resident.reads()
    await village.passes(minutes=1)
    await village.resident.sends("125/79")
    assert "+2" in village.resident.reads()
    await village.passes(hours=5)
    await village.resident.sends("124/78")
    assert said("Today's points for this are all yours already.") in village.resident.reads()
    assert await ledger(village.resident) == [2, 2]
    await village.passes(hours=7)  # after midnight, and four hours after the last paid one
    await village.resident.sends("123/77")
    assert await ledger(village.resident) == [2, 2, 2]
    assert await balanced(village)


async def test_every_cap_holds_through_a_long_day(village: Village) -> None:
    await village.resident.sends("快走100分钟")
    assert await ledger(village.resident) == [3]  # ten for the minutes, three a day at most
    await village.resident.sends("体重65公斤")
    await village.passes(days=1)  # Monday: another week
    await village.resident.sends("体重65.5公斤")
    await village.passes(days=1)
    await village.resident.sends("体重66公斤")  # once a week
    await village.resident.sends("空腹血糖6.1")  # for diabetics only
    assert await ledger(village.resident) == [3, 2, 2]
    await village.resident.sends("128/82")
    await village.resident.sends("快走5分钟")
    await village.passes(minutes=2)
    await village.resident.sends("快走5分钟")  # twice five are ten
    assert (await ledger(village.resident))[3:] == [2, 1]
    assert await balanced(village)


async def test_no_day_pays_more_than_ten(village: Village) -> None:
    await village.database.run(people.set_tags, id_of(village.treated), {Tag.DIABETES})
    for text in ("128/82", "空腹血糖6.1", "体重65公斤", "快走60分钟"):
        await village.treated.sends(text)
    await village.passes(hours=5)
    await village.treated.sends("饭后两小时血糖7.5")
    assert said("That is all this earns today.") in answers(village.treated.sees())[3]
    assert await ledger(village.treated) == [2, 2, 2, 3, 1]
    assert said("That fills today's points.") in village.treated.reads()
    await village.treated.sends("126/80")
    assert said("You have all of today's points already.") in village.treated.reads()
    assert await balance(village.treated) == 10
    assert await balanced(village)


@about_words
async def test_seven_days_of_measuring_are_paid_once_beside_the_daily_cap(village: Village) -> None:
    await a_week_of_measuring(village.resident, 7)
    entries = [one for one in (await rows(village.resident))["ledger_entry"] if one["act"] == Act.HOME_SERIES]
    assert [one["points"] for one in entries] == [10]
    assert await balance(village.resident) == 7 * 4 + 10
    await village.resident.sends("/history")
    assert "135/86" in village.resident.reads()


@about_words
async def test_a_button_tapped_twice_by_a_trembling_hand_is_paid_once(village: Village) -> None:
    await village.resident.sends("/exercise")
    offered = village.resident.last()
    data = offered["keyboard"][0][0]["callback_data"]
    for _ in range(2):
        await village.resident.taps_on(offered, data=data)
    assert len(await moved(village.resident)) == 1
    assert await ledger(village.resident) == [3]


async def test_what_is_told_a_day_late_is_kept_and_earns_nothing(village: Village) -> None:
    await village.resident.sends("11月20日早上 128/82")
    assert said("Kept. It was more than a day ago, so it earns no points.") in village.resident.reads()
    await village.resident.sends("昨晚8点 126/80")
    assert await ledger(village.resident) == [2]


async def test_points_shows_the_balance_the_week_and_how_each_was_earned(village: Village) -> None:
    await village.resident.sends("128/82")
    await village.resident.sends("快走30分钟")
    await village.passes(days=1)  # a new week
    await village.resident.sends("128/82")
    await village.resident.sends("/points")
    told = village.resident.reads()
    assert told.startswith(said("⭐ <b>{balance} points</b>, {week} of them this week", balance=7, week=2))
    assert told.count("+2") >= 2
    assert told.count("+3") == 2  # earned yesterday, and still to earn today
    assert said("Measuring blood pressure") in told
    assert said("Weighing yourself") in told  # still to earn
    assert "13:00" in told  # the next pressure
    assert said("Points are for measuring, whatever the number says.") in told
    assert await balance(village.resident) == 7


async def test_a_streak_counts_days_and_breaks(village: Village) -> None:
    mary = village.english
    for day in range(1, 4):
        await mary.sends("128/82")
        await mary.sends("/points")
        assert days_in_a_row(day) in mary.reads()
        await village.passes(days=1)
    await mary.sends("/points")
    assert days_in_a_row(3) in mary.reads()  # today is not over
    await village.passes(days=1)
    await mary.sends("walked 10 minutes")
    await mary.sends("/points")
    assert days_in_a_row(1) in mary.reads()


async def test_a_streak_survives_a_declared_pause(village: Village) -> None:
    mary = village.english
    for _ in range(2):
        await mary.sends("128/82")
        await village.passes(days=1)
    await mary.sends("/points")
    await mary.taps("Pause my streak")
    await mary.taps("My device is broken")
    await village.passes(days=9)
    await mary.sends("/points")
    assert days_in_a_row(2) in mary.reads()
    assert "⏸" in mary.reads()
    await mary.taps("I am back")
    await mary.sends("128/82")
    await mary.sends("/points")
    assert days_in_a_row(3) in mary.reads()
    assert "Pause my streak" in " ".join(mary.buttons())
    [pause] = (await rows(mary))["pause"]
    assert (pause["reason"], (pause["last"] - pause["first"]).days) == ("cuff_broken", 8)


@about_words
async def test_being_back_without_a_pause_changes_nothing(village: Village) -> None:
    await village.resident.sends("/pause")
    await village.resident.taps(BACK)
    assert said("No pause was running.") in village.resident.reads()
    assert (await rows(village.resident))["pause"] == []


async def test_after_a_busy_fortnight_every_balance_is_what_the_ledger_says(village: Village) -> None:
    everybody = (village.resident, village.treated, village.english, village.never_consented)
    for day in range(5):
        for player in everybody:
            await player.sends(f"{120 + day}/8{day}")
            await player.sends("/undo" if day % 2 else "walked 30 minutes")
            await player.sends("体重65公斤" if day != 3 else "185/112")
        await village.passes(days=3)
    entries = (await rows(village.resident))["ledger_entry"]
    assert {entry["act"] for entry in entries} == {Act.BLOOD_PRESSURE, Act.EXERCISE, Act.WEIGHT}
    for player in everybody:
        assert await balance(player) == sum(await ledger(player))
    assert await balance(village.never_consented) == 0
    assert await balanced(village)


@about_words
async def test_nobody_with_nothing_yet_is_left_without_a_next_step(village: Village) -> None:
    await village.resident.sends("/points")
    told = village.resident.reads()
    assert said("<b>Still to earn today</b>") in told
    assert said("Measuring blood pressure") in told
    assert any(PAUSE in button for button in village.resident.buttons())
