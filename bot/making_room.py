"""Answers come before what the bot says by itself: each of them takes its place in the pace. Sends nothing."""

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.methods import TelegramMethod
from aiogram.methods.base import Response, TelegramType

from bot.delivery.deliver import Delivery


class MakesRoom(BaseRequestMiddleware):
    """Tells the delivery of everything that is answered."""

    def __init__(self, delivery: Delivery) -> None:
        self._delivery = delivery

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        if method.__api_method__.startswith(("send", "edit")):
            self._delivery.make_room()
        return await make_request(bot, method)
