"""A reminder is said once for a moment, and what was promised or answered stays so: what the state machine found."""

from tests.cast import Village
from tests.conversations.looking import once_is_enough
from tests.conversations.test_reminders import AT_SEVEN, held, reminded


async def test_what_quiet_hours_held_while_the_bot_was_away_is_said_on_its_return(village: Village) -> None:
    await village.resident.sends("每天早上5点提醒我吃药")
    async with village.bot_is_away(hours=23, minutes=30):  # back at half past eight, quiet was over at seven
        pass
    await village.resident.sends("/menu")  # it is there again
    await village.passes(seconds=1)
    assert len(reminded(village.resident)) == 1


@once_is_enough
async def test_times_that_are_held_or_missed_together_are_said_once(village: Village) -> None:
    await village.resident.sends("每天早上5点6点7点提醒我吃药")
    await village.passes(hours=22)
    assert len(reminded(village.resident)) == 1  # at seven, for all three
    await village.resident.sends("每天10点11点12点提醒我吃药")
    async with village.bot_is_away(hours=5, minutes=30):
        pass
    await village.resident.sends("/menu")  # it is there again
    await village.passes(seconds=1)
    assert len(reminded(village.resident)) == 2


@once_is_enough
async def test_what_was_put_off_until_a_usual_time_is_said_once(village: Village) -> None:
    await village.resident.sends("每天8点和20点提醒我吃药")
    await village.passes(hours=23)
    await village.resident.taps("今晚再说")
    before = len(reminded(village.resident))
    await village.passes(hours=12)
    assert len(reminded(village.resident)) == before + 1


async def test_done_ends_what_was_put_off_also_when_quiet_hours_hold_it(village: Village) -> None:
    await village.resident.sends("每天20点半提醒我吃药")
    [kept] = await held(village.resident)
    for minutes in (5, 45):  # before it is queued, and while it is held
        await village.passes(hours=11, minutes=30)
        told = village.resident.last()
        await village.resident.taps_on(told, data=f"rlater:{kept.id}:hour")
        await village.passes(minutes=minutes)
        await village.resident.taps_on(told, data=f"rlater:{kept.id}:done")
        before = len(reminded(village.resident))
        await village.passes(hours=12, minutes=30 - minutes)
        assert len(reminded(village.resident)) == before


@once_is_enough
async def test_what_was_put_off_for_an_hour_comes_in_an_hour_whatever_is_changed(village: Village) -> None:
    await village.resident.sends(AT_SEVEN)
    await village.passes(hours=22)
    await village.resident.taps("1小时后")
    before = len(reminded(village.resident))
    await village.resident.sends("每天晚上7点提醒我量血压")
    await village.resident.sends("/settings")
    await village.resident.taps("🕐")
    await village.resident.taps("东京")
    await village.passes(hours=1)
    assert len(reminded(village.resident)) == before + 1


async def test_what_two_clocks_held_until_the_same_morning_is_said_once(village: Village) -> None:
    await village.resident.sends("每天1点半提醒我吃药")
    await village.passes(hours=17)  # two at night: it is queued, and held until seven
    await village.resident.sends("/settings")
    await village.resident.taps("🕐")
    await village.resident.sends("Asia/Kathmandu")
    await village.passes(hours=7, minutes=14)  # seven there comes two hours and a quarter later
    assert reminded(village.resident) == []
    await village.passes(minutes=1)
    assert len(reminded(village.resident)) == 1
