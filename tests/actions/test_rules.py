"""The points rules change from their moment on, in every process, and nobody changes them who may not."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from actions.change_rules import RuleChanged, RuleKept, TooLate, change_rule, keep_rule
from actions.log_reading import ReadingLogged, log_reading
from actions.not_allowed import NotAllowed
from domain.people import Role
from domain.points import Act
from domain.rule_changes import From, Number
from domain.vital_sign import Reading
from storage import areas, people, points, rules
from storage.database import Database
from tests.storage.keeping import add_people

NOW = datetime(2026, 11, 24, 1, tzinfo=UTC)
ZONE = "Asia/Shanghai"
BP = Act.BLOOD_PRESSURE


def settle(session: Session) -> dict[str, int]:
    """A county with its administrator, a township's, and somebody who measures."""
    place = {"timezone": ZONE}
    county = areas.add_area(session, parent_id=None, level="county", name="青山县", code="q", **place)
    township = areas.add_area(session, parent_id=county, level="township", name="溪口镇", code="x", **place)
    boss, below, resident = add_people(session, 3)
    areas.add_membership(session, boss, county, Role.ADMINISTRATOR, NOW.date())
    areas.add_membership(session, below, township, Role.ADMINISTRATOR, NOW.date())
    people.change_person(session, resident, consents_health=True, consents_abroad=True, area_id=township)
    points.open_account(session, resident)
    return {"boss": boss, "below": below, "resident": resident}


def measured(session: Session, person_id: int, taken_at: datetime, now: datetime) -> int:
    reading = Reading("blood_pressure", {"systolic": 128, "diastolic": 82})
    logged = log_reading(session, person_id, reading, taken_at=taken_at, now=now)
    assert isinstance(logged, ReadingLogged)
    return logged.paid.points


async def test_a_change_holds_from_its_moment_in_every_process_and_not_before(
    database: Database, database_url: str
) -> None:
    town = await database.run(settle)
    elsewhere = Database(database_url)  # another process, which has read the rules a moment ago
    try:
        assert (await elsewhere.read(rules.rules_at, NOW, now=NOW)).by_act[BP].points == 2
        made = await database.run(
            change_rule, town["boss"], BP, Number.POINTS, 5, From.SOON, ZONE, now=NOW + timedelta(seconds=1)
        )
        assert isinstance(made, RuleChanged)
        starts = made.valid_from
        assert timedelta(minutes=1) <= starts - NOW <= timedelta(minutes=2, seconds=1)
        just_before = starts - timedelta(seconds=1)
        assert await elsewhere.run(measured, town["resident"], just_before, just_before) == 2
        later = starts + timedelta(hours=5)
        assert await elsewhere.run(measured, town["resident"], later, later) == 5
        # What was measured before and is said afterwards is paid as it was then.
        assert (await elsewhere.read(rules.rules_at, just_before, now=later)).by_act[BP].points == 2
        history, _more = await database.read(rules.list_changes, page=0, a_page=8)
        assert [(one.change.value, one.undone) for one in history] == [(5, False)]
    finally:
        await elsewhere.close()


async def test_a_change_is_taken_back_until_it_holds_and_only_changed_back_after(database: Database) -> None:
    def ask(session: Session) -> None:
        town = settle(session)
        made = change_rule(session, town["boss"], BP, Number.POINTS, 9, From.TOMORROW, ZONE, now=NOW)
        assert isinstance(made, RuleChanged)
        assert made.valid_from == datetime(2026, 11, 24, 16, tzinfo=UTC)  # midnight in the county
        assert keep_rule(session, town["below"], made.change_id, now=NOW) == NotAllowed()
        late = made.valid_from - timedelta(seconds=5)
        assert keep_rule(session, town["boss"], made.change_id, now=late) == TooLate(made.change_id)
        assert keep_rule(session, town["boss"], made.change_id, now=NOW) == RuleKept(made.change_id)
        assert keep_rule(session, town["boss"], made.change_id, now=NOW) == NotAllowed()
        after = made.valid_from + timedelta(hours=1)
        assert rules.rules_at(session, after, now=after).by_act[BP].points == 2

    await database.run(ask)


@pytest.mark.parametrize("who", ["below", "resident"])
async def test_who_looks_after_a_part_only_changes_no_rule(database: Database, who: str) -> None:
    def ask(session: Session) -> None:
        town = settle(session)
        refused = change_rule(session, town[who], BP, Number.POINTS, 5, From.SOON, ZONE, now=NOW)
        assert refused == NotAllowed()
        senseless = [
            change_rule(session, town["boss"], act, number, value, From.SOON, ZONE, now=NOW)
            for act, number, value in (
                (BP, Number.POINTS, 0), (BP, Number.POINTS, 101), (BP, Number.POINTS, None), (BP, Number.DAILY_CAP, 5),
                (None, Number.POINTS, 5), (BP, Number.MINUTES_EACH, 5), (None, Number.DAILY_CAP, None),
            )
        ]  # fmt: skip
        assert senseless == [NotAllowed()] * 7
        assert rules.list_changes(session, page=0, a_page=8) == ([], False)

    await database.run(ask)


async def test_a_cap_and_a_limit_change_too(database: Database) -> None:
    def ask(session: Session) -> None:
        town = settle(session)
        change_rule(session, town["boss"], None, Number.DAILY_CAP, 3, From.SOON, ZONE, now=NOW)
        change_rule(session, town["boss"], BP, Number.TIMES_A_DAY, None, From.SOON, ZONE, now=NOW)
        change_rule(session, town["boss"], BP, Number.TIMES_A_DAY, 1, From.NEXT_MONTH, ZONE, now=NOW)
        soon = NOW + timedelta(minutes=5)
        found = rules.rules_at(session, soon, now=soon)
        assert (found.daily_cap, found.monthly_cap) == (3, 200)
        assert found.by_act[BP].times_a_day is None
        december = datetime(2026, 11, 30, 16, tzinfo=UTC)
        assert rules.rules_at(session, december, now=soon).by_act[BP].times_a_day == 1
        assert measured(session, town["resident"], soon, soon) == 2
        again = soon + timedelta(hours=5)
        assert measured(session, town["resident"], again, again) == 1  # as much as the day has room for

    await database.run(ask)
