"""Command lists per scope and language, and which of them a person sees. It runs no command."""

import re
from collections.abc import Iterator

from sandbox.chats import is_administrator
from sandbox.errors import bad_request
from sandbox.parameters import Parameters
from sandbox.state import Bot, Chat, Json, Person
from sandbox.world import World

# Bot API, BotCommand: "1-32 characters ... lowercase English letters, digits and underscores";
# description "1-256 characters"; setMyCommands: "at most 100 commands".
_NAME = re.compile(r"[a-z0-9_]{1,32}")
DESCRIPTION_LENGTH = 256
COMMANDS = 100


def _key(parameters: Parameters) -> str:
    scope = parameters.mapping("scope") or {"type": "default"}
    named = [str(scope[name]) for name in ("type", "chat_id", "user_id") if name in scope]
    return f"{':'.join(named)}|{parameters.text('language_code') or ''}"


def set_my_commands(world: World, bot: Bot, parameters: Parameters) -> bool:
    """setMyCommands for one scope and language."""
    commands = [_checked(command) for command in parameters.array("commands")]
    if len(commands) > COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    bot.commands[_key(parameters)] = commands
    return True


def _checked(command: Json) -> Json:
    name = str(command.get("command", "")).removeprefix("/")
    description = str(command.get("description", ""))
    if _NAME.fullmatch(name) is None:
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= DESCRIPTION_LENGTH:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    shown: Json = {"command": name, "description": description}
    if command.get("is_ephemeral"):
        shown["is_ephemeral"] = True
    return shown


def get_my_commands(world: World, bot: Bot, parameters: Parameters) -> list[Json]:
    """getMyCommands: the list of exactly that scope and language, empty when not set."""
    return bot.commands.get(_key(parameters), [])


def delete_my_commands(world: World, bot: Bot, parameters: Parameters) -> bool:
    """deleteMyCommands: "higher level commands will be shown" from then on."""
    bot.commands.pop(_key(parameters), None)
    return True


def commands_for(bot: Bot, person: Person, chat: Chat) -> list[Json]:
    """The list this person sees in this chat: the first one set, narrow scopes before wide ones."""
    language = (person.language_code or "").partition("-")[0]
    for scope in _scopes(person, chat):
        for key in (f"{scope}|{language}", f"{scope}|"):
            if bot.commands.get(key):
                return bot.commands[key]
    return []


def _scopes(person: Person, chat: Chat) -> Iterator[str]:
    """Bot API, "Determining list of commands": narrow to wide."""
    if chat.type == "private":
        yield from (f"chat:{chat.id}", "all_private_chats", "default")
        return
    yield f"chat_member:{chat.id}:{person.id}"
    if is_administrator(chat, person.id):
        yield f"chat_administrators:{chat.id}"
    yield f"chat:{chat.id}"
    if is_administrator(chat, person.id):
        yield "all_chat_administrators"
    yield from ("all_group_chats", "default")


def is_ephemeral(bot: Bot, person: Person, chat: Chat, text: str) -> bool:
    """Whether a client sends this text as an ephemeral command, seen by the bot alone."""
    if not text.startswith("/") or chat.type == "private":
        return False
    command, _, addressee = text.split(maxsplit=1)[0].removeprefix("/").partition("@")
    if addressee and addressee.lower() != bot.username.lower():
        return False
    return any(
        one["command"] == command and one.get("is_ephemeral") for one in commands_for(bot, person, chat)
    )
