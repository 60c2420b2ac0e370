"""What a resident sees of what they logged: a list, the home mean, charts with their words, the ring of the week."""

from typing import Any

from bot.handlers.charts import RANGES
from bot.wording import words_in
from tests.cast import Village
from tests.conversations.looking import said
from tests.conversations.measuring import a_week_of_measuring
from tests.conversations.records import about_words, values

HISTORY = said("📈 My readings")
PNG = b"\x89PNG\r\n\x1a\n"


def picture(village: Village, message: dict[str, Any]) -> bytes:
    """The bytes of a message's photo; nothing where it has none."""
    media = message["media"]
    if media is None or media["type"] != "photo":
        return b""
    return village.telegram.state.files[media["url"].rpartition("/")[2]].content


async def test_nothing_logged_yet_says_how_to_begin(village: Village) -> None:
    await village.resident.sends("/history")
    assert "128/82" in village.resident.reads()
    assert len(village.resident.buttons()) >= 4
    await village.resident.sends("/menu")
    await village.resident.taps(HISTORY)
    assert "128/82" in village.resident.reads()


async def test_the_last_logs_stand_newest_first_with_a_button_each(village: Village) -> None:
    for text in ("121/81", "空腹血糖6.1", "体重65公斤", "快走40分钟", "122/82", "123/83", "124/84"):
        await village.resident.sends(text)
        await village.passes(hours=1)
    await village.resident.sends("/history")
    told = village.resident.reads()
    order = [told.rindex(sign) for sign in ("●", "124/84", "123/83", "122/82", "40", "65", "6.1")]
    assert order == sorted(order)  # the list stands last, by the buttons that open it
    assert "121/81" not in told  # the oldest of seven
    assert [f"✏️ {number}" in village.resident.buttons() for number in range(1, 8)] == [True] * 6 + [False]
    assert "●●●○○○○○○○" in told  # 40 of 150 minutes
    await village.treated.sends("/history")
    assert "124/84" not in village.treated.reads()


@about_words
async def test_the_home_mean_says_what_is_missing_and_then_the_mean(village: Village) -> None:
    await a_week_of_measuring(village.resident, 2)
    await village.resident.sends("/history")
    assert (
        words_in("zh_CN").count(
            "🏠 7-day average: {readings} of {enough} readings in the last week, on {n} day.",
            "🏠 7-day average: {readings} of {enough} readings in the last week, on {n} days.",
            1,
            readings=4,
            enough=12,
        )
        in village.resident.reads()
    )
    await a_week_of_measuring(village.resident, 2)
    await village.resident.sends("/history")
    told = village.resident.reads()
    assert "135/86" in told  # of 132, 134, 136, 138 and 84, 86, 86, 88; the first day does not count
    assert said("That is at or above the home line of 135/85: show these numbers to your doctor.") in told
    assert len(await values(village.resident, "blood_pressure")) == 16


async def test_a_chart_is_a_picture_with_its_words_for_every_range(village: Village) -> None:
    for text in ("132/84", "138/88"):
        await village.resident.sends(text)
        await village.passes(hours=9)
    await village.resident.sends("/history")
    await village.resident.taps(said("📈 Chart").split()[0] + " " + said("Blood pressure"))
    seen = set()
    for position in range(len(RANGES)):
        ranges = village.resident.buttons()[: len(RANGES)]
        await village.resident.taps(ranges[position])
        chart = village.resident.last()
        assert picture(village, chart).startswith(PNG)
        seen.add(picture(village, chart))
        caption = village.resident.reads()
        assert str(RANGES[position]) in caption.split("\n")[0]
        assert "135/86" in caption  # the mean of both
        assert "132/84" in caption  # of the morning
        assert "138/88" in caption  # of the evening
        assert village.resident.buttons()[position].startswith("•")
    assert len(seen) == len(RANGES)
    photos = [one for one in village.resident.sees() if one["media"]]
    assert len(photos) == 1  # changed in place


@about_words
async def test_every_vital_sign_has_a_chart(village: Village) -> None:
    for text in ("空腹血糖6.1", "体重65公斤", "腰围85", "6000步", "心率72", "体温36.6", "血氧97"):
        await village.resident.sends(text)
        await village.resident.taps(said("📈 Chart"))
        assert picture(village, village.resident.last()).startswith(PNG), text
        assert village.resident.reads()


@about_words
async def test_a_range_without_readings_says_so_and_offers_the_others(village: Village) -> None:
    await village.resident.sends("128/82")
    await village.passes(days=20)
    await village.resident.sends("/history")
    await village.resident.taps(said("📈 Chart").split()[0] + " " + said("Blood pressure"))
    await village.resident.taps(village.resident.buttons()[0])  # seven days
    assert "7" in village.resident.reads()
    assert not picture(village, village.resident.last())
    await village.resident.taps(village.resident.buttons()[1])
    assert picture(village, village.resident.last())


async def test_the_ring_of_the_week_begins_on_monday_and_counts_hard_minutes_twice(village: Village) -> None:
    for text in ("快走40分钟", "打篮球30分钟", "散步60分钟"):  # 40, twice 30, and gentle ones not at all
        await village.resident.sends(text)
    await village.resident.sends("/history")
    await village.resident.taps(said("🏃 This week"))
    ring = village.resident.last()
    assert picture(village, ring).startswith(PNG)
    assert "100" in village.resident.reads()
    assert "150" in village.resident.reads()
    assert "●●●●●●●○○○" in village.resident.reads()
    await village.passes(days=1)  # Monday
    await village.resident.sends("/history")
    assert "○○○○○○○○○○" in village.resident.reads()


@about_words
async def test_everything_is_seen_on_the_persons_own_clock(village: Village) -> None:
    await village.english.sends("128/82")
    await village.english.sends("/history")
    assert "Nov 21 20:00" in village.english.reads()
