"""Points for something done, by the rules, through the ledger. Never for a value."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypedDict

from sqlalchemy.orm import Session

from domain.points import LOGGED, Act, Award, Earned, Rules, Why, history_since, points_for
from storage import open_alerts, points
from storage.people import Known
from storage.rules import rules_at

ALERT_HOLDS_POINTS = timedelta(hours=24)  # [D] clinical facts 7: nothing is paid while an alert is open


@dataclass(frozen=True, slots=True)
class Paid:
    """What was paid and why no more, and the balance after it."""

    points: int
    why: Why
    again_at: datetime | None
    balance: int

    @classmethod
    def nothing(cls, session: Session, person_id: int) -> "Paid":
        return cls(0, Why.NO_RULE, None, points.get_balance(session, person_id))


def pay_for(
    session: Session,
    person: Known,
    act: Act | None,
    *,
    taken_at: datetime,
    local_date: date,
    now: datetime,
    reading_id: int | None = None,
    exercise_id: int | None = None,
    minutes: float = 0.0,
    minutes_before: float = 0.0,
    was_paid: bool = False,
    alert_open: bool | None = None,
) -> Paid:
    """Pay what the rules allow. `minutes` of exercise as they count for points.

    `was_paid`: it puts right something that was paid, and is not late for it. `alert_open`: looked up if left out.
    """
    if act is None:
        return Paid.nothing(session, person.id)
    rules = rules_at(session, min(taken_at, now), now=now)
    held = alert_holds(session, person.id, now) if alert_open is None else alert_open
    award = points_for(
        act,
        taken_at=taken_at,
        logged_at=taken_at if was_paid else now,
        local_date=local_date,
        rules=rules,
        minutes=minutes,
        minutes_before=minutes_before,
        alert_open=held,
        tags=person.tags,
        **_earned(session, person, act, local_date, rules, held),
    )
    if award.points:
        balance = _move(session, person.id, award, act, local_date, taken_at, now, reading_id, exercise_id)
    else:
        balance = points.get_balance(session, person.id)
    return Paid(award.points, award.why, award.again_at, balance)


class _Earned(TypedDict):
    earlier: Sequence[Earned]
    this_month: int


def _earned(session: Session, person: Known, act: Act, local_date: date, rules: Rules, held: bool) -> _Earned:
    """What was earned before, as far as the rules ask: while an alert holds the points of a log they do not."""
    if held and act in LOGGED:
        return {"earlier": (), "this_month": 0}
    since = _since(local_date, act, rules)
    earlier = points.list_earned(session, person.id, since=since)
    return {
        "earlier": earlier,
        "this_month": points.sum_earned(session, person.id, in_month_of=local_date),
    }


def _since(local_date: date, act: Act, rules: Rules) -> date:
    """The first day the rules have to see one by one: the month is summed, unless it limits how often."""
    rule = rules.by_act.get(act)
    first = local_date - timedelta(days=local_date.weekday())
    if rule is None:
        return first
    if rule.times_a_month is not None:
        first = history_since(local_date)
    apart = timedelta(days=2, hours=rule.hours_apart or 0)  # a day for who changed zones
    return min(first, local_date - apart)


def alert_holds(session: Session, person_id: int, now: datetime) -> bool:
    """Whether an alert of the last day is open: measuring again then is care, and is not paid."""
    alert = open_alerts.find_open_alert(session, person_id)
    return alert is not None and now - alert.opened_at < ALERT_HOLDS_POINTS


def _move(
    session: Session,
    person_id: int,
    award: Award,
    act: Act,
    local_date: date,
    taken_at: datetime,
    now: datetime,
    reading_id: int | None,
    exercise_id: int | None,
) -> int:
    """Move what was awarded; the person's balance after it."""
    balances = points.move_points(
        session,
        from_account=points.PROGRAMME,
        to_account=person_id,
        points=award.points,
        act=act.value,
        reading_id=reading_id,
        exercise_id=exercise_id,
        local_date=local_date,
        taken_at=taken_at,
        made_at=now,
    )
    return balances[person_id]
