"""The command menus: which commands people see where, in which language. Handles none of them."""

from collections.abc import Collection, Iterable
from contextlib import suppress

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeUnion,
)

from bot.wording import Words, words_in
from bot.words.vocabulary import mark
from domain.authority import Deed, deeds_of
from domain.people import Language, Role

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
    "for": mark("Log for somebody else"),
    "family": mark("My family: look after one another"),
    "settings": mark("Language, large text, quiet hours"),
    "volunteer": mark("Help my neighbours"),
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
# What helping in the grid asks for, the day's work first: shown to whoever may do that deed somewhere.
STAFF = {
    "round": (mark("Whom to look in on today"), Deed.SEE_ROUND),
    "person": (mark("Find a resident"), Deed.SEE_PERSON),
    "add": (mark("Add somebody without Telegram"), Deed.ADD_PERSON),
    "notice": (mark("Write a notice"), Deed.SEND_NOTICE),
    "notices": (mark("My notices and how they go"), Deed.SEND_NOTICE),
    "alerts": (mark("Alerts: waiting, and taken by whom"), Deed.SEE_ALERTS),
    "stats": (mark("The programme's figures"), Deed.SEE_FIGURES),
    "people": (mark("Who works where, on any day"), Deed.SEE_ROSTER),
    "roles": (mark("What each role may do"), Deed.SEE_ROSTER),
    "areas": (mark("Places, people and invitations"), Deed.CHANGE_AREAS),
    "groups": (mark("The village groups, and what I post there"), Deed.CHANGE_GROUPS),
    "bind": (mark("Say which village this group is"), Deed.CHANGE_GROUPS),
    "poster": (mark("A QR code to join a village"), Deed.CHANGE_GROUPS),
    "import": (mark("Places, residents and roles from a table"), Deed.IMPORT),
    "export": (mark("Rosters and places as a file"), Deed.EXPORT_ROSTER),
    "duplicates": (mark("People who were entered twice"), Deed.MERGE_PERSONS),
    "content": (mark("The lessons: see, replace, move"), Deed.CHANGE_LESSONS),
    "rules": (mark("What earns points"), Deed.CHANGE_RULES),
    "audit": (mark("Who did or saw what"), Deed.READ_AUDIT),
    "health": (mark("How the service is doing"), Deed.SEE_SERVICE),
    "admin": (mark("All of my work as buttons"), Deed.SEE_FIGURES),
}
# Known, but not worth a line in the menu.
UNLISTED = {"start", "claim", "language", "quiet"}


def work_of(deeds: Collection[Deed]) -> dict[str, str]:
    """The commands of the work that is done by these deeds."""
    return {name: said for name, (said, deed) in STAFF.items() if deed in deeds}


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
            listed = _listed(words, PRIVATE | work_of(deeds_of(Role.ADMINISTRATOR)))
            try:
                await _set(bot, listed, BotCommandScopeChat(chat_id=administrator), code)
            except TelegramBadRequest:
                continue  # they have not started the bot yet; the private menu serves until they do


async def set_commands_of(bot: Bot, telegram_id: int, deeds: Collection[Deed]) -> None:
    """The menu of one person's private chat, after a role began or ended."""
    names = PRIVATE | work_of(deeds)
    for language in Language:
        listed = _listed(words_in(language.value), names)
        with suppress(TelegramBadRequest):  # they have not started the bot yet
            await _set(bot, listed, BotCommandScopeChat(chat_id=telegram_id), _code(language.value))


async def _set(bot: Bot, commands: list[BotCommand], scope: BotCommandScopeUnion, code: str) -> None:
    await bot.set_my_commands(commands, scope=scope, language_code=code or None)
