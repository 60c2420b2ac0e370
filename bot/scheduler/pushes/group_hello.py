"""The bot says what it is to a group: when it comes in, when the group asks to be a village, and when it is one."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.push import Button, Message, Push
from bot.wording import Words
from domain.groups import WAITS_FOR
from domain.outbox import Kind
from storage import groups
from storage.database import Session
from storage.due import Fire, Queue
from storage.outbox import Ready

NAME = "group_hello"
NEWS_FOR = timedelta(days=1)


def fire(session: Session, due: Sequence[Fire], now: datetime) -> Sequence[Fire]:
    chats = groups.find_chats(session, {one.receiver_id for one in due})
    for one in due:
        if one.receiver_id in chats:
            key = f"{NAME}:{one.receiver}:{one.due_at:%Y%m%dT%H%M%S}"
            chat = chats[one.receiver_id]
            one.queue = (Queue(key, chat, group_id=one.receiver_id, expires_at=now + NEWS_FOR),)
    return due


def say(session: Session, row: Ready, words: Words, now: datetime) -> Message | None:
    group = groups.find_group(session, row.group_id or 0)
    if group is None:
        return None
    if group.area is not None:
        return Message(
            words(
                "👋 Hello, {village}! I help everyone here look after their health. What you measure is never shown here.",
                village=group.area,
            ),
            buttons=((Button(words("👋 Join"), start=f"v-{group.area_code}"),),),
        )
    asked = groups.find_open_request(session, group.id, now - WAITS_FOR)
    if asked is not None:
        return Message(
            words(
                "👋 This group asks to be {village}. Who looks after the village confirms it; until then I am quiet here.",
                village=asked.area,
            )
        )
    return Message(
        words("👋 Hello! I help a village look after its health: reminders, a lesson a week, points.")
        + "\n\n"
        + words("What anybody measures is never shown here.")
        + "\n\n"
        + words(
            "First I have to know which village this is. One of the group's administrators sends /bind here."
        )
    )


PUSH = Push(NAME, Kind.DUTY, fire, say, useful_for=NEWS_FOR)
