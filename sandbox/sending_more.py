"""Sending what is neither text nor file: locations, contacts, dice, actions; copies and forwards."""

from typing import Any

from sandbox.chats import reachable_chat
from sandbox.errors import bad_request
from sandbox.parameters import Parameters
from sandbox.rich import rich_content
from sandbox.sending import caption_content, place, send
from sandbox.show import find_message, show_user
from sandbox.state import Bot, Json, Message
from sandbox.world import World

# Bot API, sendChatAction; sendDice: the values each emoji can show.
ACTIONS = frozenset({
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note",
})  # fmt: skip
DICE = {"🎲": 6, "🎯": 6, "🎳": 6, "🏀": 5, "⚽": 5, "🎰": 64}


def send_location(world: World, bot: Bot, parameters: Parameters) -> Json:
    """sendLocation."""
    return send(world, bot, parameters, {"location": _location(parameters)})


def _location(parameters: Parameters) -> Json:
    try:
        latitude, longitude = (float(str(parameters.text(name))) for name in ("latitude", "longitude"))
    except ValueError:
        raise bad_request("location must be non-empty") from None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise bad_request("location must be non-empty")
    return {"latitude": latitude, "longitude": longitude}


def send_venue(world: World, bot: Bot, parameters: Parameters) -> Json:
    """sendVenue."""
    location = _location(parameters)
    venue = {"location": location, "title": parameters.text("title"), "address": parameters.text("address")}
    if not venue["title"] or not venue["address"]:
        raise bad_request("venue title and address must be non-empty")
    return send(world, bot, parameters, {"location": location, "venue": venue})


def send_contact(world: World, bot: Bot, parameters: Parameters) -> Json:
    """sendContact."""
    phone, name = parameters.text("phone_number"), parameters.text("first_name")
    if not phone or not name:
        raise bad_request("contact phone number and first name must be non-empty")
    contact = {"phone_number": phone, "first_name": name}
    if last := parameters.text("last_name"):
        contact["last_name"] = last
    return send(world, bot, parameters, {"contact": contact})


def send_dice(world: World, bot: Bot, parameters: Parameters) -> Json:
    """sendDice: the values come round in order, so that tests can count on them."""
    emoji = parameters.text("emoji") or "🎲"
    if emoji not in DICE:
        raise bad_request("emoji is not supported as a dice")
    value = (world.next(f"dice {emoji}") - 1) % DICE[emoji] + 1
    return send(world, bot, parameters, {"dice": {"emoji": emoji, "value": value}})


def send_chat_action(world: World, bot: Bot, parameters: Parameters) -> bool:
    """sendChatAction."""
    if parameters.text("action") not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    reachable_chat(world, bot, parameters)
    return True


def send_rich_message(world: World, bot: Bot, parameters: Parameters) -> Json:
    """sendRichMessage."""
    return send(world, bot, parameters, rich_content(parameters.mapping("rich_message")))


def _original(world: World, bot: Bot, parameters: Parameters, doing: str) -> Message:
    origin = reachable_chat(world, bot, Parameters({"chat_id": parameters.raw.get("from_chat_id")}))
    message = find_message(origin, parameters.integer("message_id"))
    if message is None:
        raise bad_request(f"message to {doing} not found")
    if message.service is not None or message.protected:
        raise bad_request(f"the message can't be {'copied' if doing == 'copy' else 'forwarded'}")
    return message


def copy_message(world: World, bot: Bot, parameters: Parameters) -> Json:
    """copyMessage: a MessageId; the copy does not link to the original."""
    original = _original(world, bot, parameters, "copy")
    content = {name: value for name, value in original.content.items() if name != "forward_origin"}
    if "caption" in parameters:
        content = {name: value for name, value in content.items() if not name.startswith("caption")}
        content |= caption_content(parameters)
    _chat, message = place(world, bot, parameters, content)
    return {"message_id": message.message_id}


def forward_message(world: World, bot: Bot, parameters: Parameters) -> Json:
    """forwardMessage."""
    original = _original(world, bot, parameters, "forward")
    sender = show_user(world, original.sender_id)
    origin = {"type": "user", "date": int(original.date.timestamp()), "sender_user": sender}
    return send(world, bot, parameters, {"forward_origin": origin, **original.content})


def set_message_reaction(world: World, bot: Bot, parameters: Parameters) -> bool:
    """setMessageReaction: one reaction of the bot, or none to take it back."""
    chat = reachable_chat(world, bot, parameters)
    message = find_message(chat, parameters.integer("message_id"))
    if message is None:
        raise bad_request("message to react not found")
    reactions: list[Any] = parameters.array("reaction")
    if len(reactions) > 1 or any(not isinstance(one, dict) or "type" not in one for one in reactions):
        raise bad_request("REACTIONS_TOO_MANY" if len(reactions) > 1 else "REACTION_INVALID")
    message.reactions[bot.id] = reactions
    return True
