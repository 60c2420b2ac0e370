"""A gentle word after 3, 7 and 30 silent days, then silence; nobody who pauses or came back is disturbed."""

import pytest

from bot.scheduler.pushes import return_prompt
from tests.cast import Village
from tests.conversations.looking import once_is_enough
from tests.scheduler.playing import fires, opens, queued, sent_to

PUSH = "return_prompt"


@pytest.fixture
async def village(village: Village) -> Village:
    await opens(village, "resident", "english")
    return village


async def test_three_seven_and_thirty_days_and_then_silence(village: Village) -> None:
    await village.resident.sends("128/82")
    await fires(village, return_prompt.PUSH, days=300)
    days = [row["reference"] for row in await queued(village, PUSH) if row["person_id"] == 1]
    assert days == [3, 7, 30]


async def test_after_three_days_it_is_said(village: Village) -> None:
    await village.resident.sends("128/82")
    await village.passes(days=3)
    assert await sent_to(village, village.resident, PUSH) == 0
    await village.passes(hours=2)
    assert await sent_to(village, village.resident, PUSH) == 1


@once_is_enough
async def test_who_logs_now_and_then_hears_nothing(village: Village) -> None:
    for _ in range(10):
        await village.resident.sends("128/82")
        await village.passes(days=2)
    assert await sent_to(village, village.resident, PUSH) == 0


@once_is_enough
async def test_who_comes_back_after_a_month_is_missed_anew(village: Village) -> None:
    await village.resident.sends("128/82")
    await fires(village, return_prompt.PUSH, days=32)
    await village.passes(days=32)
    before = len(await queued(village, PUSH))
    await village.resident.sends("128/82")
    await fires(village, return_prompt.PUSH, days=8)
    assert len([row for row in (await queued(village, PUSH))[before:] if row["person_id"] == 1]) == 2


@once_is_enough
async def test_who_pauses_is_left_in_peace(village: Village) -> None:
    await village.resident.sends("128/82")
    await village.resident.sends("/pause")
    await village.resident.taps("病")
    await fires(village, return_prompt.PUSH, days=40)
    assert [row for row in await queued(village, PUSH) if row["person_id"] == 1] == []


@once_is_enough
async def test_it_comes_in_the_morning_of_their_own_clock(village: Village) -> None:
    await village.english.sends("128/82")
    await village.passes(days=5)
    [row] = [row for row in await queued(village, PUSH) if row["person_id"] == village.english.person_id]
    assert row["made_at"].hour == 15  # ten in the morning in New York
