"""Editing and deleting what was sent, ordinary and ephemeral. Bots do not hear of their own edits."""

from datetime import timedelta

from sandbox.chats import is_administrator, reachable_chat
from sandbox.errors import bad_request
from sandbox.keyboards import reply_markup
from sandbox.media import input_media
from sandbox.parameters import Parameters
from sandbox.rich import rich_content
from sandbox.sending import caption_content, text_content
from sandbox.show import find_ephemeral, find_message, show_message
from sandbox.state import Bot, Chat, Json, Message
from sandbox.world import World

# Bot API, deleteMessage: "A message can only be deleted if it was sent less than 48 hours ago";
# deleteMessages: "1-100 identifiers".
DELETABLE = timedelta(hours=48)
DELETIONS = 100
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
_CAPTION = ("caption", "caption_entities", "show_caption_above_media")
_MEDIA = ("photo", "document", "video", "audio", "animation", "voice")


def _target(world: World, bot: Bot, parameters: Parameters) -> tuple[Chat, Message]:
    """The message to edit: an ephemeral one where receiver_user_id is given."""
    chat = reachable_chat(world, bot, parameters)
    if "ephemeral_message_id" in parameters:
        receiver = parameters.integer("receiver_user_id") or 0
        message = find_ephemeral(chat, parameters.integer("ephemeral_message_id"), receiver)
    else:
        message = find_message(chat, parameters.integer("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if message.sender_id != bot.id or message.service is not None or "forward_origin" in message.content:
        raise bad_request("message can't be edited")
    # Bot API, "Updating messages": only "messages without reply_markup or with inline keyboards".
    if message.markup is not None and "inline_keyboard" not in message.markup:
        raise bad_request("message can't be edited")
    return chat, message


def _change(world: World, bot: Bot, parameters: Parameters, new: Json, kind: str) -> Json:
    """Put `new` in the place of the message's text, caption or media, and the keyboard given (or none)."""
    markup = reply_markup(parameters, inline_only=True)
    chat, message = _target(world, bot, parameters)
    content = _merged(message.content, new, kind)
    if content == message.content and markup == message.markup:
        raise bad_request(_NOT_MODIFIED)
    message.markup = markup
    if content != message.content:
        message.content, message.edited_at = content, world.now()
    world.bell.ring()
    return show_message(world, chat, message)


def _merged(old: Json, new: Json, kind: str) -> Json:
    if kind == "markup":
        return old
    if kind == "text" and not ("text" in old or "rich_message" in old):
        raise bad_request("there is no text in the message to edit")
    has_media = any(name in old for name in _MEDIA)
    if kind == "caption" and not has_media:
        raise bad_request("there is no caption in the message to edit")
    if kind == "media" and not (has_media or "text" in old):
        raise bad_request("message can't be edited")
    kept = {name: value for name, value in old.items() if name not in _CAPTION} if kind == "caption" else {}
    carried: Json = {name: old[name] for name in ("media_group_id", "effect_id") if name in old}
    return {**carried, **kept, **new}


def _new_text(parameters: Parameters) -> Json:
    rich = parameters.mapping("rich_message")
    return rich_content(rich) if rich else text_content(parameters)


def edit_message_text(world: World, bot: Bot, parameters: Parameters) -> Json:
    """editMessageText: a text or rich message; the keyboard goes when none is given."""
    return _change(world, bot, parameters, _new_text(parameters), "text")


def edit_message_caption(world: World, bot: Bot, parameters: Parameters) -> Json:
    """editMessageCaption; no caption takes it away."""
    return _change(world, bot, parameters, caption_content(parameters), "caption")


def edit_message_media(world: World, bot: Bot, parameters: Parameters) -> Json:
    """editMessageMedia."""
    return _change(world, bot, parameters, _new_media(world, parameters), "media")


def _new_media(world: World, parameters: Parameters) -> Json:
    return input_media(world, parameters.object("media"), parameters)


def edit_message_reply_markup(world: World, bot: Bot, parameters: Parameters) -> Json:
    """editMessageReplyMarkup."""
    return _change(world, bot, parameters, {}, "markup")


def edit_ephemeral_message_text(world: World, bot: Bot, parameters: Parameters) -> bool:
    """editEphemeralMessageText."""
    return bool(_change(world, bot, _ephemeral(parameters), _new_text(parameters), "text"))


def edit_ephemeral_message_caption(world: World, bot: Bot, parameters: Parameters) -> bool:
    """editEphemeralMessageCaption."""
    return bool(_change(world, bot, _ephemeral(parameters), caption_content(parameters), "caption"))


def edit_ephemeral_message_media(world: World, bot: Bot, parameters: Parameters) -> bool:
    """editEphemeralMessageMedia."""
    return bool(_change(world, bot, _ephemeral(parameters), _new_media(world, parameters), "media"))


def edit_ephemeral_message_reply_markup(world: World, bot: Bot, parameters: Parameters) -> bool:
    """editEphemeralMessageReplyMarkup."""
    return bool(_change(world, bot, _ephemeral(parameters), {}, "markup"))


def _ephemeral(parameters: Parameters) -> Parameters:
    if "ephemeral_message_id" not in parameters or "receiver_user_id" not in parameters:
        raise bad_request("message identifier is not specified")
    return parameters


def delete_ephemeral_message(world: World, bot: Bot, parameters: Parameters) -> bool:
    """deleteEphemeralMessage: the bot's own, or a command sent to it."""
    chat = reachable_chat(world, bot, _ephemeral(parameters))
    receiver = parameters.integer("receiver_user_id") or 0
    message = find_ephemeral(chat, parameters.integer("ephemeral_message_id"), receiver)
    if message is None or bot.id not in {message.sender_id, message.receiver_id}:
        raise bad_request("message to delete not found")
    message.deleted = True
    world.bell.ring()
    return True


def delete_message(world: World, bot: Bot, parameters: Parameters) -> bool:
    """deleteMessage, within 48 hours and the bot's rights."""
    chat = reachable_chat(world, bot, parameters)
    message = find_message(chat, parameters.integer("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    if not _may_delete(world, bot, chat, message):
        raise bad_request("message can't be deleted for everyone")
    message.deleted = True
    world.bell.ring()
    return True


def _may_delete(world: World, bot: Bot, chat: Chat, message: Message) -> bool:
    if world.now() - message.date >= DELETABLE:
        return False
    return message.sender_id == bot.id or chat.type == "private" or is_administrator(chat, bot.id)


def delete_messages(world: World, bot: Bot, parameters: Parameters) -> bool:
    """deleteMessages: those that are not there or may not be deleted are skipped."""
    wanted = parameters.array("message_ids")
    if not 1 <= len(wanted) <= DELETIONS:
        raise bad_request(
            "message identifiers are not specified" if not wanted else "too many messages to delete"
        )
    chat = reachable_chat(world, bot, parameters)
    for message_id in wanted:
        message = find_message(chat, int(message_id))
        if message is not None and _may_delete(world, bot, chat, message):
            message.deleted = True
    world.bell.ring()
    return True
