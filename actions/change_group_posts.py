"""A village group does not want one of the bot's posts any more, or wants it again. Only an administrator says so."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from actions.not_allowed import NotAllowed
from domain.authority import Deed
from storage import areas, audit, authority, subscriptions
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
    now: datetime,
) -> GroupPostsChanged | NotAllowed:
    """Not wanted: nothing of this push is posted, whatever is queued or due."""
    group = areas.find_group(session, chat_id)
    if group is None or not authority.may(session, person_id, Deed.CHANGE_GROUPS, group.area_id, now.date()):
        return NotAllowed()
    receiver = f"group:{group.id}"
    if wanted:
        subscriptions.remove_unsubscribed(session, receiver, push)
    else:
        subscriptions.add_unsubscribed(session, receiver, push)
        remove_due(session, push, receiver)
    what = "group_posts_resumed" if wanted else "group_posts_ended"
    audit.add_audit(session, person_id, what, why=push, at=now)
    return GroupPostsChanged(push, wanted)
