"""What is asked after a reading: measure again, the morning after, seven days, and the visits in person."""

import pytest

from bot.scheduler.pushes import follow_up_quarterly, yearly_check
from storage import people
from storage.database import Session
from tests.cast import Village
from tests.conversations.looking import once_is_enough, said
from tests.scheduler.playing import fires, opens, queued, sent_to


@pytest.fixture
async def village(village: Village) -> Village:
    await opens(village, "resident", "treated", "doctor", "english")
    return village


async def test_a_high_number_is_asked_for_again_after_five_minutes(village: Village) -> None:
    await village.resident.sends("165/102")
    await village.passes(minutes=4)
    assert await sent_to(village, village.resident, "remeasure") == 0
    await village.passes(minutes=2)
    assert said("Have you rested? Please measure once more and send me the numbers.") in (
        village.resident.reads()
    )


@once_is_enough
async def test_who_measured_again_is_not_asked_to(village: Village) -> None:
    await village.resident.sends("165/102")
    await village.passes(minutes=3)
    await village.resident.sends("138/84")
    await village.passes(hours=1)
    assert await queued(village, "remeasure") == []


@once_is_enough
async def test_a_sugar_is_asked_for_again_after_fifteen_minutes(village: Village) -> None:
    await village.resident.sends("空腹血糖3.5")
    await village.passes(minutes=14)
    assert await queued(village, "remeasure") == []
    await village.passes(minutes=2)
    assert await sent_to(village, village.resident, "remeasure") == 1


@once_is_enough
async def test_an_ordinary_number_is_not_asked_about(village: Village) -> None:
    await village.resident.sends("128/82")
    await village.passes(days=1)
    for push in ("remeasure", "tomorrow_morning", "symptom_unanswered", "alert"):
        assert await queued(village, push) == []


async def test_the_morning_after_danger_they_are_asked_how_they_are(village: Village) -> None:
    await village.resident.sends("185/112")
    await village.resident.taps("都没有")
    await village.passes(hours=22, minutes=50)  # 07:50
    assert await sent_to(village, village.resident, "tomorrow_morning") == 0
    await village.passes(minutes=15)
    assert await sent_to(village, village.resident, "tomorrow_morning") == 1
    assert "185/112" in village.resident.reads()


@once_is_enough
async def test_who_measured_that_morning_is_not_asked(village: Village) -> None:
    await village.resident.sends("185/112")
    await village.resident.taps("都没有")
    await village.passes(hours=22)
    await village.resident.sends("140/86")
    await village.passes(hours=3)
    assert await queued(village, "tomorrow_morning") == []


@once_is_enough
async def test_two_weeks_after_danger_somebody_in_treatment_is_asked_to_visit(village: Village) -> None:
    for one in (village.treated, village.resident):
        await one.sends("185/112")
        await one.taps("都没有")
    await village.passes(days=13)
    assert await queued(village, "follow_up_two_weeks") == []
    await village.passes(days=2)
    rows = await queued(village, "follow_up_two_weeks")
    assert [(row["person_id"], row["state"]) for row in rows] == [(village.treated.person_id, "sent")]


@once_is_enough
async def test_a_year_brings_four_visits_to_who_is_in_treatment(village: Village) -> None:
    await fires(village, follow_up_quarterly.PUSH, days=366)
    visits = await queued(village, "follow_up_quarterly")
    assert [row["person_id"] for row in visits] == [village.treated.person_id] * 4


@once_is_enough
async def test_a_year_brings_one_check_up_to_who_is_old_or_in_treatment(village: Village) -> None:
    assert village.treated.person_id is not None
    for key in ("resident", "english"):
        person_id = village.players[key].person_id
        assert person_id is not None
        await village.database.run(born, person_id, 1990)
    await fires(village, yearly_check.PUSH, days=366)
    checked = [row["person_id"] for row in await queued(village, "yearly_check")]
    assert village.treated.person_id in checked
    assert len(checked) == len(set(checked))
    for key in ("resident", "english", "never_consented", "blocked"):
        assert village.players[key].person_id not in checked


def born(session: Session, person_id: int, year: int) -> None:
    people.change_person(session, person_id, birth_year=year)


async def test_a_series_asks_morning_and_evening_for_seven_days_for_what_is_missing(village: Village) -> None:
    await village.resident.sends("每天早上7点提醒我量血压")
    await village.resident.sends("138/86")
    await village.resident.taps("七天")
    await village.passes(hours=11)  # 20:00
    rows = await queued(village, "home_series")
    assert [row["state"] for row in rows] == ["sent"]
    assert "2" in village.resident.reads()
    await village.passes(hours=10, minutes=30)  # 06:30
    await village.resident.sends("136/85")
    await village.passes(seconds=30)
    await village.resident.sends("134/84")
    await village.passes(hours=2)
    assert len(await queued(village, "home_series")) == 1  # both of the morning were measured
    await village.passes(days=9)
    assert len(await queued(village, "home_series")) == 12  # thirteen times, one of them needless
    # What they set for the same hour is not said beside it, and goes on when the seven days are over.
    assert await sent_to(village, village.resident, "reminder") == 4


@once_is_enough
async def test_one_tap_ends_a_kind_of_message_and_another_brings_it_back(village: Village) -> None:
    await village.resident.sends("165/102")
    await village.passes(minutes=6)
    await village.resident.taps("🔕")
    await village.resident.sends("166/103")
    await village.passes(hours=1)
    assert await sent_to(village, village.resident, "remeasure") == 1
    await village.resident.taps("🔔")
    await village.resident.sends("167/104")
    await village.passes(hours=1)
    assert await sent_to(village, village.resident, "remeasure") == 2


@once_is_enough
async def test_a_forged_unsubscription_of_alerts_does_nothing(village: Village) -> None:
    await village.doctor.taps_on(village.doctor.last(), data="unsub:alert")
    await village.resident.sends("185/112")
    await village.passes(seconds=5)
    assert "185/112" in village.doctor.reads()
