"""An alert as the team has to see it: whose, what was measured, who takes care. Decides nobody's rights."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from domain.vital_sign import Level
from storage.readings import Kept, find_reading
from storage.rows import count_changed
from storage.tables import Alert, Area, AuditEntry, Person, table

alert = table(Alert)
area = table(Area)
audit_entry = table(AuditEntry)
person = table(Person)
_taker = person.alias("taker")

ROUND = "alert_round"  # what the audit log calls one calling of the team


@dataclass(frozen=True, slots=True)
class Case:
    """An alert with the person and the reading it is about. Times are aware UTC."""

    id: int
    person_id: int
    name: str
    birth_year: int | None
    timezone: str
    area_id: int | None
    area: str | None
    shares: bool
    level: Level
    symptoms: str | None
    opened_at: datetime
    escalate_at: datetime | None
    acknowledged_at: datetime | None
    acknowledged_by: int | None
    taker: str | None  # the name of whom it was acknowledged by
    closed_at: datetime | None
    kept: Kept
    phone: str | None = None  # of somebody without Telegram
    helper: str | None = None  # the name of whoever entered the reading for them

    @property
    def waits(self) -> bool:
        """Whether somebody still has to take it, and may be told of it."""
        return self.shares and self.acknowledged_at is None and self.closed_at is None

    def is_unanswered(self, now: datetime) -> bool:
        """The person was asked about danger signs and has not answered in time: as grave as RED, not known to be."""
        return self.symptoms is None and self.escalate_at is not None and self.escalate_at <= now

    def is_urgent(self, now: datetime) -> bool:
        return self.level is Level.RED or self.is_unanswered(now)


_CASE = (
    select(
        alert.c.id,
        alert.c.person_id,
        person.c.name,
        person.c.birth_year,
        person.c.timezone,
        person.c.area_id,
        area.c.name.label("area"),
        person.c.consents_sharing,
        alert.c.level,
        alert.c.symptoms,
        alert.c.opened_at,
        alert.c.escalate_at,
        alert.c.acknowledged_at,
        alert.c.acknowledged_by,
        _taker.c.name.label("taker"),
        alert.c.closed_at,
        person.c.phone,
        alert.c.reading_id,
    )
    .join(person, person.c.id == alert.c.person_id)
    .outerjoin(area, area.c.id == person.c.area_id)
    .outerjoin(_taker, _taker.c.id == alert.c.acknowledged_by)
)


def find_case(session: Session, alert_id: int) -> Case | None:
    row = session.execute(_CASE.where(alert.c.id == alert_id)).one_or_none()
    if row is None:
        return None
    kept = find_reading(session, row.reading_id)
    assert kept is not None  # a reading with an alert is ended, never deleted
    helper = None
    if kept.logged_by != row.person_id:
        helper = session.execute(select(person.c.name).where(person.c.id == kept.logged_by)).scalar()
    values = dict(row._mapping)
    del values["reading_id"]
    values |= {
        "shares": values.pop("consents_sharing"),
        "level": Level(row.level),
        "kept": kept,
        "helper": helper,
    }
    return Case(**values)


def take_alert(session: Session, alert_id: int, person_id: int, now: datetime) -> bool:
    """Whether this person is the one who takes it: only the first is."""
    first = update(alert).where(alert.c.id == alert_id, alert.c.acknowledged_at.is_(None))
    return bool(count_changed(session, first.values(acknowledged_at=now, acknowledged_by=person_id)))


def count_rounds(session: Session, case: Case) -> int:
    """How often the team was called since the alert is as grave as it is."""
    return _count(session, case, ROUND, f"{case.id}:{case.level.value}")


def was_told(session: Session, case: Case, person_id: int, what: str) -> bool:
    """Whether the audit log says already that this person was told of it."""
    return bool(_count(session, case, what, str(case.id), person_id))


def _count(session: Session, case: Case, what: str, why: str, actor_id: int | None = None) -> int:
    entries = select(func.count()).where(
        audit_entry.c.subject_id == case.person_id, audit_entry.c.what == what, audit_entry.c.why == why
    )
    if actor_id is not None:
        entries = entries.where(audit_entry.c.actor_id == actor_id)
    return int(session.execute(entries).scalar_one())
