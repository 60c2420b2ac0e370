"""What every send method has in common: the chat, the reply, the keyboard, the one who may see it."""

from datetime import timedelta

from sandbox.chats import is_present, reachable_chat
from sandbox.entities import formatted, utf16_length
from sandbox.errors import bad_request
from sandbox.keyboards import reply_markup
from sandbox.parameters import Parameters
from sandbox.posting import post, post_ephemeral
from sandbox.show import find_ephemeral, find_message, show_message
from sandbox.state import Bot, Chat, Json, Message
from sandbox.world import World

# Bot API: sendMessage "1-4096 characters after entities parsing", captions "0-1024".
TEXT_LENGTH = 4096
CAPTION_LENGTH = 1024
# Bot API libraries' documentation of ephemeral_message_parameters: a callback query serves for 15 seconds.
EPHEMERAL_CALLBACK = timedelta(seconds=15)


def text_content(parameters: Parameters) -> Json:
    """text and entities of sendMessage and editMessageText. Raises ApiError 400 when empty or too long."""
    text, entities = formatted(parameters, "text")
    if not text:
        raise bad_request("message text is empty")
    if utf16_length(text) > TEXT_LENGTH:
        raise bad_request("message is too long")
    content: Json = {"text": text}
    if entities:
        content["entities"] = entities
    if options := parameters.mapping("link_preview_options"):
        content["link_preview_options"] = options
    return content


def caption_content(parameters: Parameters) -> Json:
    """caption and caption_entities, empty when there is none. Raises ApiError 400 when too long."""
    text, entities = formatted(parameters, "caption", entities="caption_entities")
    if utf16_length(text) > CAPTION_LENGTH:
        raise bad_request("message caption is too long")
    content: Json = {"caption": text} if text else {}
    if entities:
        content["caption_entities"] = entities
    if text and parameters.flag("show_caption_above_media"):
        content["show_caption_above_media"] = True
    return content


def send(world: World, bot: Bot, parameters: Parameters, content: Json) -> Json:
    """Send `content` as the other parameters say and answer with the Message."""
    chat, message = place(world, bot, parameters, content)
    return show_message(world, chat, message)


def place(world: World, bot: Bot, parameters: Parameters, content: Json) -> tuple[Chat, Message]:
    """Put `content` into the chat, seen by all or, with ephemeral_message_parameters, by one member."""
    markup = reply_markup(parameters)
    chat = reachable_chat(world, bot, parameters)
    if chat.type == "private" and (effect := parameters.text("message_effect_id")):
        content = {**content, "effect_id": effect}
    ephemeral = Parameters(parameters.mapping("ephemeral_message_parameters"))
    receiver = ephemeral.integer("receiver_user_id") or parameters.integer("receiver_user_id")
    if receiver is not None:
        return chat, _ephemeral(world, bot, parameters, chat, content, markup, receiver)
    reply_to = _reply(parameters, chat)
    message = post(
        world, chat, bot.id, content, markup=markup, reply_to=reply_to,
        protected=parameters.flag("protect_content"),
    )  # fmt: skip
    return chat, message


def _reply(parameters: Parameters, chat: Chat) -> int | None:
    reply = Parameters(parameters.mapping("reply_parameters"))
    wanted = reply.integer("message_id") or parameters.integer("reply_to_message_id")
    if not wanted:
        return None
    if find_message(chat, wanted) is not None:
        return wanted
    if reply.flag("allow_sending_without_reply") or parameters.flag("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def _ephemeral(
    world: World,
    bot: Bot,
    parameters: Parameters,
    chat: Chat,
    content: Json,
    markup: Json | None,
    receiver: int,
) -> Message:
    if chat.type == "private":
        raise bad_request("ephemeral messages can be sent only in group and supergroup chats")
    if not is_present(chat, receiver) or receiver in world.state.bots:
        raise bad_request("PARTICIPANT_ID_INVALID")
    if markup is not None and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    asked = parameters.mapping("ephemeral_message_parameters")
    replaces = _replaced(world, bot, asked, receiver, parameters.text("callback_query_id"))
    answered = Parameters(parameters.mapping("reply_parameters")).integer("ephemeral_message_id")
    if answered and find_ephemeral(chat, answered, receiver) is None:
        raise bad_request("message to be replied not found")
    return post_ephemeral(world, chat, bot.id, receiver, content, markup=markup, replaces=replaces)


def _replaced(world: World, bot: Bot, asked: Json, receiver: int, old_style: str | None) -> int | None:
    """The number of the message the ephemeral one is shown in place of."""
    query_id = asked.get("callback_query_id") or old_style
    if query_id is None:
        return None
    tap = world.state.taps.get(str(query_id))
    if tap is None or tap.bot_id != bot.id or tap.person_id != receiver:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if world.now() - tap.made_at > EPHEMERAL_CALLBACK:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    return tap.message_number if asked.get("replace_callback_query_message") else None


def send_message(world: World, bot: Bot, parameters: Parameters) -> Json:
    """sendMessage."""
    return send(world, bot, parameters, text_content(parameters))
