"""The reminder push by itself, without Telegram: an empty town, a whole year, a summer time, and who is not reminded."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from actions.set_reminder import ReminderSet, TooManyReminders, set_reminder
from bot.scheduler.clock import Clock
from bot.scheduler.pushes import reminder
from domain.reminders import MOST_REMINDERS, MOST_TIMES
from storage import people, reminders
from storage.database import Database, Session
from storage.due import due
from storage.outbox import outbox
from tests.cast import ACCOUNTS, settle

START = datetime(2026, 1, 1, 12, tzinfo=UTC)
NEW_YORK = ZoneInfo("America/New_York")


@pytest.fixture
async def persons(database: Database) -> dict[str, int]:
    accounts = {key: 7000 + number for number, (key, _, _) in enumerate(ACCOUNTS)}
    return await database.run(settle, accounts, -1001, now=START - timedelta(days=1))


async def keeps(database: Database, person_id: int, *clocks: time, **more: object) -> ReminderSet:
    wanted = {"about": "medicine", "weekdays": 127, "now": START, **more}
    outcome = await database.run(lambda session: set_reminder(session, person_id, clocks=clocks, **wanted))  # type: ignore[arg-type]
    assert isinstance(outcome, ReminderSet)
    return outcome


async def lives_through(database: Database, days: int) -> list[datetime]:
    """Tick at every due moment; when each outbox row was made."""
    now = START
    ticker = Clock(database, [reminder.PUSH], lambda: now, enrol_every=timedelta(days=400))
    await ticker.tick(now)
    while (following := await ticker.next_at()) is not None and following <= START + timedelta(days=days):
        now = following
        await ticker.tick(now)

    def made(session: Session) -> list[datetime]:
        return list(session.execute(select(outbox.c.made_at).order_by(outbox.c.id)).scalars())

    return await database.read(made)


async def test_an_empty_town_is_reminded_of_nothing(database: Database) -> None:
    assert await lives_through(database, 30) == []


async def test_a_year_of_one_reminder_is_a_day_each_at_the_same_time_over_both_changes_of_the_clock(
    database: Database, persons: dict[str, int]
) -> None:
    await keeps(database, persons["english"], time(8, 30))
    made = [at.astimezone(NEW_YORK) for at in await lives_through(database, 365)]
    assert {at.time() for at in made} == {time(8, 30)}
    days = [at.date() for at in made]
    assert days == [date(2026, 1, 1) + timedelta(days=number) for number in range(365)]


async def test_a_year_with_the_hour_that_is_skipped_and_the_one_that_comes_twice(
    database: Database, persons: dict[str, int]
) -> None:
    await database.run(
        lambda session: people.change_person(
            session, persons["english"], quiet_from=time(0), quiet_until=time(0)
        )
    )
    await keeps(database, persons["english"], time(1, 30), time(2, 30))
    made = [at.astimezone(NEW_YORK) for at in await lives_through(database, 365)]
    by_day = Counter(at.date() for at in made)
    assert set(by_day.values()) == {2}
    spring = [at.time() for at in made if at.date() == date(2026, 3, 8)]
    assert spring == [time(1, 30), time(3, 30)]


async def test_only_on_the_chosen_days(database: Database, persons: dict[str, int]) -> None:
    await keeps(database, persons["resident"], time(9), weekdays=0b0010101)
    made = await lives_through(database, 364)
    assert Counter(at.weekday() for at in made) == {0: 52, 2: 52, 4: 52}


async def test_what_would_be_said_in_quiet_hours_waits_for_their_end_and_is_useful_from_then(
    database: Database, persons: dict[str, int]
) -> None:
    await keeps(database, persons["resident"], time(5))
    await lives_through(database, 1)

    def held(session: Session) -> tuple[datetime, datetime]:
        row = session.execute(select(outbox.c.not_before, outbox.c.expires_at)).one()
        return row[0], row[1]

    zone = ZoneInfo("Asia/Shanghai")
    seven = datetime(2026, 1, 2, 7, tzinfo=zone)
    assert await database.read(held) == (seven, seven + reminder.USEFUL_FOR)


async def test_a_paused_or_deleted_reminder_leaves_nothing_due(
    database: Database, persons: dict[str, int]
) -> None:
    await keeps(database, persons["resident"], time(9))

    def forget(session: Session) -> None:
        session.execute(reminders.reminder.update().values(paused=True))

    await database.run(forget)
    assert await lives_through(database, 3) == []
    assert (
        await database.read(lambda session: session.execute(select(func.count()).select_from(due)).scalar())
        == 0
    )


async def test_nagging_has_a_limit(database: Database, persons: dict[str, int]) -> None:
    for number in range(MOST_REMINDERS):
        await keeps(database, persons["resident"], time(9), about="other", words=f"thing {number}")
    outcome = await database.run(
        set_reminder, persons["resident"], about="weight", clocks=[time(9)], weekdays=127, now=START
    )
    assert outcome == TooManyReminders(MOST_REMINDERS)
    many = [time(hour) for hour in range(MOST_TIMES + 1)]
    outcome = await database.run(
        set_reminder, persons["treated"], about="weight", clocks=many, weekdays=127, now=START
    )
    assert outcome == TooManyReminders(MOST_TIMES)
