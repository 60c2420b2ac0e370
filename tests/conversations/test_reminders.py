"""Reminders in the chat: asked for by typing or tapping, said at their time, answered by one tap, silent when done."""

from datetime import timedelta

from storage import reminders
from storage.reminders import Kept
from tests.cast import Player, Village
from tests.conversations.looking import once_is_enough, said

AT_SEVEN = "每天早上7点提醒我量血压"
TIME = "到时间了"


async def held(player: Player) -> list[Kept]:
    assert player.person_id is not None
    return await player.village.database.read(reminders.list_reminders, player.person_id)


def reminded(player: Player) -> list[str]:
    """Every time a reminder was said, oldest first."""
    return [one["text"] for one in player.sees() if one["from"]["is_bot"] and TIME in (one["text"] or "")]


async def test_a_typed_wish_is_kept_and_said_at_its_time_every_day(village: Village) -> None:
    await village.resident.sends(AT_SEVEN)
    assert "每天 07:00" in village.resident.reads()
    assert "11月23日 07:00" in village.resident.reads()
    await village.passes(hours=21, minutes=59)
    assert reminded(village.resident) == []
    await village.passes(minutes=1)
    assert len(reminded(village.resident)) == 1
    assert "血压" in village.resident.reads()
    await village.passes(days=2)
    assert len(reminded(village.resident)) == 3


async def test_a_long_move_of_the_clock_says_everything_in_its_order_and_at_its_time(
    village: Village,
) -> None:
    await village.resident.sends("每天7点和19点提醒我吃降压药")
    await village.passes(days=2)
    told = [one for one in village.resident.sees() if TIME in (one["text"] or "")]
    assert [one["date"][:16] for one in told] == [
        "2026-11-22T11:00",
        "2026-11-22T23:00",
        "2026-11-23T11:00",
        "2026-11-23T23:00",
    ]


async def test_what_is_logged_already_is_not_reminded_of(village: Village) -> None:
    await village.resident.sends("每天晚上7点提醒我量血压")
    await village.resident.sends("128/82")
    await village.passes(hours=12)
    assert reminded(village.resident) == []
    await village.passes(days=1)
    assert len(reminded(village.resident)) == 1


async def test_the_reading_of_the_morning_does_not_do_for_the_evening(village: Village) -> None:
    await village.resident.sends("每天早晚7点提醒我量血压")
    await village.resident.sends("128/82")
    await village.passes(hours=12)
    assert len(reminded(village.resident)) == 1


async def test_quiet_hours_hold_a_reminder_and_do_not_drop_it(village: Village) -> None:
    await village.resident.sends("每天早上5点提醒我量血压")
    assert "免打扰" in village.resident.reads()
    await village.passes(hours=21, minutes=30)
    assert reminded(village.resident) == []
    await village.passes(minutes=30)
    assert len(reminded(village.resident)) == 1


async def test_done_leads_straight_to_logging(village: Village) -> None:
    await village.resident.sends(AT_SEVEN)
    await village.passes(hours=22)
    await village.resident.taps("现在记录")
    assert village.resident.buttons()[0] == "6_"


async def test_in_an_hour_it_is_said_once_more_and_no_more(village: Village) -> None:
    await village.resident.sends(AT_SEVEN)
    await village.passes(hours=22)
    await village.resident.taps("1小时后")
    assert "08:00" in village.resident.reads()
    await village.passes(minutes=59)
    before = len(reminded(village.resident))
    await village.passes(minutes=1)
    assert len(reminded(village.resident)) == before + 1
    await village.passes(hours=5)
    assert len(reminded(village.resident)) == before + 1


async def test_put_off_and_then_logged_it_is_not_said_again(village: Village) -> None:
    await village.resident.sends(AT_SEVEN)
    await village.passes(hours=22)
    await village.resident.taps("今晚再说")
    assert "20:00" in village.resident.reads()
    await village.resident.sends("128/82")
    await village.passes(hours=14)
    assert reminded(village.resident) == []  # the one of the morning was answered in its place


