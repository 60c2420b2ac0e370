"""Pay once a week for seven days of measuring at home, when the reading that completes them is kept."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from actions.pay import Paid, pay_for
from domain.home_mean import HomeMean, HomeMeanMissing, Taken, home_mean
from domain.points import Act
from domain.vital_sign import Setting
from storage import content, readings
from storage.people import Known


def home_mean_on(
    session: Session, person_id: int, *, today: date, zone: ZoneInfo
) -> HomeMean | HomeMeanMissing:
    """A person's home mean by the protocol, over the seven days that end on a local day."""
    cuts = content.cuts().home_mean
    since = datetime.combine(today - timedelta(days=cuts.days), time(), tzinfo=zone)
    kept = readings.list_readings(session, person_id, vital="blood_pressure", since=since)
    taken = [
        Taken(one.taken_at.astimezone(zone), one.reading["systolic"], one.reading["diastolic"])
        for one in kept
        if one.reading.setting is Setting.HOME
    ]
    return home_mean(taken, today=today, cuts=cuts)


def complete_series(
    session: Session, person: Known, reading_id: int, *, taken_at: datetime, now: datetime
) -> Paid | None:
    """What the completed series earned; None when it is not complete, or was paid this week."""
    local_date = taken_at.astimezone(ZoneInfo(person.timezone)).date()
    mean = home_mean_on(session, person.id, today=local_date, zone=ZoneInfo(person.timezone))
    # The first day is for practice, every other one counts.
    if isinstance(mean, HomeMeanMissing) or mean.days < content.cuts().home_mean.days - 1:
        return None
    paid = pay_for(
        session,
        person,
        Act.HOME_SERIES,
        reading_id=reading_id,
        taken_at=taken_at,
        local_date=local_date,
        now=now,
    )
    return paid if paid.points else None
