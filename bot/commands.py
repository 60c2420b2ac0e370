"""The command menus: which commands people see where, in which language. Handles none of them."""

from collections.abc import Iterable

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeUnion,
)

from bot.vocabulary import mark
from bot.wording import Words, words_in
from domain.people import Language

PRIVATE = {
    "menu": mark("Log by tapping"),
    "bp": mark("Blood pressure"),
    "exercise": mark("Exercise"),
    "weight": mark("Weight"),
    "glucose": mark("Blood sugar"),
    "history": mark("My readings and charts"),
    "points": mark("My points and streak"),
    "undo": mark("Take back the last one"),
    "pause": mark("Pause my streak"),
    "lessons": mark("The lessons of the past weeks"),
    "board": mark("My name on the village's board"),
    "reminders": mark("My reminders"),
    "settings": mark("Language, large text, quiet hours"),
    "privacy": mark("My data, my choice"),
    "mydata": mark("A copy of all my data"),
    "whosaw": mark("Who looked at my data"),
    "forget": mark("Erase everything about me"),
    "help": mark("How to use me"),
}
# What is useful among neighbours; everything of it is seen by the person who asks alone.
GROUP = {
    name: PRIVATE[name]
    for name in ("menu", "bp", "exercise", "weight", "glucose", "history", "points", "undo", "help")
}
ADMINISTRATOR = {
    "bind": mark("Say which village this group is"),
    "poster": mark("A QR code to join a village"),
}
# Known, but not worth a line in the menu.
UNLISTED = {"start", "language", "quiet"}


def _listed(words: Words, names: dict[str, str], *, ephemeral: bool = False) -> list[BotCommand]:
    return [
        BotCommand(command=name, description=str(words(said)), is_ephemeral=True if ephemeral else None)
        for name, said in names.items()
    ]


def _code(language: str) -> str:
    """Telegram's two-letter code; the first language is for everybody who speaks none of ours."""
    return language[:2]


async def set_commands(bot: Bot, *, administrators: Iterable[int], language: str) -> None:
    """Set every menu: private chats, groups (ephemeral where the server knows it), administrators; per language."""
    for spoken, code in [(language, ""), *((each.value, _code(each.value)) for each in Language)]:
        words = words_in(spoken)
        await _set(bot, _listed(words, PRIVATE), BotCommandScopeAllPrivateChats(), code)
        await _set(bot, _listed(words, GROUP, ephemeral=True), BotCommandScopeAllGroupChats(), code)
        for administrator in administrators:
            listed = _listed(words, PRIVATE | ADMINISTRATOR)
            try:
                await _set(bot, listed, BotCommandScopeChat(chat_id=administrator), code)
            except TelegramBadRequest:
                continue  # they have not started the bot yet; the private menu serves until they do


async def _set(bot: Bot, commands: list[BotCommand], scope: BotCommandScopeUnion, code: str) -> None:
    await bot.set_my_commands(commands, scope=scope, language_code=code or None)
