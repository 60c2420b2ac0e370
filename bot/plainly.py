"""An answer whose formatting Telegram does not take is said without it: the words count. Mends no markup."""

import logging

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import TelegramMethod
from aiogram.methods.base import Response, TelegramType

from bot.delivery.parts import plain

log = logging.getLogger(__name__)


class Plainly(BaseRequestMiddleware):
    """Asks once more, in plain words."""

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        try:
            return await make_request(bot, method)
        except TelegramBadRequest as error:
            said = {
                name: plain(text) for name in ("text", "caption") if (text := getattr(method, name, None))
            }
            if "can't parse entities" not in error.message.lower() or not said:
                raise
            log.error("telegram does not take the formatting of %s", type(method).__name__)
            return await make_request(bot, method.model_copy(update={**said, "parse_mode": None}))
