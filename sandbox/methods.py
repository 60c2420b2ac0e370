"""The one table of Bot API methods. A name that is not here is answered 404."""

from collections.abc import Callable
from typing import Any

from sandbox import (
    callbacks,
    chats,
    commands,
    editing,
    files,
    media,
    polls,
    profile,
    sending,
    sending_more,
    updates,
)
from sandbox.parameters import Parameters
from sandbox.state import Bot
from sandbox.world import World

Handler = Callable[[World, Bot, Parameters], Any]

METHODS: dict[str, Handler] = {
    # the bot itself
    "getMe": profile.get_me,
    "logOut": profile.acknowledge_only,
    "close": profile.acknowledge_only,
    "setMyName": profile.set_my_name,
    "getMyName": profile.get_my_name,
    "setMyDescription": profile.set_my_description,
    "getMyDescription": profile.get_my_description,
    "setMyShortDescription": profile.set_my_short_description,
    "getMyShortDescription": profile.get_my_short_description,
    "setMyDefaultAdministratorRights": profile.set_my_default_administrator_rights,
    "getMyDefaultAdministratorRights": profile.get_my_default_administrator_rights,
    "setChatMenuButton": profile.set_chat_menu_button,
    "getChatMenuButton": profile.get_chat_menu_button,
    "setMyCommands": commands.set_my_commands,
    "getMyCommands": commands.get_my_commands,
    "deleteMyCommands": commands.delete_my_commands,
    # updates
    "setWebhook": updates.set_webhook,
    "deleteWebhook": updates.delete_webhook,
    "getWebhookInfo": updates.get_webhook_info,
    "answerCallbackQuery": callbacks.answer_callback_query,
    # sending
    "sendMessage": sending.send_message,
    "sendRichMessage": sending_more.send_rich_message,
    "sendPhoto": media.send_photo,
    "sendDocument": media.send_document,
    "sendVideo": media.send_video,
    "sendAudio": media.send_audio,
    "sendVoice": media.send_voice,
    "sendAnimation": media.send_animation,
    "sendSticker": media.send_sticker,
    "sendVideoNote": media.send_video_note,
    "sendMediaGroup": media.send_media_group,
    "sendPoll": polls.send_poll,
    "stopPoll": polls.stop_poll,
    "sendLocation": sending_more.send_location,
    "sendVenue": sending_more.send_venue,
    "sendContact": sending_more.send_contact,
    "sendDice": sending_more.send_dice,
    "sendChatAction": sending_more.send_chat_action,
    "copyMessage": sending_more.copy_message,
    "forwardMessage": sending_more.forward_message,
    "setMessageReaction": sending_more.set_message_reaction,
    # editing
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageMedia": editing.edit_message_media,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "editEphemeralMessageText": editing.edit_ephemeral_message_text,
    "editEphemeralMessageCaption": editing.edit_ephemeral_message_caption,
    "editEphemeralMessageMedia": editing.edit_ephemeral_message_media,
    "editEphemeralMessageReplyMarkup": editing.edit_ephemeral_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "deleteMessages": editing.delete_messages,
    "deleteEphemeralMessage": editing.delete_ephemeral_message,
    # files and chats
    "getFile": files.get_file,
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
