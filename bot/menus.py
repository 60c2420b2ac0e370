"""The command menus in Telegram: set for everybody at the start, for one person when a role began or ended."""

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

from bot.commands import GROUP, PRIVATE, code_of, private_menu, private_menus
from bot.wording import Words, words_in
from domain.authority import Deed, deeds_of
from domain.people import Language, Role


def _listed(words: Words, names: dict[str, str], *, ephemeral: bool = False) -> list[BotCommand]:
    return [
        BotCommand(command=name, description=str(words(said)), is_ephemeral=True if ephemeral else None)
        for name, said in names.items()
    ]


async def set_commands(bot: Bot, *, administrators: Iterable[int], language: str) -> None:
    """Set every menu: private chats, groups (ephemeral where the server knows it), administrators; per language.

    The first language is for everybody who speaks none of ours.
    """
    for spoken, code in [(language, ""), *((each.value, code_of(each.value)) for each in Language)]:
        words = words_in(spoken)
        await _set(bot, _listed(words, PRIVATE), BotCommandScopeAllPrivateChats(), code)
        await _set(bot, _listed(words, GROUP, ephemeral=True), BotCommandScopeAllGroupChats(), code)
        for administrator in administrators:
            listed = _listed(words, private_menu(deeds_of(Role.ADMINISTRATOR)))
            try:
                await _set(bot, listed, BotCommandScopeChat(chat_id=administrator), code)
            except TelegramBadRequest:
                continue  # they have not started the bot yet; the private menu serves until they do


async def set_commands_of(bot: Bot, telegram_id: int, deeds: Collection[Deed]) -> None:
    """The menu of one person's private chat, after a role began or ended."""
    for code, menu in private_menus(deeds).items():
        listed = [BotCommand(command=name, description=said) for name, said in menu.items()]
        with suppress(TelegramBadRequest):  # they have not started the bot yet
            await _set(bot, listed, BotCommandScopeChat(chat_id=telegram_id), code)


async def _set(bot: Bot, commands: list[BotCommand], scope: BotCommandScopeUnion, code: str) -> None:
    await bot.set_my_commands(commands, scope=scope, language_code=code or None)
