"""Whoever logs for somebody else is credited, when that earned the other their points. Never for oneself."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from actions.care_for import Cared
from actions.pay import Paid, pay_for
from domain.points import Act
from storage import people


def thank_helper(
    session: Session,
    cared: Cared,
    paid: Paid,
    *,
    taken_at: datetime,
    now: datetime,
    reading_id: int | None = None,
    exercise_id: int | None = None,
) -> int:
    """What the helper got for the log that was `paid`, on the helper's own day: points, by the rule of `helped`."""
    if not paid.points or cared.is_own:
        return 0
    helper = people.get_person(session, cared.by)
    thanked = pay_for(
        session,
        helper,
        Act.HELPED,
        taken_at=taken_at,
        local_date=now.astimezone(ZoneInfo(helper.timezone)).date(),
        now=now,
        reading_id=reading_id,
        exercise_id=exercise_id,
        alert_open=False,
    )
    return thanked.points
