"""One of ours says whether a group is the village it asks to be. Only then is it bound."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from actions.not_allowed import NotAllowed
from domain.authority import Deed
from domain.groups import WAITS_FOR
from storage import areas, audit, authority, groups
from storage.due import add_due


@dataclass(frozen=True, slots=True)
class BindingDecided:
    accepted: bool
    group_id: int
    group: str
    village: str


def decide_binding(
    session: Session, person_id: int, request_id: int, *, accepted: bool, now: datetime
) -> BindingDecided | NotAllowed:
    """By anybody who may change the groups of that village; the first answer counts."""
    asked = groups.find_request(session, request_id)
    if asked is None or asked.decided_at is not None or now - asked.asked_at > WAITS_FOR:
        return NotAllowed()
    if not authority.may(session, person_id, Deed.CHANGE_GROUPS, asked.area_id, now.date()):
        return NotAllowed()
    area, group = areas.find_area(session, asked.area_id), groups.find_group(session, asked.group_id)
    if area is None or area.ended_at is not None or group is None or group.area_id is not None:
        return NotAllowed()
    if not groups.mark_request(session, request_id, person_id, now, accepted=accepted):
        return NotAllowed()
    if accepted:
        # Whoever asked runs the group: they are told what the bot may not do there yet.
        groups.change(session, group.id, area_id=asked.area_id, bound_by=asked.asked_by, bound_at=now)
        add_due(session, "group_hello", f"group:{group.id}", due_at=now)
    add_due(session, "group_decided", f"person:{asked.asked_by}", reference=request_id, due_at=now)
    audit.add_audit(
        session,
        person_id,
        "group_bound" if accepted else "group_not_bound",
        area_id=asked.area_id,
        why=str(group.id),
        at=now,
    )
    return BindingDecided(accepted, group.id, asked.group, asked.area)