async def test_not_today_skips_the_rest_of_the_day_and_only_that(village: Village) -> None:
    await village.resident.sends("每天9点半和20点提醒我吃药")
    await village.passes(minutes=30)
    await village.resident.taps("今天不用")
    await village.passes(hours=13)
    assert reminded(village.resident) == []
    await village.passes(hours=11)
    assert len(reminded(village.resident)) == 1


async def test_one_tap_on_the_message_ends_it_and_one_more_brings_it_back(village: Village) -> None:
    await village.resident.sends(AT_SEVEN)
    await village.passes(hours=22)
    await village.resident.taps("不再提醒")
    await village.passes(days=3)
    assert reminded(village.resident) == []
    await village.resident.taps("继续提醒")
    await village.passes(days=1)
    assert len(reminded(village.resident)) == 1


async def test_after_five_ignored_it_asks_about_the_time_and_then_leaves_them_in_peace(
    village: Village,
) -> None:
    await village.resident.sends(AT_SEVEN)
    await village.passes(days=5)
    assert len(reminded(village.resident)) == 5
    await village.passes(days=1)
    assert len(reminded(village.resident)) == 5
    assert "换个时间" in village.resident.reads()
    newest = village.resident.last()["message_id"]
    await village.passes(days=7)
    assert village.resident.last()["message_id"] == newest
    await village.resident.taps("换个时间")
    await village.resident.sends("晚上八点")
    [kept] = await held(village.resident)
    assert kept.times.written() == "20:00"
    await village.passes(days=1)
    assert len(reminded(village.resident)) == 6


async def test_a_log_wakes_a_resting_reminder(village: Village) -> None:
    await village.resident.sends(AT_SEVEN)
    await village.passes(days=8)
    await village.resident.sends("128/82")
    before = len(reminded(village.resident))
    await village.passes(days=2)
    assert len(reminded(village.resident)) > before


async def test_a_reminder_set_by_buttons(village: Village) -> None:
    await village.resident.sends("/reminders")
    assert "还没有提醒" in village.resident.reads()
    await village.resident.taps("新提醒")
    await village.resident.taps("血糖")
    await village.resident.taps("18:00")
    await village.resident.taps("周一到周五")
    [kept] = await held(village.resident)
    assert (kept.about, kept.times.written(), kept.weekdays) == ("glucose", "18:00", 31)
    await village.resident.sends("/reminders")
    assert "周一到周五 18:00" in village.resident.reads()


async def test_a_reminder_in_their_own_words(village: Village) -> None:
    await village.resident.sends("/reminders")
    await village.resident.taps("新提醒")
    await village.resident.taps("别的事")
    await village.resident.sends("给<女儿>打电话")
    await village.resident.sends("7点半")
    await village.resident.sends("周六日")
    [kept] = await held(village.resident)
    assert (kept.words, kept.times.written(), kept.weekdays) == ("给<女儿>打电话", "07:30", 96)
    await village.passes(days=6)
    assert "给<女儿>打电话" in village.resident.reads()


async def test_a_reading_sent_while_a_time_is_asked_for_is_a_reading(village: Village) -> None:
    await village.resident.sends("提醒我吃药")
    await village.resident.sends("128/82")
    assert await held(village.resident) == []
    assert "128/82" in village.resident.reads()


async def test_times_and_days_are_changed_and_a_time_is_added(village: Village) -> None:
    await village.resident.sends(AT_SEVEN)
    for label, answer in (("再加一个时间", "19:00"), ("换日子", "周末")):
        await village.resident.taps("修改")
        await village.resident.taps(label)
        await village.resident.sends(answer)
    [kept] = await held(village.resident)
    assert (kept.times.written(), kept.weekdays) == ("07:00,19:00", 96)
    await village.resident.taps("删除")
    assert await held(village.resident) == []
    await village.passes(days=8)
    assert reminded(village.resident) == []


async def test_the_same_wish_at_another_time_joins_the_first(village: Village) -> None:
    await village.resident.sends(AT_SEVEN)
    await village.resident.sends("每天晚上7点提醒我量血压")
    [kept] = await held(village.resident)
    assert kept.times.written() == "07:00,19:00"


