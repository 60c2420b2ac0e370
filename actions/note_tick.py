"""The clock ticked: kept, so that whoever looks after the service sees it go, or stand still. Ticks nothing."""

from datetime import datetime

from sqlalchemy.orm import Session

from storage.beats import CLOCK, note_beat


def note_tick(session: Session, *, now: datetime) -> None:
    note_beat(session, CLOCK, now)
