"""Putting a message into a chat and telling the bots that may see it. It parses no text."""

from sandbox.chats import is_administrator, is_present
from sandbox.entities import part
from sandbox.show import find_message, show_message
from sandbox.state import Bot, Chat, Json, Message
from sandbox.world import World


def post(
    world: World, chat: Chat, sender_id: int, content: Json, *, markup: Json | None = None,
    reply_to: int | None = None, service: str | None = None, protected: bool = False,
) -> Message:  # fmt: skip
    """An ordinary message that everyone in the chat can see."""
    message = Message(
        number=world.next("message"),
        message_id=chat.next_message_id,
        sender_id=sender_id,
        date=world.now(),
        content=content,
        markup=markup,
        reply_to=reply_to,
        service=service,
        protected=protected,
    )
    chat.next_message_id += 1
    _remember(world, chat, message)
    return message


def post_ephemeral(
    world: World, chat: Chat, sender_id: int, receiver_id: int, content: Json, *, markup: Json | None = None,
    replaces: int | None = None,
) -> Message:  # fmt: skip
    """A message only one member and one bot can see: message_id is 0, ephemeral_message_id identifies it."""
    person_id = sender_id if receiver_id in world.state.bots else receiver_id
    message = Message(
        number=world.next("message"),
        message_id=0,
        sender_id=sender_id,
        date=world.now(),
        content=content,
        markup=markup,
        ephemeral_id=chat.next_ephemeral_id,
        ephemeral_person=person_id,
        receiver_id=receiver_id,
        replaces=replaces,
    )
    chat.next_ephemeral_id += 1
    _remember(world, chat, message)
    return message


def _remember(world: World, chat: Chat, message: Message) -> None:
    chat.messages.append(message)
    world.stirred.add(chat.id)
    if world.keep is not None and len(chat.messages) > 2 * world.keep:
        del chat.messages[: -world.keep]
    world.bell.ring()


def tell_bots(world: World, chat: Chat, message: Message, kind: str = "message") -> None:
    """Queue the message for every bot that may see it."""
    for bot in bots_of(world, chat):
        if message.sender_id != bot.id and may_see(chat, message, bot):
            world.push(bot, kind, show_message(world, chat, message))


def bots_of(world: World, chat: Chat) -> list[Bot]:
    """The bots in the chat."""
    if chat.bot_id is not None:
        return [world.state.bots[chat.bot_id]]
    return [bot for bot in world.state.bots.values() if is_present(chat, bot.id)]


def may_see(chat: Chat, message: Message, bot: Bot) -> bool:
    """Privacy mode (Telegram, "Bot features"): commands, replies to the bot, mentions, service messages."""
    if message.receiver_id is not None:
        return message.receiver_id == bot.id
    if chat.type == "private" or not chat.privacy_mode or is_administrator(chat, bot.id):
        return True
    if message.service is not None:
        return True
    original = find_message(chat, message.reply_to)
    if original is not None and original.sender_id == bot.id:
        return True
    return any(_addresses(entity, text, bot) for text, entity in _entities(message.content))


def _entities(content: Json) -> list[tuple[str, Json]]:
    pairs = (("text", "entities"), ("caption", "caption_entities"))
    return [(content.get(text) or "", entity) for text, name in pairs for entity in content.get(name) or []]


def _addresses(entity: Json, text: str, bot: Bot) -> bool:
    covered = part(text, entity["offset"], entity["length"]).lower()
    if entity["type"] == "mention":
        return covered == f"@{bot.username.lower()}"
    if entity["type"] == "text_mention":
        return bool(entity["user"]["id"] == bot.id)
    if entity["type"] == "bot_command" and entity["offset"] == 0:
        return "@" not in covered or covered.endswith(f"@{bot.username.lower()}")
    return False
