"""The one table of Bot API methods. A name that is not here is answered 404."""

from collections.abc import Callable
from typing import Any

from sandbox import callbacks, chats, profile, sending, updates
from sandbox.parameters import Parameters
from sandbox.state import Bot
from sandbox.world import World

Handler = Callable[[World, Bot, Parameters], Any]

METHODS: dict[str, Handler] = {
    "getMe": profile.get_me,
    "setWebhook": updates.set_webhook,
    "deleteWebhook": updates.delete_webhook,
    "getWebhookInfo": updates.get_webhook_info,
    "sendMessage": sending.send_message,
    "answerCallbackQuery": callbacks.answer_callback_query,
    "getChat": chats.get_chat,
    "getChatMember": chats.get_chat_member,
    "getChatMemberCount": chats.get_chat_member_count,
    "getChatAdministrators": chats.get_chat_administrators,
    "leaveChat": chats.leave_chat,
    "exportChatInviteLink": chats.export_chat_invite_link,
    "createChatInviteLink": chats.create_chat_invite_link,
    "pinChatMessage": chats.pin_chat_message,
    "unpinChatMessage": chats.unpin_chat_message,
    "unpinAllChatMessages": chats.unpin_all_chat_messages,
}
"""getUpdates is not in the table: it waits, so Telegram answers it itself."""

BY_LOWER_NAME = {name.lower(): handler for name, handler in METHODS.items()}
