"""Alerts as a list: those nobody took yet, and those that are over. Reads no measured number, decides nobody's rights."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from domain.vital_sign import Level
from storage import authority
from storage.alerts import ROUND
from storage.tables import Alert, Area, AuditEntry, Person, table

alert = table(Alert)
area = table(Area)
audit_entry = table(AuditEntry)
person = table(Person)
_taker = person.alias("taker")
A_PAGE = 8
WAITS = and_(alert.c.acknowledged_at.is_(None), alert.c.closed_at.is_(None))


@dataclass(frozen=True, slots=True)
class Listed:
    """An alert in a list. `taker`: who took it; without one and closed, it came down by itself."""

    id: int
    person_id: int
    name: str
    area_id: int
    area: str
    urgent: bool
    opened_at: datetime
    acknowledged_at: datetime | None
    taker: str | None
    closed_at: datetime | None


def list_alerts_in(
    session: Session, areas: Sequence[int | None], *, over: bool, since: datetime, page: int, now: datetime
) -> tuple[list[Listed], bool]:
    """A page of the alerts raised in these areas since then, and whether there is another.

    Those that wait: urgent first, then the oldest. Those that are over: the newest first.
    """
    unanswered = and_(alert.c.symptoms.is_(None), alert.c.escalate_at <= now)
    urgent = case((or_(alert.c.level == Level.RED.value, unanswered), 1), else_=0)
    order = (alert.c.opened_at.desc(),) if over else (urgent.desc(), alert.c.opened_at)
    columns = (
        alert.c.id, alert.c.person_id, person.c.name, person.c.area_id, area.c.name.label("area"), urgent.label("urgent"),
        alert.c.opened_at, alert.c.acknowledged_at, _taker.c.name.label("taker"), alert.c.closed_at,
    )  # fmt: skip
    rows = session.execute(
        select(*columns)
        .join(person, person.c.id == alert.c.person_id)
        .join(area, area.c.id == person.c.area_id)
        .outerjoin(_taker, _taker.c.id == alert.c.acknowledged_by)
        .where(~WAITS if over else WAITS, _told_of(session, areas, since))
        .order_by(*order, alert.c.id)
        .offset(page * A_PAGE)
        .limit(A_PAGE + 1)
    ).all()
    listed = [Listed(**{**row._mapping, "urgent": bool(row.urgent)}) for row in rows[:A_PAGE]]
    return listed, len(rows) > A_PAGE


def count_waiting(session: Session, areas: Sequence[int | None], *, since: datetime) -> int:
    """How many nobody took yet."""
    waiting = select(func.count()).select_from(alert.join(person, person.c.id == alert.c.person_id))
    return int(session.execute(waiting.where(WAITS, _told_of(session, areas, since))).scalar_one())


def _told_of(session: Session, areas: Sequence[int | None], since: datetime) -> ColumnElement[bool]:
    """Alerts the team of these areas may know of."""
    here = authority.reach(session, person.c.area_id, areas)
    return and_(alert.c.opened_at >= since, person.c.consents_sharing, person.c.erased_at.is_(None), here)


@dataclass(frozen=True, slots=True)
class Called:
    """How often the team was called about an alert, and how many of it were told."""

    rounds: int = 0
    told: int = 0


def count_calls(session: Session, alerts: Sequence[Listed], told: Sequence[str]) -> dict[int, Called]:
    """By alert. `told`: what the audit log calls telling somebody of it."""
    rows = session.execute(
        select(audit_entry.c.what, audit_entry.c.why, func.count())
        .where(
            audit_entry.c.subject_id.in_([one.person_id for one in alerts]),
            audit_entry.c.what.in_([ROUND, *told]),
        )
        .group_by(audit_entry.c.what, audit_entry.c.why)
    ).all()
    rounds, people = (
        dict.fromkeys((one.id for one in alerts), 0),
        dict.fromkeys((one.id for one in alerts), 0),
    )
    for what, why, count in rows:
        counted, number = (rounds if what == ROUND else people), int(str(why).partition(":")[0])
        if number in counted:
            counted[number] += count
    return {number: Called(rounds[number], people[number]) for number in rounds}


def list_told(
    session: Session, person_id: int, alert_id: int, told: Sequence[str]
) -> list[tuple[str, datetime]]:
    """Who was told of an alert, and when."""
    rows = session.execute(
        select(person.c.name, audit_entry.c.at)
        .join(person, person.c.id == audit_entry.c.actor_id)
        .where(
            audit_entry.c.subject_id == person_id,
            audit_entry.c.what.in_(list(told)),
            audit_entry.c.why == str(alert_id),
        )
        .order_by(audit_entry.c.number)
    )
    return [(name, at) for name, at in rows]
