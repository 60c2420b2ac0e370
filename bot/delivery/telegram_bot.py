"""python-telegram-bot's bot, and what of its errors has to be known more exactly. Sends nothing by itself."""

import json
import logging
from contextlib import suppress
from datetime import timedelta
from typing import Any

import httpx
from telegram import LinkPreviewOptions
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError
from telegram.ext import Defaults, ExtBot
from telegram.request import BaseRequest, HTTPXRequest, RequestData

from bot.config import Settings
from bot.delivery.pace import Attempt, Pace

ANSWER_WITHIN_SECONDS = 20.0
CONNECT_WITHIN_SECONDS = 5.0
CONNECTIONS = 16


class NeverSent(NetworkError):
    """Nobody was reached: Telegram has seen nothing of it."""


class TooMany(RetryAfter):
    """429, with its pause as a timedelta whatever the environment says about PTB_TIMEDELTA."""

    def __init__(self, pause: timedelta) -> None:
        TelegramError.__init__(self, f"Flood control exceeded. Retry in {pause}")
        self._retry_after = pause

    @property
    def retry_after(self) -> timedelta:
        return self._retry_after


class Careful(BaseRequest):
    """Another request, whose failures keep apart what the outbox has to treat differently."""

    def __init__(self, inner: BaseRequest) -> None:
        self._inner = inner

    @property
    def read_timeout(self) -> float | None:
        return self._inner.read_timeout

    async def initialize(self) -> None:
        await self._inner.initialize()

    async def shutdown(self) -> None:
        await self._inner.shutdown()

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *args: Any, **kwargs: Any
    ) -> tuple[int, bytes]:
        try:
            code, payload = await self._inner.do_request(url, method, request_data, *args, **kwargs)
        except NetworkError as error:
            never = httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout
            if isinstance(error.__cause__, never):
                raise NeverSent(error.message) from error
            raise
        if code == 429:
            raise TooMany(_pause(payload))
        if code == 413:  # a network error by PTB's reading, and so would be tried for ever
            raise BadRequest("Request Entity Too Large")
        return code, payload


def _pause(payload: bytes) -> timedelta:
    with suppress(ValueError, KeyError, TypeError):
        return timedelta(seconds=int(json.loads(payload)["parameters"]["retry_after"]))
    return timedelta(seconds=1)


def open_bot(settings: Settings, pace: Pace, request: BaseRequest | None = None) -> ExtBot[Attempt]:
    """A bot that speaks HTML, previews no links, and keeps the pace. `request`: another way than HTTP."""
    logging.getLogger("httpx").setLevel(logging.WARNING)  # it logs addresses, and the token is in them
    careful = Careful(request or _over_http())
    return ExtBot(
        settings.bot_token.get_secret_value(),
        base_url=f"{settings.bot_api}/bot",
        base_file_url=f"{settings.bot_api}/file/bot",
        request=careful,
        get_updates_request=careful,
        defaults=Defaults(parse_mode="HTML", link_preview_options=LinkPreviewOptions(is_disabled=True)),
        rate_limiter=pace,
    )


def _over_http() -> HTTPXRequest:
    return HTTPXRequest(
        connection_pool_size=CONNECTIONS,
        read_timeout=ANSWER_WITHIN_SECONDS,
        write_timeout=ANSWER_WITHIN_SECONDS,
        connect_timeout=CONNECT_WITHIN_SECONDS,
        pool_timeout=CONNECT_WITHIN_SECONDS,
    )
