"""Somebody says in a group which village it is. Ours who look after the village bind it; others ask one of them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from actions.bind_group import GroupBound, bind_group
from actions.not_allowed import NotAllowed
from domain.authority import Deed
from domain.groups import WAITS_FOR, Right
from storage import areas, audit, authority, groups
from storage.due import add_due


@dataclass(frozen=True, slots=True)
class GroupIsVillage:
    """It is bound now. `missing`: what the bot may not do there yet."""

    village: str
    missing: tuple[Right, ...]


@dataclass(frozen=True, slots=True)
class GroupAsked:
    """It is bound when one of those who were asked confirms it. `asked`: how many they are."""

    village: str
    asked: int


def ask_to_bind(
    session: Session, person_id: int, group_id: int, area_id: int, *, runs_group: bool, now: datetime
) -> GroupIsVillage | GroupAsked | NotAllowed:
    """Bind, or ask. `runs_group`: Telegram says that this person is one of the group's administrators."""
    group, village = groups.find_group(session, group_id), areas.find_area(session, area_id)
    if group is None or not group.has_bot or village is None or village.ended_at is not None:
        return NotAllowed()
    bound = bind_group(session, person_id, group.telegram_id, area_id, now=now)
    if isinstance(bound, GroupBound):
        groups.withdraw_requests(session, group_id, person_id, now)
        add_due(session, "group_hello", f"group:{group_id}", due_at=now)
        return GroupIsVillage(bound.village, group.missing)
    if not runs_group or group.area_id is not None:
        return NotAllowed()
    return _ask(session, person_id, group_id, area_id, village.name, now)


def _ask(
    session: Session, person_id: int, group_id: int, area_id: int, village: str, now: datetime
) -> GroupAsked:
    asked = authority.list_who_may(session, Deed.CHANGE_GROUPS, area_id, now.date())
    before = groups.find_open_request(session, group_id, now - WAITS_FOR)
    if before is not None and (before.area_id, before.asked_by) == (area_id, person_id):
        return GroupAsked(village, len(asked))  # they know already
    groups.withdraw_requests(session, group_id, person_id, now)
    request = groups.add_request(
        session, group_id=group_id, area_id=area_id, asked_by=person_id, asked_at=now
    )
    for one in asked:
        add_due(session, "group_asked", f"person:{one}", reference=request, due_at=now)
    add_due(session, "group_hello", f"group:{group_id}", due_at=now)
    audit.add_audit(session, person_id, "group_asked", area_id=area_id, why=str(group_id), at=now)
    return GroupAsked(village, len(asked))
