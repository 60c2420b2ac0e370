"""Somebody looks at the people behind a figure, or takes the figures away; either is written down. Changes nothing else."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from actions.not_allowed import NotAllowed
from domain.authority import Deed
from storage import audit, authority, figure_people
from storage.figure_people import Seen


@dataclass(frozen=True, slots=True)
class PeopleSeen:
    """A page of the people behind a figure. `more`: there is a next page. `hidden`: so many do not share their data."""

    people: tuple[Seen, ...]
    more: bool
    hidden: int


@dataclass(frozen=True, slots=True)
class FiguresTaken:
    """They may be taken away as a file, and that is written down."""

    area_id: int


def look_at_people(
    session: Session, person_id: int, area_id: int, *, page: int, now: datetime
) -> PeopleSeen | NotAllowed:
    """Who takes part in an area and below it, and when they logged last. No number of theirs."""
    if not authority.may(session, person_id, Deed.SEE_PERSON, area_id, now.date()):
        return NotAllowed()
    people, more = figure_people.list_people(session, area_id, page=page)
    ids = [one.id for one in people if one.id != person_id]
    audit.add_list_audit(session, at=now, actor_id=person_id, area_id=area_id, what="saw_people", ids=ids)
    return PeopleSeen(tuple(people), more, figure_people.count_hidden(session, area_id))


def take_figures(
    session: Session, person_id: int, area_id: int, month: date, *, now: datetime
) -> FiguresTaken | NotAllowed:
    """Leave to take the figures of an area and month away."""
    if not authority.may(session, person_id, Deed.EXPORT_FIGURES, area_id, now.date()):
        return NotAllowed()
    audit.add_audit(
        session,
        at=now,
        actor_id=person_id,
        subject_id=None,
        area_id=area_id,
        what="figures_exported",
        why=f"{month:%Y-%m}",
    )
    return FiguresTaken(area_id)
