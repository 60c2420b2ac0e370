"""Alerts as they are kept: dangerous readings somebody has to act on. Decides neither when one opens nor when it closes."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from domain.vital_sign import Level
from storage.engine.prepared import Prepared
from storage.rows import add_row
from storage.tables import Alert, ReadingRow, table

alert = table(Alert)
_reading = table(ReadingRow)


@dataclass(frozen=True, slots=True)
class OpenAlert:
    id: int
    reading_id: int
    level: Level
    symptoms: str | None
    opened_at: datetime
    taken_at: datetime  # when the reading that opened it was measured
    acknowledged: bool  # somebody of the team takes care of it


_open = (
    select(
        alert.c.id,
        alert.c.reading_id,
        alert.c.level,
        alert.c.symptoms,
        alert.c.opened_at,
        _reading.c.taken_at,
        alert.c.acknowledged_at.is_not(None).label("acknowledged"),
    )
    .join(_reading, _reading.c.id == alert.c.reading_id)
    .where(alert.c.person_id == bindparam("person_id"), alert.c.closed_at.is_(None))
    .order_by(alert.c.id.desc())
    .limit(1)
)
_newest_open = Prepared(_open)
_newest_open_about = Prepared(_open.where(_reading.c.vital == bindparam("vital")))


def find_open_alert(session: Session, person_id: int, *, vital: str | None = None) -> OpenAlert | None:
    """The newest open alert about a person, of one vital sign if one is named."""
    if vital is None:
        rows = _newest_open(session, person_id=person_id)
    else:
        rows = _newest_open_about(session, person_id=person_id, vital=vital)
    for id_, reading_id, level, symptoms, opened_at, taken_at, acknowledged in rows:
        return OpenAlert(id_, reading_id, Level(level), symptoms, opened_at, taken_at, bool(acknowledged))
    return None


def add_alert(session: Session, **values: object) -> int:
    return add_row(session, alert, **values)


def list_alerts(session: Session, person_id: int) -> list[dict[str, object]]:
    """Every alert about a person, oldest first, as plain rows."""
    rows = session.execute(
        select(alert).where(alert.c.person_id == person_id).order_by(alert.c.id)
    ).mappings()
    return [dict(row) for row in rows]


def reopen_alerts(session: Session, person_id: int, *, closed_why: str) -> list[int]:
    """Open again what was closed for this reason, as it was before; the ids."""
    closed = update(alert).where(alert.c.person_id == person_id, alert.c.closed_why == closed_why)
    return list(
        session.execute(closed.values(closed_at=None, closed_why=None).returning(alert.c.id)).scalars()
    )


def change_alert(session: Session, alert_id: int, **values: object) -> None:
    session.execute(update(alert).where(alert.c.id == alert_id).values(**values))
