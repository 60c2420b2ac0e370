"""The health days: on their morning, each once a year, in both languages, and none a day late."""

from datetime import UTC, date, datetime, timedelta

import pytest

from actions.queue_due_pushes import queue_due_pushes
from bot.scheduler.pushes.health_day import PUSH
from bot.wording import words_in
from bot.words.health_day_words import DAYS
from domain.health_days import date_of, next_on, on_day
from domain.people import Language
from storage.database import Database
from storage.health_days import health_days
from tests.scheduler.places import NOON, enrol, passes_until, posted, says, settle


async def test_a_town_without_groups_has_none(database: Database) -> None:
    await passes_until(database, PUSH, NOON, NOON + timedelta(days=60))
    assert await posted(database, PUSH) == []


@pytest.mark.parametrize("language", list(Language))
async def test_a_year_names_every_day_once_on_its_morning(database: Database, language: Language) -> None:
    await database.run(settle, villages=2)
    await passes_until(
        database, PUSH, datetime(2026, 12, 31, 17, tzinfo=UTC), datetime(2027, 12, 31, 15, tzinfo=UTC)
    )
    rows = await posted(database, PUSH)
    dates = {date_of(day, 2027) for day in health_days()}
    assert {date.fromisoformat(str(row.row.reference)) for row in rows} == dates
    assert len(rows) == 2 * len(dates)
    assert {row.not_before.hour for row in rows} == {0}  # eight in the morning there
    told = [await says(database, PUSH, row, language=language) for row in rows[::2]]
    everything = "\n".join(message.text for message in told if message is not None)
    assert all(everything.count(f"<b>{words_in(language)(title)}</b>") == 1 for title, _ in DAYS.values())


async def test_a_day_that_is_over_is_not_made_up_for(database: Database) -> None:
    await database.run(settle)
    await enrol(database, PUSH, NOON)  # next: World AIDS Day, 1 December
    await database.run(queue_due_pushes, PUSH, now=datetime(2026, 12, 1, 17, tzinfo=UTC))
    assert await posted(database, PUSH) == []


def test_every_day_has_words_and_no_words_lack_a_day() -> None:
    assert [day.name for day in health_days()] == list(DAYS)


@pytest.mark.parametrize(
    ("on", "name"),
    [
        ("2027-01-31", "leprosy"),
        ("2027-03-11", "kidneys"),
        ("2027-05-04", "asthma"),
        ("2026-11-18", "lungs"),
        ("2027-05-17", "pressure_world"),
        ("2027-04-01", "clean_home_month"),
    ],
)
def test_days_that_move_fall_where_the_calendar_has_them(on: str, name: str) -> None:
    assert name in on_day(health_days(), date.fromisoformat(on))


def test_without_any_there_is_no_next_one() -> None:
    assert next_on((), date(2026, 1, 1)) is None
