"""What is due to a person after a reading that is not as usual. Looks at no clock, and says nothing."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from domain.follow_up import AFTER_REFERRAL
from domain.triage import Reason, Triage
from domain.wall_time import at_wall
from storage.due import Planned, add_due
from storage.people import Known

REST = timedelta(minutes=5)  # clinical facts 1.5: rest five minutes and measure again
SUGAR_WORKS = timedelta(minutes=15)  # [M] the 15-15 rule for a low blood sugar
STILL_USEFUL = timedelta(minutes=30)
MORNING = time(8, 0)
VISIT_HOUR = time(9, 0)
NEXT_CHECK_IN = timedelta(hours=24)  # clinical facts 1.5: ORANGE is looked at again within a day
_GLUCOSE = {Reason.GLUCOSE_LOW, Reason.GLUCOSE_HIGH, Reason.PREGNANT_GLUCOSE_HIGH}


def ask_to_measure_again(
    session: Session, person_id: int, reading_id: int, found: Triage, *, now: datetime
) -> None:
    """In five minutes; in fifteen for a blood sugar. Only the newest reading is asked about."""
    rest = SUGAR_WORKS if _GLUCOSE & set(found.reasons) else REST
    add_due(
        session,
        "remeasure",
        f"person:{person_id}",
        reference=reading_id,
        due_at=now + rest,
        until=now + STILL_USEFUL,
    )


def care_after(person: Known, reading_id: int, *, now: datetime) -> list[Planned]:
    """Tomorrow morning, at the latest a day on; and the visit two weeks on (规范第三版, 紧急转诊)."""
    zone, receiver = ZoneInfo(person.timezone), f"person:{person.id}"
    today = now.astimezone(zone).date()
    morning = min(at_wall(today + timedelta(days=1), MORNING, zone), now + NEXT_CHECK_IN)
    visit = at_wall(today + AFTER_REFERRAL, VISIT_HOUR, zone)
    return [
        Planned("tomorrow_morning", receiver, morning, reading_id),
        Planned("follow_up_two_weeks", receiver, visit),
    ]
