"""Where the bot is, and who can be written to, as Telegram tells it."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from aiogram import BaseMiddleware
from aiogram.enums import ChatMemberStatus
from aiogram.types import ChatMemberAdministrator, ChatMemberUpdated, Message, TelegramObject

from actions.bind_group import move_group, note_group
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
    member = change.new_chat_member
    may_delete = isinstance(member, ChatMemberAdministrator) and member.can_delete_messages
    await database.run(
        note_group,
        change.chat.id,
        title=change.chat.title or "",
        bot_status=str(status.value if isinstance(status, ChatMemberStatus) else status),
        may_delete=may_delete,
        now=now,
    )


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
