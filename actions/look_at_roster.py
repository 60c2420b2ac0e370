"""Who works in an area, on any day: a page of it on the screen, or all of it in a file. Each look is in the audit log."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from actions.not_allowed import NotAllowed
from domain.authority import Deed
from domain.people import Role
from storage import areas, audit, authority, rosters
from storage.rosters import Filed, OnRoster, Teams
from storage.tables import Area


@dataclass(frozen=True, slots=True)
class RosterSeen:
    """A page of a roster. `counts`: how many roles of each kind there are in all."""

    area_id: int
    area: str
    level: str
    on: date
    workers: tuple[OnRoster, ...]
    counts: tuple[tuple[Role, int], ...]
    teams: Teams


@dataclass(frozen=True, slots=True)
class RosterTaken:
    area: str
    workers: tuple[OnRoster, ...]


@dataclass(frozen=True, slots=True)
class PlacesTaken:
    area: str
    places: tuple[Filed, ...]


def look_at_roster(
    session: Session, person_id: int, area_id: int, on: date, *, page: int, a_page: int, now: datetime
) -> RosterSeen | NotAllowed:
    """By who may see the roster of that area. `on`: the day it is asked of, today or before."""
    place = _place(session, person_id, Deed.SEE_ROSTER, area_id, on, now)
    if place is None:
        return NotAllowed()
    workers = rosters.list_roster(session, area_id, on, at_most=a_page, after=page * a_page)
    counts = rosters.count_roster(session, area_id, on)
    _note(session, person_id, area_id, "saw_roster", f"{on}:{page}", now)
    return RosterSeen(
        area_id,
        place.name,
        place.level,
        on,
        tuple(workers),
        tuple((role, counts[role]) for role in Role if role in counts),
        rosters.count_teams(session, area_id, on),
    )


def take_roster(
    session: Session, person_id: int, area_id: int, on: date, *, now: datetime
) -> RosterTaken | NotAllowed:
    """The whole of it, for a file."""
    place = _place(session, person_id, Deed.EXPORT_ROSTER, area_id, on, now)
    if place is None:
        return NotAllowed()
    workers = rosters.list_roster(session, area_id, on)
    _note(session, person_id, area_id, "exported_roster", f"{on}:{len(workers)}", now)
    return RosterTaken(place.name, tuple(workers))


def take_places(
    session: Session, person_id: int, area_id: int, on: date, *, now: datetime
) -> PlacesTaken | NotAllowed:
    """The places with how many people are filed there, for a file."""
    place = _place(session, person_id, Deed.EXPORT_ROSTER, area_id, on, now)
    if place is None:
        return NotAllowed()
    places = rosters.list_filed(session, area_id, on)
    _note(session, person_id, area_id, "exported_places", f"{on}:{len(places)}", now)
    return PlacesTaken(place.name, tuple(places))


def _place(
    session: Session, person_id: int, deed: Deed, area_id: int, on: date, now: datetime
) -> Area | None:
    place = areas.find_area(session, area_id)
    if place is None or place.ended_at is not None or on > now.date():
        return None
    return place if authority.may(session, person_id, deed, area_id, now.date()) else None


def _note(session: Session, person_id: int, area_id: int, what: str, why: str, now: datetime) -> None:
    audit.add_audit(session, person_id, what, area_id=area_id, why=why, at=now)
