"""The bot was away: what was sent meanwhile is taken as of when it was sent, in order, once."""

from datetime import timedelta

from tests.cast import Village
from tests.conversations.looking import answers, balanced, on_both
from tests.conversations.records import (
    about_words,
    alerts,
    balance,
    exercise,
    ledger,
    measured,
    rows,
    values,
)


@on_both
async def test_a_message_that_waited_is_taken_at_the_time_it_was_sent(village: Village) -> None:
    sent_at = village.now
    async with village.bot_is_away(hours=5):
        village.resident.writes("128/82")
        village.english.writes("128/82 an hour ago")
    [kept] = await measured(village.resident)
    assert (kept.taken_at, kept.logged_at) == (sent_at, sent_at + timedelta(hours=5))
    assert "09:00" in village.resident.reads()
    [earlier] = await measured(village.english)
    assert earlier.taken_at == sent_at - timedelta(hours=1)
    assert await balance(village.resident) == 2


@on_both
async def test_a_message_from_before_midnight_belongs_to_its_own_day(village: Village) -> None:
    await village.passes(hours=14, minutes=30)  # half past eleven in the evening
    async with village.bot_is_away(hours=3):
        village.resident.writes("128/82")
        village.resident.writes("快走30分钟")
    [kept] = await measured(village.resident)
    assert kept.local_date.day == 22
    assert [entry["local_date"].day for entry in (await rows(village.resident))["ledger_entry"]] == [22, 22]


@on_both
async def test_what_one_person_sent_is_handled_in_its_order(village: Village) -> None:
    async with village.bot_is_away(minutes=30):
        for text in ("82/128", "是", "体重65公斤", "/undo", "快走30分钟", "血糖7.8", "空腹"):
            village.resident.writes(text)
            village.treated.writes(text)
    for player in (village.resident, village.treated):
        assert await values(player, "blood_pressure") == [{"systolic": 128, "diastolic": 82}]
        assert await values(player, "weight") == []
        assert await values(player, "glucose") == [{"mmol_per_l": 7.8}]
        assert await exercise(player) == [("walk_brisk", 30)]
        assert await ledger(player) == [2, 2, -2, 3]
        assert len(answers(player.sees())) == 7  # every one is answered
    assert await balanced(village)


@on_both
async def test_readings_hours_apart_that_arrive_together_are_all_kept_and_paid(village: Village) -> None:
    sent_at = village.now
    async with village.bot_is_away(hours=2):
        village.resident.writes("128/82")
        await village.telegram.clock.advance(timedelta(hours=5))
        village.resident.writes("128/82")  # the same numbers of another hour
    times = [kept.taken_at for kept in await measured(village.resident)]
    assert times == [sent_at + timedelta(hours=5), sent_at]
    assert await ledger(village.resident) == [2, 2]


@on_both
async def test_a_tap_that_waited_is_answered_with_the_question_it_belongs_to(village: Village) -> None:
    await village.resident.sends("82/128")
    question = village.resident.last()
    yes = question["keyboard"][0][0]["callback_data"]
    async with village.bot_is_away(hours=1):
        await village.control.tap(
            village.resident.telegram_id,
            question["chat"],
            message_id=question["message_id"],
            data=yes,
            wait=False,
        )
    assert await values(village.resident, "blood_pressure") == [{"systolic": 128, "diastolic": 82}]


@about_words
async def test_two_dangers_minutes_apart_that_arrive_together_count_as_measured_again(
    village: Village,
) -> None:
    async with village.bot_is_away(hours=3):
        village.resident.writes("185/112")
        await village.telegram.clock.advance(timedelta(minutes=6))
        village.resident.writes("150/92")
        village.treated.writes("150/92, 早上7点185/112")  # another time of day: no second look at it
    assert "比刚才好些了" in village.resident.reads()
    assert [alert["level"] for alert in await alerts(village.resident)] == ["orange"]
    assert "比刚才好些了" not in village.treated.reads()
