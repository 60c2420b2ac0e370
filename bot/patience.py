"""How answers cope with a Telegram that is slow, busy or gone: wait when told to, try again when it is safe."""

import asyncio
import logging
from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import (
    RestartingTelegram,
    TelegramEntityTooLarge,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import GetUpdates, TelegramMethod
from aiogram.methods.base import Response, TelegramType

log = logging.getLogger(__name__)

TRIES = 3
LONGEST_WAIT_SECONDS = 30.0
FIRST_PAUSE_SECONDS = 0.5
_held: dict[Any, Any] = {}  # pydantic drops a generic type nobody holds, and makes it anew in milliseconds


class Patience(BaseRequestMiddleware):
    """An answer is worth a second try: better said twice after a lost answer than not at all."""

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        _held.setdefault(method.__returning__, Response[method.__returning__])  # type: ignore[name-defined]
        tries = 1 if method.__api_method__ == GetUpdates.__api_method__ else TRIES
        pause = FIRST_PAUSE_SECONDS
        for left in reversed(range(tries)):
            try:
                return await make_request(bot, method)
            except TelegramRetryAfter as error:
                if not left or error.retry_after > LONGEST_WAIT_SECONDS:
                    raise
                await asyncio.sleep(error.retry_after)
            except TelegramEntityTooLarge:
                raise  # a kind of network error by name only: it would never pass
            except (TelegramNetworkError, TelegramServerError, RestartingTelegram):
                if not left:
                    raise
                log.warning("telegram did not answer %s, trying again", type(method).__name__)
                await asyncio.sleep(pause)
                pause *= 2
        raise AssertionError("unreachable")
