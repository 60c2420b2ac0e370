"""Where the bot is, and who can be written to, as Telegram tells it."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from aiogram import BaseMiddleware
from aiogram.enums import ChatMemberStatus
from aiogram.types import (
    ChatMemberAdministrator,
    ChatMemberRestricted,
    ChatMemberUpdated,
    Message,
    ResultChatMemberUnion,
    TelegramObject,
)

from actions.bind_group import move_group
from actions.meet_group import Standing, meet_group
from actions.note_reachable import note_reachable
from storage.database import Database


async def bot_changed(change: ChatMemberUpdated, database: Database, *, now: datetime) -> None:
    """The bot's own membership changed in a chat."""
    status = change.new_chat_member.status
    if change.chat.type == "private":
        blocked = status == ChatMemberStatus.KICKED
        await database.run(
            note_reachable, change.from_user.id, why_not="blocked" if blocked else None, now=now
        )
        return
    await database.run(
        meet_group,
        change.chat.id,
        standing_of(change.new_chat_member, change.chat.title or ""),
        by=change.from_user.id,
        at=change.date,
        now=now,
    )


def standing_of(member: ResultChatMemberUnion, title: str) -> Standing:
    """What the bot is in a group. One that may not even write there is not in it, as far as we are concerned."""
    status = member.status
    name = str(status.value if isinstance(status, ChatMemberStatus) else status)
    if isinstance(member, ChatMemberAdministrator):
        pins = member.can_pin_messages is not False
        return Standing(title, name, member.can_delete_messages, may_pin=pins, may_poll=True)
    if isinstance(member, ChatMemberRestricted):
        name = "member" if member.is_member and member.can_send_messages else "restricted"
        return Standing(title, name, False, may_pin=False, may_poll=member.can_send_polls)
    return Standing(title, name, False, may_pin=False, may_poll=True)


class Moves(BaseMiddleware):
    """A group became a supergroup, under a new number: noted whoever did it, an administrator who hides too."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        if not isinstance(event, Message) or event.migrate_to_chat_id is None:
            return await handler(event, data)
        to = event.migrate_to_chat_id
        return await self._database.run(move_group, event.chat.id, to, now=self._clock())
