"""Somebody takes the figures of a place away as a file, and that is written down. Makes no file."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from actions.not_allowed import NotAllowed
from domain.authority import Deed
from storage import audit, authority


@dataclass(frozen=True, slots=True)
class FiguresTaken:
    """They may be taken away, and that is written down."""

    area_id: int


def take_figures(
    session: Session, person_id: int, area_id: int, month: date, *, now: datetime
) -> FiguresTaken | NotAllowed:
    """Leave to take the figures of an area and month away."""
    if not authority.may(session, person_id, Deed.EXPORT_FIGURES, area_id, now.date()):
        return NotAllowed()
    audit.add_audit(session, person_id, "figures_exported", area_id=area_id, why=f"{month:%Y-%m}", at=now)
    return FiguresTaken(area_id)
