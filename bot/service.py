"""The running bot: opens what it needs, meets Telegram by polling or webhook, and closes everything again."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.base import BaseSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import LinkPreviewOptions
from aiohttp import web

from actions.appoint_first_administrators import appoint_first_administrators
from bot.config import Settings, WrongSettings, with_keys
from bot.delivery import Request
from bot.dispatcher import build_dispatcher
from bot.making_room import MakesRoom
from bot.menus import set_commands
from bot.patience import Patience
from bot.plainly import Plainly
from bot.speaking import OnMove, Speaking
from bot.updates import ALLOWED, Handle, Polling, handle_with, webhook_app
from bot.working import until_one_ends
from storage import sealed
from storage.conversations import forget_handled_before
from storage.database import Database
from storage.failpoint import arm
from storage.migrations import current, migrate

log = logging.getLogger(__name__)

ANSWER_WITHIN_SECONDS = 20.0
KEEP_HANDLED = timedelta(hours=48)  # Telegram sends an update again for 24 hours at most
TIDY_EVERY_SECONDS = 3600.0
Clock = Callable[[], datetime]


def real_clock() -> datetime:
    return datetime.now(UTC)


def open_database(settings: Settings, *, threads: int = 4, durable: bool = True) -> Database:
    """The migrated database, its sealed columns readable. Raises WrongSettings when it cannot be reached."""
    sealed.use_keys(with_keys(settings).key_texts)
    try:
        current(settings.database)
    except Exception as error:  # whatever a driver raises when there is nothing to talk to
        raise WrongSettings(
            f"HEALTHGRID_DATABASE cannot be used ({kind_of(error)}): check its address and rights."
        ) from error
    migrate(settings.database)
    return Database(settings.database, threads=threads, durable=durable)


def kind_of(error: BaseException) -> str:
    """What went wrong, by the name the driver gives it; its own words may show an address with a password."""
    return type(error.__cause__ or error).__name__


def open_bot(settings: Settings, session: BaseSession | None = None) -> Bot:
    """A bot that speaks HTML, previews no links, and is patient."""
    if session is None:
        session = AiohttpSession(
            api=TelegramAPIServer.from_base(settings.bot_api), timeout=ANSWER_WITHIN_SECONDS
        )
    session.middleware(Plainly())
    session.middleware(Patience())
    properties = DefaultBotProperties(parse_mode="HTML", link_preview=LinkPreviewOptions(is_disabled=True))
    return Bot(settings.bot_token.get_secret_value(), session=session, default=properties)


@asynccontextmanager
async def opened(
    settings: Settings, database: Database, *, clock: Clock = real_clock, session: BaseSession | None = None
) -> AsyncIterator[tuple[Bot, Handle]]:
    """A bot with its dispatcher and its command menus set."""
    bot = open_bot(settings, session)
    try:
        dispatcher = build_dispatcher(database, settings, clock)
        await set_commands(bot, administrators=settings.administrators, language=settings.language)
        yield bot, handle_with(dispatcher, bot)
    finally:
        await bot.session.close()


async def serve(
    settings: Settings,
    database: Database,
    *,
    clock: Clock = real_clock,
    session: BaseSession | None = None,
    request: Request | None = None,
    on_move: OnMove | None = None,
) -> None:
    """Run until cancelled. `session` and `request`: other ways to Telegram than HTTP; `on_move`: time is virtual."""
    _arm(settings.failpoint)
    await database.run(appoint_first_administrators, settings.administrators, now=clock())
    speaking = Speaking(database, settings, clock, request=request, on_move=on_move)
    async with opened(settings, database, clock=clock, session=session) as (bot, handle):
        bot.session.middleware(MakesRoom(speaking.delivery))
        await until_one_ends(_meet(settings, bot, handle), speaking.run(), _tidy(database, clock))


async def _meet(settings: Settings, bot: Bot, handle: Handle) -> None:
    if settings.webhook_url:
        await _serve_webhook(settings, bot, handle)
    else:
        await bot.delete_webhook()
        await Polling(bot, handle).run()


def _arm(place: str) -> None:
    """`name` or `name:count`: where a test wants this process killed. Empty in every real life."""
    name, _, count = place.partition(":")
    if name:
        arm(name, int(count or 1))


async def _serve_webhook(settings: Settings, bot: Bot, handle: Handle) -> None:
    secret = settings.webhook_secret.get_secret_value()
    path = "/" + settings.webhook_url.split("://", 1)[-1].partition("/")[2]
    runner = web.AppRunner(webhook_app(bot, handle, path=path, secret=secret), access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, settings.webhook_host, settings.webhook_port).start()
        await bot.set_webhook(settings.webhook_url, secret_token=secret, allowed_updates=ALLOWED)
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()


async def _tidy(database: Database, clock: Clock) -> None:
    """Forget, now and then, which updates were handled long ago."""
    while True:
        await database.run(forget_handled_before, clock() - KEEP_HANDLED)
        await asyncio.sleep(TIDY_EVERY_SECONDS)
