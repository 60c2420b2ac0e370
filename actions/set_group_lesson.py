"""The weekday and the hour at which a village group gets its lesson. Posts nothing."""

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from actions.not_allowed import NotAllowed
from domain.authority import Deed
from domain.groups import LESSON_HOURS
from domain.wall_time import next_at_wall
from storage import audit, authority, groups, subscriptions
from storage.due import add_due

PUSH = "weekly_lesson"


@dataclass(frozen=True, slots=True)
class GroupLessonSet:
    group_id: int
    weekday: int
    hour: int


def set_group_lesson(
    session: Session, person_id: int, group_id: int, *, weekday: int, hour: int, now: datetime
) -> GroupLessonSet | NotAllowed:
    """From the next one on. `weekday`: 0 is Monday; `hour` on the village's own clock. A week has one lesson at most."""
    group = groups.find_group(session, group_id)
    if group is None or group.area_id is None or group.timezone is None:
        return NotAllowed()
    if weekday not in range(7) or hour not in LESSON_HOURS:
        return NotAllowed()
    if not authority.may(session, person_id, Deed.CHANGE_GROUPS, group.area_id, now.date()):
        return NotAllowed()
    groups.change(session, group_id, lesson_weekday=weekday, lesson_hour=hour)
    next_at = next_at_wall(now, ZoneInfo(group.timezone), [time(hour)], 1 << weekday)
    if next_at is not None and PUSH not in subscriptions.list_unsubscribed(session, f"group:{group_id}"):
        add_due(session, PUSH, f"group:{group_id}", due_at=next_at)
    audit.add_audit(
        session,
        person_id,
        "group_lesson_set",
        area_id=group.area_id,
        why=f"{group_id}:{weekday}:{hour}",
        at=now,
    )
    return GroupLessonSet(group_id, weekday, hour)
