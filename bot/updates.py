"""How updates reach the dispatcher: by asking for them, or by being called. Either way Telegram is told an update was
handled only after its effects are committed and its answer was tried.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from hmac import compare_digest

from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramAPIError, TelegramUnauthorizedError
from aiogram.types import Update, User
from aiohttp import web

from bot.faults import tell_fault
from bot.wording import language_of, words_in
from domain.people import Language
from storage.failpoint import failpoint

log = logging.getLogger(__name__)

ALLOWED = ["message", "edited_message", "callback_query", "my_chat_member", "poll_answer"]
AT_ONCE = 100
LONG_POLL_SECONDS = 30
TRIES = 5  # of one update; then it is let go, or one broken message would stop the whole county
PAUSE_SECONDS = 1.0
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"

Handle = Callable[[Update], Awaitable[None]]


def handle_with(dispatcher: Dispatcher, bot: Bot) -> Handle:
    """Handle one update to its end; raises when it has to come again."""

    async def handle(update: Update) -> None:
        await dispatcher.feed_update(bot, update)

    return handle


def sender_of(update: Update) -> int:
    """Whose update it is: those of one person are handled in the order they came."""
    if update.poll_answer is not None:
        return update.poll_answer.user.id if update.poll_answer.user is not None else 0
    user = _writer_of(update) or (update.my_chat_member.from_user if update.my_chat_member else None)
    return user.id if user is not None else 0


def _writer_of(update: Update) -> User | None:
    """Who waits for an answer to it."""
    event = update.message or update.edited_message or update.callback_query
    return event.from_user if event is not None else None


async def say_it_failed(bot: Bot, update: Update) -> None:
    """Never silence: what was let go may have been a cry for help. Nothing is said of what it was."""
    user = _writer_of(update)
    if user is None or user.is_bot:
        return
    words = words_in(language_of(user.language_code, Language.CHINESE))
    with suppress(TelegramAPIError):
        await bot.send_message(
            user.id,
            words(
                "❗️ I could not do that. If you feel very unwell: call 120. Otherwise please try again later."
            ),
        )


class _Failures:
    """How often each update failed, in this process."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._tries: dict[int, int] = defaultdict(int)

    async def comes_again(self, update: Update, error: Exception) -> bool:
        """Note one more. False: it had its tries and is given up."""
        tell_fault(log, error, "an update failed")
        self._tries[update.update_id] += 1
        if self._tries[update.update_id] < TRIES:
            return True
        log.error("an update was given up after %d tries", TRIES)
        self.forget(update)
        await say_it_failed(self._bot, update)
        return False

    def forget(self, update: Update) -> None:
        """It was handled, or will not come again."""
        self._tries.pop(update.update_id, None)


class Polling:
    """Asks for updates, handles each person's in order and different people's at once, then acknowledges."""

    def __init__(self, bot: Bot, handle: Handle) -> None:
        self._bot = bot
        self._handle = handle
        self._next: int | None = None
        self._done: set[int] = set()
        self._failures = _Failures(bot)

    async def run(self) -> None:
        """Until cancelled. Raises TelegramUnauthorizedError when the token is refused."""
        while True:
            failpoint("before-acknowledging")
            try:
                updates = await self._bot.get_updates(
                    offset=self._next,
                    limit=AT_ONCE,
                    timeout=LONG_POLL_SECONDS,
                    allowed_updates=ALLOWED,
                    request_timeout=LONG_POLL_SECONDS + 15,
                )
            except TelegramUnauthorizedError:
                raise
            except TelegramAPIError as error:
                log.warning("no updates: %s", type(error).__name__)
                await asyncio.sleep(PAUSE_SECONDS)
                continue
            failpoint("after-acknowledging")
            if not await self.take(updates):
                await asyncio.sleep(PAUSE_SECONDS)

    async def take(self, updates: Sequence[Update]) -> bool:
        """Handle a batch; what may be acknowledged is known afterwards. False: some have to come again."""
        by_person: dict[int, list[Update]] = defaultdict(list)
        for update in updates:
            if update.update_id not in self._done:
                by_person[sender_of(update)].append(update)
        await asyncio.gather(*(self._in_order(theirs) for theirs in by_person.values()))
        for update in updates:
            if update.update_id not in self._done:
                return False
            self._next = update.update_id + 1
        self._done.clear()
        return True

    async def _in_order(self, updates: Sequence[Update]) -> None:
        for update in updates:
            if not await self._handled(update):
                return  # the later ones of this person wait for it

    async def _handled(self, update: Update) -> bool:
        try:
            await self._handle(update)
        except Exception as error:
            if await self._failures.comes_again(update, error):
                return False
        failpoint("handled")
        self._failures.forget(update)
        self._done.add(update.update_id)
        return True


def webhook_app(bot: Bot, handle: Handle, *, path: str, secret: str) -> web.Application:
    """A web application for Telegram to call. It answers 200 after the commit, 500 when the update has to come again."""
    failures = _Failures(bot)

    async def take(request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not compare_digest(given.encode(errors="surrogateescape"), secret.encode()):
            return web.Response(status=401)
        try:
            update = Update.model_validate_json(await request.read())
        except ValueError:
            return web.Response(status=400)
        try:
            await handle(update)
        except Exception as error:
            if await failures.comes_again(update, error):
                return web.Response(status=500)
        failures.forget(update)
        failpoint("before-acknowledging")
        return web.Response()

    app = web.Application()
    app.router.add_post(path, take)
    return app
