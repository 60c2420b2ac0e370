"""Where the bot is, and who can be written to, as Telegram tells it."""

from datetime import datetime

from aiogram.enums import ChatMemberStatus
from aiogram.types import ChatMemberAdministrator, ChatMemberUpdated

from actions.bind_group import move_group, note_group
from actions.note_reachable import note_reachable
from bot.turn import Turn
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


async def group_moved(turn: Turn, to_telegram_id: int) -> None:
    """The group became a supergroup, under a new number."""
    await turn.do_unrecorded(move_group, turn.voice.chat_id, to_telegram_id, now=turn.now)
