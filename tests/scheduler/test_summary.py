"""The week on Sunday evening and the month in points: a person's own numbers, and nobody else's."""

from dataclasses import replace

import pytest

from bot.scheduler.pushes import weekly_summary
from bot.wording import words_in
from bot.words.week import Week, suggestion, told
from domain.home_mean import HomeMean, HomeMeanMissing
from tests.cast import SUNDAY_MORNING, Village
from tests.conversations.looking import once_is_enough
from tests.scheduler.playing import fires, lives, opens, queued, sent_to


@pytest.fixture
async def village(village: Village) -> Village:
    await opens(village, "resident", "treated", "english")
    return village


async def test_on_sunday_evening_the_week_is_told(village: Village) -> None:
    await village.resident.sends("128/82")
    await village.resident.sends("快走30分钟")
    await village.passes(hours=9, minutes=50)  # 18:50
    assert await sent_to(village, village.resident, "weekly_summary") == 0
    await village.passes(minutes=15)
    told = village.resident.reads()
    assert "30" in told
    assert "七天里有 1 天" in told
    assert await sent_to(village, village.treated, "weekly_summary") == 0  # never logged anything


@once_is_enough
async def test_each_week_once_and_none_after_four_silent_weeks(village: Village) -> None:
    await lives(village, village.resident, days=8)
    await fires(village, weekly_summary.PUSH, days=70)
    keys = [row["dedupe_key"] for row in await queued(village, "weekly_summary")]
    assert len(keys) == len(set(keys)) == 6
    assert all(
        row["person_id"] == village.resident.person_id for row in await queued(village, "weekly_summary")
    )


@once_is_enough
async def test_the_month_is_told_on_the_first_to_who_earned_something(village: Village) -> None:
    await lives(village, village.resident, days=3)
    await village.passes(days=5, hours=23)  # 1 December, 08:00 in the village
    assert await queued(village, "points_statement") == []
    await village.passes(hours=2)
    [row] = await queued(village, "points_statement")
    assert (row["person_id"], row["state"]) == (village.resident.person_id, "sent")
    told = next(one["text"] for one in village.resident.sees() if "上个月" in (one["text"] or ""))
    assert "6 分" in told


WEEK = Week(
    SUNDAY_MORNING.date(),
    days=6,
    measured=10,
    mean=HomeMean(128, 80, readings=12, days=4, at_or_above=False),
    ring=150,
    earned=20,
    balance=90,
)
MISSING = HomeMeanMissing(days_missing=1, readings_missing=4, days=2, readings=8)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({}, "A good week. Go on just like this."),
        (
            {"mean": HomeMean(138, 84, 12, 4, True), "days": 1},
            "Show your average to your doctor this week: /history",
        ),
        ({"days": 2}, "Next week, one number each morning: it takes five minutes."),
        ({"mean": MISSING}, "Measure in the morning and in the evening: then I can work out your average."),
        ({"ring": 80}, "A brisk walk of 10 minutes a day would fill the ring."),
    ],
)
def test_one_suggestion_the_first_that_fits(changed: dict[str, object], sentence: str) -> None:

    assert suggestion(words_in("en"), replace(WEEK, **changed)) == sentence  # type: ignore[arg-type]


def test_a_silent_week_is_told_without_a_row_of_noughts() -> None:
    silent = replace(WEEK, days=0, measured=0, mean=MISSING, ring=0, earned=0)
    _, quiet, idea = told(words_in("en"), silent)
    assert (quiet, idea[0]) == ("A quiet week: nothing logged. That happens.", "💡")
