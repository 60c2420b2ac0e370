"""Administrators change the tree: add, rename, end and bring back, note how many people are filed. Nothing is final."""

from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex

from sqlalchemy.orm import Session

from actions.add_area import AreaAdded, add_area
from actions.not_allowed import NotAllowed
from domain.authority import Deed
from domain.invitations import UNDO_WITHIN
from storage import areas, audit, authority


@dataclass(frozen=True, slots=True)
class AreaChanged:
    area_id: int
    name: str


@dataclass(frozen=True, slots=True)
class AreaInUse:
    """People, groups or other areas are still in it: they go first."""

    in_use: bool = True


def grow_area(
    session: Session,
    person_id: int,
    under_id: int | None,
    name: str,
    level: str,
    timezone: str,
    *,
    now: datetime,
) -> AreaAdded | NotAllowed:
    """Add an area below another, or a first one above nothing. Its joining code is drawn. Raises WrongArea."""
    if not authority.may(session, person_id, Deed.CHANGE_AREAS, under_id, now.date()):
        return NotAllowed()
    above = areas.find_area(session, under_id) if under_id is not None else None
    if under_id is not None and (above is None or above.ended_at is not None):
        return NotAllowed()
    return add_area(
        session,
        name,
        level=level,
        code=token_hex(4),
        timezone=above.timezone if above is not None else timezone,
        under=above.code if above is not None else None,
        by=person_id,
        now=now,
    )


def rename_area(
    session: Session, person_id: int, area_id: int, name: str, *, now: datetime
) -> AreaChanged | NotAllowed:
    if not _may_change(session, person_id, area_id, now):
        return NotAllowed()
    areas.change_area(session, area_id, name=name)
    return _noted(session, person_id, area_id, name, "area_renamed", now)


def note_population(
    session: Session, person_id: int, area_id: int, filed: int, *, now: datetime
) -> AreaChanged | NotAllowed:
    """How many people have a health file there as of today: what participation is measured against."""
    if not _may_change(session, person_id, area_id, now):
        return NotAllowed()
    areas.note_population(session, area_id, now.date(), filed, by=person_id, now=now)
    area = areas.find_area(session, area_id)
    assert area is not None
    return _noted(session, person_id, area_id, area.name, "population_noted", now)


def end_area(
    session: Session, person_id: int, area_id: int, *, now: datetime
) -> AreaChanged | AreaInUse | NotAllowed:
    """End an empty area. It can be brought back for ten minutes."""
    area = areas.find_area(session, area_id)
    if area is None or not _may_change(session, person_id, area_id, now):
        return NotAllowed()
    if areas.is_in_use(session, area_id):
        return AreaInUse()
    areas.change_area(session, area_id, ended_at=now)
    return _noted(session, person_id, area_id, area.name, "area_ended", now)


def bring_area_back(
    session: Session, person_id: int, area_id: int, *, now: datetime
) -> AreaChanged | NotAllowed:
    area = areas.find_area(session, area_id)
    if area is None or area.ended_at is None or now - area.ended_at > UNDO_WITHIN:
        return NotAllowed()
    if not authority.may(session, person_id, Deed.CHANGE_AREAS, area.parent_id, now.date()):
        return NotAllowed()
    areas.change_area(session, area_id, ended_at=None)
    return _noted(session, person_id, area_id, area.name, "area_added", now)


def _may_change(session: Session, person_id: int, area_id: int, now: datetime) -> bool:
    area = areas.find_area(session, area_id)
    if area is None or area.ended_at is not None:
        return False
    return authority.may(session, person_id, Deed.CHANGE_AREAS, area_id, now.date())


def _noted(
    session: Session, person_id: int, area_id: int, name: str, what: str, now: datetime
) -> AreaChanged:
    audit.add_audit(session, person_id, what, area_id=area_id, why=str(area_id), at=now)
    return AreaChanged(area_id, name)
