"""Who is on a round, in what order, and why."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.round import Due, Facts, Met, RoundRules, Standing, Why, overdue, plan_round, why_now
from storage import content

NOW = datetime(2026, 11, 24, 1, tzinfo=UTC)  # nine o'clock in the village
TODAY = date(2026, 11, 24)
ZONE = ZoneInfo("Asia/Shanghai")
RULES = RoundRules()


def days_ago(days: int) -> datetime:
    return NOW - timedelta(days=days)


def facts(**known: object) -> Facts:
    """Somebody who joined long ago, logged today and is well, unless it is said otherwise."""
    return Facts(**({"person_id": 1, "joined": days_ago(60), "last_log": TODAY} | known))  # type: ignore[arg-type]


def reasons(one: Facts) -> list[tuple[Why, int]]:
    """Why, and since how many days."""
    return [(due.why, (TODAY - due.since).days) for due in why_now(one, now=NOW, zone=ZONE, rules=RULES)]


@pytest.mark.parametrize(
    ("known", "why"),
    [
        ({}, []),
        ({"alert": days_ago(1)}, [(Why.ALERT, 1)]),
        ({"last_log": TODAY - timedelta(13)}, []),
        ({"last_log": TODAY - timedelta(14)}, [(Why.SILENT, 14)]),
        ({"last_log": TODAY - timedelta(40), "paused": True}, []),
        ({"last_log": TODAY - timedelta(40), "seen": days_ago(10)}, []),
        ({"last_log": TODAY - timedelta(40), "seen": days_ago(14)}, [(Why.SILENT, 40)]),
        ({"last_log": None, "joined": days_ago(6)}, []),
        ({"last_log": None, "joined": days_ago(7)}, [(Why.NEVER, 7)]),
        # The two weeks after a danger are those in treatment's, and the doctor team's to settle.
        ({"danger": days_ago(20)}, []),
        ({"danger": days_ago(13), "in_treatment": True}, []),
        ({"danger": days_ago(14), "in_treatment": True}, [(Why.TWO_WEEKS, 0)]),
        ({"danger": days_ago(20), "in_treatment": True, "followed_up": days_ago(19), "seen": days_ago(19)}, []),
        ({"danger": days_ago(20), "in_treatment": True, "seen": days_ago(5)}, []),
        ({"danger": days_ago(20), "in_treatment": True, "seen": days_ago(14)}, [(Why.TWO_WEEKS, 6)]),
        ({"in_treatment": True, "joined": days_ago(89)}, []),
        ({"in_treatment": True, "joined": days_ago(95)}, [(Why.QUARTERLY, 5)]),
        ({"in_treatment": True, "joined": days_ago(95), "followed_up": days_ago(30), "seen": days_ago(30)}, []),
        ({"elderly": True, "joined": days_ago(370)}, [(Why.YEARLY, 5)]),
        ({"elderly": True, "joined": days_ago(370), "followed_up": days_ago(4), "seen": days_ago(4)}, []),
        ({"joined": days_ago(370)}, []),
        # Whoever was looked in on today is done with, unless danger came since.
        ({"alert": days_ago(1), "missed": NOW - timedelta(hours=1)}, []),
        ({"alert": NOW, "missed": NOW - timedelta(hours=1)}, [(Why.ALERT, 0)]),
        ({"alert": days_ago(2), "missed": days_ago(1)}, [(Why.ALERT, 2)]),
        ({"last_log": TODAY - timedelta(40), "missed": days_ago(1)}, [(Why.SILENT, 40)]),
    ],
)  # fmt: skip
def test_who_is_overdue_and_why(known: dict[str, object], why: list[tuple[Why, int]]) -> None:
    assert reasons(facts(**known)) == why


def test_the_day_is_that_of_the_village_and_not_of_the_server() -> None:
    one = facts(alert=days_ago(2), missed=datetime(2026, 11, 23, 15, 59, tzinfo=UTC))
    assert reasons(one) == [(Why.ALERT, 2)]
    one = facts(alert=days_ago(2), missed=datetime(2026, 11, 23, 16, 1, tzinfo=UTC))
    assert reasons(one) == []


def test_the_order_of_the_reasons_is_the_one_of_the_content() -> None:
    rules = content.round_rules()
    assert sorted(Why, key=lambda why: -rules.weight[why]) == list(Why)
    assert rules == RULES


def test_moved_died_and_refused_end_the_round_and_nothing_else_does() -> None:
    ends = {met: met.standing for met in Met if met.standing is not None}
    assert ends == {Met.MOVED: Standing.MOVED, Met.DIED: Standing.DIED, Met.REFUSED: Standing.REFUSED}
    assert [met for met in Met if met.in_touch] == [Met.VISITED, Met.CALLED]


INSTANT = st.integers(0, 24 * 700).map(lambda hours: NOW - timedelta(hours=hours))
INSTANTS = st.none() | INSTANT
SOMEBODY = st.builds(
    Facts,
    person_id=st.integers(1, 1000),
    joined=INSTANT,
    last_log=st.none() | st.dates(date(2025, 1, 1), TODAY),
    alert=INSTANTS,
    danger=INSTANTS,
    in_treatment=st.booleans(),
    elderly=st.booleans(),
    paused=st.booleans(),
    seen=INSTANTS,
    followed_up=INSTANTS,
    missed=INSTANTS,
)


@given(st.lists(SOMEBODY, max_size=12))
def test_a_round_holds_who_is_overdue_once_the_weightiest_first(everybody: list[Facts]) -> None:
    planned = plan_round(everybody, now=NOW, zone=ZONE, rules=RULES)
    weights = [RULES.weight[stop.due[0].why] for stop in planned]
    assert weights == sorted(weights, reverse=True)
    assert len(planned) == sum(bool(why_now(one, now=NOW, zone=ZONE, rules=RULES)) for one in everybody)
    for stop in planned:
        assert [RULES.weight[due.why] for due in stop.due] == sorted(
            (RULES.weight[due.why] for due in stop.due), reverse=True
        )
        assert all(due.since <= TODAY for due in stop.due)


@given(SOMEBODY)
def test_an_open_alert_always_brings_somebody_first_until_they_are_looked_in_on(one: Facts) -> None:
    looked_in = max((at for at in (one.seen, one.missed) if at is not None), default=None)
    found = why_now(one, now=NOW, zone=ZONE, rules=RULES)
    today = looked_in is not None and looked_in.astimezone(ZONE).date() == TODAY
    if one.alert is not None and not (today and looked_in is not None and one.alert <= looked_in):
        assert found[0] == Due(Why.ALERT, one.alert.astimezone(ZONE).date())
    else:
        assert all(due.why is not Why.ALERT for due in found)


@given(SOMEBODY)
def test_a_visit_takes_somebody_off_todays_round_and_never_adds_a_reason(one: Facts) -> None:
    met = Facts(**{name: getattr(one, name) for name in Facts.__slots__} | {"seen": NOW, "followed_up": NOW})  # type: ignore[attr-defined]
    assert why_now(met, now=NOW, zone=ZONE, rules=RULES) == ()
    before = {due.why for due in overdue(one, now=NOW, zone=ZONE, rules=RULES)}
    after = {due.why for due in overdue(met, now=NOW, zone=ZONE, rules=RULES)}
    assert after <= before
    assert not after & {Why.TWO_WEEKS, Why.QUARTERLY, Why.YEARLY}
