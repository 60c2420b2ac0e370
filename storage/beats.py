"""When something that should never stop was last seen going. Judges nothing."""

from datetime import datetime

from sqlalchemy import bindparam, select, text
from sqlalchemy.orm import Session

from storage.engine.prepared import Prepared
from storage.moment import Moment
from storage.tables import Beat, table

beat = table(Beat)
CLOCK = "clock"


_NOTE = Prepared(
    text(
        "INSERT INTO beat (name, at) VALUES (:name, :at) ON CONFLICT (name) DO UPDATE SET at = excluded.at"
    ).bindparams(bindparam("at", type_=Moment))
)


def note_beat(session: Session, name: str, at: datetime) -> None:
    """Whoever else notes it at the same moment."""
    _NOTE(session, name=name, at=at)


def find_beat(session: Session, name: str) -> datetime | None:
    """None: it was never seen going."""
    at: datetime | None = session.execute(select(beat.c.at).where(beat.c.name == name)).scalar()
    return at