async def test_a_habit_that_is_told_is_asked_about(village: Village) -> None:
    await village.resident.sends("我每天早上7点量血压")
    assert await held(village.resident) == []
    await village.resident.taps("请提醒我")
    assert len(await held(village.resident)) == 1


async def test_nobody_is_reminded_who_did_not_agree(village: Village) -> None:
    await village.never_consented.sends(AT_SEVEN)
    assert await held(village.never_consented) == []
    await village.passes(days=2)
    assert reminded(village.never_consented) == []


async def test_what_was_never_said_to_somebody_away_was_not_ignored(village: Village) -> None:
    await village.resident.sends(AT_SEVEN)
    village.control.set_membership(village.resident.telegram_id, "blocked")
    await village.telegram.settled()
    await village.passes(days=9)
    assert reminded(village.resident) == []
    village.control.set_membership(village.resident.telegram_id, "unblocked")
    await village.telegram.settled()
    await village.passes(days=1)
    assert len(reminded(village.resident)) == 1


async def test_whoever_lives_by_another_clock_now_is_reminded_by_it(village: Village) -> None:
    await village.resident.sends(AT_SEVEN)
    await village.resident.sends("/settings")
    await village.resident.taps("🕐")
    await village.resident.taps("纽约")
    await village.passes(hours=10, minutes=59)  # it was eight in the evening there
    assert reminded(village.resident) == []
    await village.passes(minutes=1)
    assert len(reminded(village.resident)) == 1
    await village.passes(hours=20)
    assert len(reminded(village.resident)) == 1


async def test_what_was_due_while_the_bot_was_away_is_said_if_it_is_of_use(village: Village) -> None:
    await village.resident.sends(AT_SEVEN)
    async with village.bot_is_away(hours=24):
        pass
    await village.resident.sends("/menu")  # it is there again
    await village.passes(seconds=1)
    assert len(reminded(village.resident)) == 1
    async with village.bot_is_away(hours=29):
        pass
    await village.resident.sends("/menu")
    await village.passes(seconds=1)
    assert len(reminded(village.resident)) == 1


async def test_somebody_elses_reminder_cannot_be_touched(village: Village) -> None:
    await village.resident.sends(AT_SEVEN)
    [kept] = await held(village.resident)
    await village.treated.sends("/reminders")
    for verb in ("rshow", "rdelete", "rstop", "rtime", "rmore", "rother", "rgo", "rlog"):
        await village.treated.taps_on(village.treated.last(), data=f"{verb}:{kept.id}")
    await village.treated.taps_on(village.treated.last(), data=f"rlater:{kept.id}:skip")
    assert await held(village.resident) == [kept]
    assert "不在了" in village.treated.reads()


async def test_whoever_is_forgotten_is_reminded_of_nothing(village: Village) -> None:
    await village.resident.sends(AT_SEVEN)
    await village.resident.sends("/forget")
    await village.resident.taps(said("🗑 Yes, forget me"))
    await village.passes(days=2)
    assert reminded(village.resident) == []
    assert await held(village.resident) == []


@once_is_enough
async def test_a_single_day_and_a_stop_are_answered_in_words(village: Village) -> None:
    await village.english.sends("remind me tomorrow at 7 to see the doctor")
    assert "again and again" in village.english.reads()
    await village.english.sends("stop reminding me")
    assert "Which reminder" in village.english.reads()
    assert await held(village.english) == []


@once_is_enough
async def test_english_words_and_the_time_eleven_zones_away(village: Village) -> None:
    await village.english.sends("every weekday 8pm walk")
    await village.english.taps("Yes, please")
    assert "Monday to Friday at 20:00" in village.english.reads()
    monday_evening_in_new_york = timedelta(days=2)  # Tuesday nine in the morning, in the village
    await village.passes(hours=monday_evening_in_new_york.total_seconds() / 3600 - 0.01)
    assert "walk" not in village.english.reads() or "Next" in village.english.reads()
    await village.passes(minutes=1)
    assert "It is time" in village.english.reads()
