"""People: their accounts, and what they write and see. It answers no bot."""

from typing import Any

from sandbox.chats import is_present
from sandbox.commands import is_ephemeral
from sandbox.entities import detect, utf16_length
from sandbox.errors import ApiError, ControlError
from sandbox.files import described, store
from sandbox.parameters import File
from sandbox.posting import bots_of, post, post_ephemeral, tell_bots
from sandbox.sending import TEXT_LENGTH
from sandbox.show import compact, find_ephemeral, find_message, show_user
from sandbox.state import Chat, Json, Message, Person
from sandbox.world import World

FIRST_PERSON = 700_000_001
_KINDS = ("photo", "document", "voice")


def add(world: World, first_name: str, username: str | None, language_code: str | None, note: str) -> Person:
    """A new account. Raises ControlError when the name is empty or the username taken."""
    if not first_name:
        raise ControlError("a person needs a first_name")
    if username and any(person.username == username for person in world.state.people.values()):
        raise ControlError(f"the username {username} is taken", 409)
    person = Person(world.next("person", FIRST_PERSON), first_name, username, language_code, note)
    world.state.people[person.id] = person
    return person


def write(world: World, chat: Chat, person: Person, given: Json) -> Message:
    """Post what a person sent and tell the bots that may see it."""
    content = _content(world, given)
    text = content.get("text") or ""
    bot_id = _ephemeral_bot(world, chat, person, text, given.get("reply_to_ephemeral"))
    if bot_id is not None:
        message = post_ephemeral(world, chat, person.id, bot_id, content)
        tell_bots(world, chat, message)
        return message
    reply_to = given.get("reply_to")
    if reply_to is not None and find_message(chat, int(reply_to)) is None:
        raise ControlError("the message replied to is not there", 404)
    message = post(world, chat, person.id, content, reply_to=int(reply_to) if reply_to is not None else None)
    tell_bots(world, chat, message)
    return message


def _ephemeral_bot(world: World, chat: Chat, person: Person, text: str, answered: int | None) -> int | None:
    """The bot that alone receives this: for an ephemeral command, and a reply to an ephemeral message."""
    if answered is not None:
        original = find_ephemeral(chat, int(answered), person.id)
        if original is None or original.sender_id not in world.state.bots:
            raise ControlError("the message replied to is not there", 404)
        return original.sender_id
    return next((bot.id for bot in bots_of(world, chat) if is_ephemeral(bot, person, chat, text)), None)


def _content(world: World, given: Json) -> Json:
    content = _media(world, given) or _simple(given)
    if given.get("forwarded_from") is not None:
        original = show_user(world, int(given["forwarded_from"]))
        date = int(world.now().timestamp())
        content["forward_origin"] = {"type": "user", "date": date, "sender_user": original}
    return content


def _media(world: World, given: Json) -> Json | None:
    for kind in _KINDS:
        if isinstance(given.get(kind), File):
            try:
                content = described(store(world, kind, given[kind]))
            except ApiError as error:
                raise ControlError(error.description) from error
            caption = given.get("caption") or given.get("text")
            return content | (_texts(caption, "caption", "caption_entities") if caption else {})
    return None


def _simple(given: Json) -> Json:
    for kind in ("contact", "location"):
        if isinstance(given.get(kind), dict):
            return {kind: given[kind]}
    text = str(given.get("text") or "").strip()
    if not text:
        raise ControlError("an empty message cannot be sent")
    if utf16_length(text) > TEXT_LENGTH:
        raise ControlError(f"a message holds at most {TEXT_LENGTH} characters")
    return _texts(text, "text", "entities")


def _texts(text: str, name: str, entities: str) -> Json:
    return compact(**{name: text, entities: sorted(detect(text), key=lambda one: int(one["offset"])) or None})


def button(message: Message, label: str | None) -> Json:
    """The inline button with this label. Raises ControlError when the message has none."""
    rows: list[list[Any]] = (message.markup or {}).get("inline_keyboard", [])
    for row in rows:
        for one in row:
            if one["text"] == label:
                found: Json = one
                return found
    labels = [one["text"] for row in rows for one in row]
    raise ControlError(f"there is no button {label!r}; the buttons are {labels}", 404)


def require_present(chat: Chat, person_id: int) -> None:
    """Raises ControlError 403 for someone who is not in the group."""
    if chat.type != "private" and not is_present(chat, person_id):
        raise ControlError("this person is not in that chat", 403)
