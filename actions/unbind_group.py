"""A group is no village any more, and can be it again for a few minutes. What was posted there stays."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from actions.not_allowed import NotAllowed
from domain.authority import Deed
from domain.invitations import UNDO_WITHIN
from storage import areas, audit, authority, groups
from storage.due import remove_all_due


@dataclass(frozen=True, slots=True)
class GroupUnbound:
    """`again`: it was taken back."""

    group: str
    village: str
    again: bool = False


def unbind_group(
    session: Session, person_id: int, group_id: int, *, now: datetime
) -> GroupUnbound | NotAllowed:
    """Nothing is posted there from now on. Whoever did it can take it back for ten minutes."""
    group = groups.find_group(session, group_id)
    if group is None or group.area_id is None or group.area is None:
        return NotAllowed()
    if not authority.may(session, person_id, Deed.CHANGE_GROUPS, group.area_id, now.date()):
        return NotAllowed()
    groups.change(
        session, group_id, area_id=None, was_area_id=group.area_id, unbound_by=person_id, unbound_at=now
    )
    remove_all_due(session, [f"group:{group_id}"])
    return _noted(session, person_id, group, group.area_id, group.area, again=False, now=now)


def bind_group_again(
    session: Session, person_id: int, group_id: int, *, now: datetime
) -> GroupUnbound | NotAllowed:
    """Undo, by whoever unbound it, within ten minutes, unless it is another village by now."""
    group = groups.find_group(session, group_id)
    if group is None or group.area_id is not None or group.was_area_id is None or group.unbound_at is None:
        return NotAllowed()
    if group.unbound_by != person_id or now - group.unbound_at > UNDO_WITHIN:
        return NotAllowed()
    if not authority.may(session, person_id, Deed.CHANGE_GROUPS, group.was_area_id, now.date()):
        return NotAllowed()
    area = areas.find_area(session, group.was_area_id)
    if area is None or area.ended_at is not None:
        return NotAllowed()
    groups.change(
        session, group_id, area_id=group.was_area_id, was_area_id=None, unbound_by=None, unbound_at=None
    )
    return _noted(session, person_id, group, group.was_area_id, area.name, again=True, now=now)


def _noted(
    session: Session,
    person_id: int,
    group: groups.Group,
    area_id: int,
    village: str,
    *,
    again: bool,
    now: datetime,
) -> GroupUnbound:
    audit.add_audit(
        session,
        person_id,
        "group_bound" if again else "group_unbound",
        area_id=area_id,
        why=str(group.id),
        at=now,
    )
    return GroupUnbound(group.title, village, again)
