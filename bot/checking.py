"""What `healthgrid check` looks at. Changes nothing."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramNetworkError, TelegramUnauthorizedError
from aiogram.types import BotCommandScopeAllPrivateChats

from bot import config, service
from bot.commands import PRIVATE
from bot.config import Settings, WrongSettings
from bot.wording import words_in
from bot.words.health_words import LATE
from domain.people import Language
from storage import migrations
from storage.beats import CLOCK, find_beat
from storage.database import Database


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: fine, or what to do."""

    what: str
    ok: bool
    said: str


async def checks() -> list[Finding]:
    """Everything a real start needs, in the order it is needed."""
    try:
        settings = config.for_telegram(config.load())
    except WrongSettings as error:
        return [*(Finding("settings", False, line) for line in error.lines), _words()]
    database = _database(settings)
    clock = [_clock(settings)] if database.ok else []
    findings = [Finding("settings", True, "complete"), database, *clock, _words()]
    bot = service.open_bot(settings)
    try:
        for what, look in (("token", _token), ("webhook", _webhook), ("command lists", _commands)):
            findings.append(await _asked(what, look, bot, settings))
            if not findings[-1].ok and look is _token:
                break  # the others would only say the same
    finally:
        await bot.session.close()
    return findings


def _database(settings: Settings) -> Finding:
    try:
        stands_at = migrations.current(settings.database)
    except Exception as error:  # whatever a driver raises when there is nothing to talk to
        return Finding(
            "database", False, f"cannot be opened ({service.kind_of(error)}); check HEALTHGRID_DATABASE"
        )
    if stands_at != migrations.head():
        return Finding("migrations", False, "behind; run `healthgrid migrate`")
    return Finding("database", True, f"opened, migrations at {stands_at}")


def _clock(settings: Settings) -> Finding:
    """Whether a running bot says what is due; before the first start there is none."""
    database = Database(settings.database, threads=0)
    try:
        at = database.read_now(find_beat, CLOCK)
    finally:
        database.close_now()
    if at is None:
        return Finding("clock", True, "has not ticked yet; `healthgrid run` starts it")
    passed = service.real_clock() - at
    if passed > LATE:
        return Finding(
            "clock", False, f"stands still since {at:%Y-%m-%d %H:%M} UTC; is `healthgrid run` running?"
        )
    return Finding("clock", True, f"ticked {max(0, int(passed.total_seconds()))} seconds ago")


def _words() -> Finding:
    try:
        for language in Language:
            words_in(language.value)
    except (OSError, ValueError, LookupError) as error:
        return Finding(
            "words", False, f"cannot be read ({type(error).__name__}); reinstall the locales folder"
        )
    return Finding("words", True, ", ".join(Language))


Look = Callable[[Bot, Settings], Awaitable[Finding]]


async def _asked(what: str, look: Look, bot: Bot, settings: Settings) -> Finding:
    try:
        return await look(bot, settings)
    except TelegramUnauthorizedError:
        return Finding(what, False, "Telegram refuses HEALTHGRID_BOT_TOKEN; ask @BotFather for the right one")
    except TelegramNetworkError:
        return Finding(what, False, "Telegram cannot be reached; check HEALTHGRID_BOT_API and the network")
    except TelegramAPIError as error:
        return Finding(what, False, f"Telegram did not agree ({type(error).__name__}); try again in a minute")


async def _token(bot: Bot, settings: Settings) -> Finding:
    me = await bot.get_me()
    return Finding("token", True, f"@{me.username}")


async def _webhook(bot: Bot, settings: Settings) -> Finding:
    info = await bot.get_webhook_info()
    if info.url != settings.webhook_url:
        wanted = settings.webhook_url or "none"
        return Finding(
            "webhook", not info.url, f"Telegram has {info.url or 'none'}, wanted {wanted}; it is set by `run`"
        )
    waiting = f", {info.pending_update_count} waiting" if info.pending_update_count else ""
    return Finding("webhook", True, f"{info.url or 'none, polling'}{waiting}")


async def _commands(bot: Bot, settings: Settings) -> Finding:
    for language in Language:
        listed = await bot.get_my_commands(
            scope=BotCommandScopeAllPrivateChats(), language_code=language.value[:2]
        )
        if {command.command for command in listed} != set(PRIVATE):
            return Finding(
                "command lists", False, f"not set for {language.value} yet; `healthgrid run` sets them"
            )
    return Finding("command lists", True, "set in every language")
