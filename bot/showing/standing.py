"""Where a person stands: points, how they came, what comes next, the streak. Reads only."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from actions.pay import alert_holds
from domain.points import Act, Next, comes_next
from domain.streak import Pause, Streak, streak
from storage import people, points, readings, rules

SHOWN = 5
# What a resident can do here alone; the rest is paid where it happens.
BY_ONESELF = {Act.BLOOD_PRESSURE, Act.GLUCOSE, Act.WEIGHT, Act.EXERCISE}


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything `/points` shows."""

    balance: int
    this_week: int
    entries: list[points.Entry]
    next: tuple[Next, ...]
    streak: Streak
    paused: Pause | None
    alert_open: bool


def standing(session: Session, person_id: int, *, now: datetime, zone: ZoneInfo) -> Standing:
    local = now.astimezone(zone)
    today = local.date()
    monday = today - timedelta(days=today.weekday())
    earned = points.list_earned(session, person_id, since=min(monday, today.replace(day=1)))
    pauses = people.list_pauses(session, person_id)
    alert_open = alert_holds(session, person_id, now)
    tags = people.list_tags(session, person_id)
    possible = comes_next(
        earned, rules.rules_at(session, now, now=now), now=local, alert_open=alert_open, tags=tags
    )
    return Standing(
        points.get_balance(session, person_id),
        sum(one.points for one in earned if one.local_date >= monday),
        points.list_entries(session, person_id, last=SHOWN),
        tuple(one for one in possible if one.act in BY_ONESELF),
        streak(readings.active_days(session, person_id), pauses, today),
        next((pause for pause in pauses if pause.holds(today)), None),
        alert_open,
    )
