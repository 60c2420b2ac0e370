"""A village group does not want one of the bot's posts any more, or wants it again. Only an administrator says so."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from actions.bind_group import NotAllowed
from domain.people import Role
from storage import areas, subscriptions
from storage.due import remove_due


@dataclass(frozen=True, slots=True)
class GroupPostsChanged:
    push: str
    wanted: bool


def change_group_posts(
    session: Session,
    person_id: int,
    chat_id: int,
    push: str,
    *,
    wanted: bool,
    is_administrator: bool,
    now: datetime,
) -> GroupPostsChanged | NotAllowed:
    """Not wanted: nothing of this push is posted, whatever is queued or due. `is_administrator`: by the settings."""
    may = is_administrator or Role.ADMINISTRATOR in areas.list_roles(session, person_id, now.date())
    group = areas.find_group(session, chat_id)
    if not may or group is None:
        return NotAllowed()
    receiver = f"group:{group.id}"
    if wanted:
        subscriptions.remove_unsubscribed(session, receiver, push)
    else:
        subscriptions.add_unsubscribed(session, receiver, push)
        remove_due(session, push, receiver)
    what = "group_posts_resumed" if wanted else "group_posts_ended"
    areas.add_audit(session, at=now, actor_id=person_id, subject_id=None, what=what, why=push)
    return GroupPostsChanged(push, wanted)
