"""One small bot written twice, with aiogram and with python-telegram-bot, neither changed for the sandbox."""

import asyncio
from collections.abc import Callable
from typing import Any, ClassVar, Protocol

import aiogram
import telegram as ptb
from aiogram import types
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web
from telegram import ext

TOKEN = "4242:sandbox-token"
UPDATES = ["message", "callback_query", "poll_answer", "my_chat_member"]
GREETING = "Hello! Tap a button."
SAID = "You said: "
TAPPED = "You tapped Yes."
QUESTION = "Which number is the systolic one?"
OPTIONS = ["The higher", "The lower"]
HELLO_GROUP = "Hello, group."
SECRET = "Only you can read this."
SECRET_EDITED = "Only you can read this, still."


class LittleBot(Protocol):
    """What the tests ask of either bot."""

    errors: ClassVar[dict[str, type[Exception]]]

    async def poll(self) -> None:
        """Start polling."""

    async def listen(self, port_holder: list[int], secret: str) -> None:
        """Serve a webhook on a free port, and note the port."""

    async def stop(self) -> None:
        """End everything."""

    async def say(self, chat: int, text: str) -> int:
        """Send a text as a bot's own code would; the message id."""


async def _serve(app: web.Application) -> tuple[web.AppRunner, int]:
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return runner, runner.addresses[0][1]


class AiogramBot:
    """The bot in aiogram."""

    errors: ClassVar[dict[str, type[Exception]]] = {
        "429": aiogram.exceptions.TelegramRetryAfter,
        "403": aiogram.exceptions.TelegramForbiddenError,
        "400": aiogram.exceptions.TelegramBadRequest,
        "500": aiogram.exceptions.TelegramServerError,
        "timeout": aiogram.exceptions.TelegramNetworkError,
        "lost_answer": aiogram.exceptions.TelegramNetworkError,
        "migrated": aiogram.exceptions.TelegramMigrateToChat,
        "401": aiogram.exceptions.TelegramUnauthorizedError,
    }  # fmt: skip

    def __init__(self, url: str, token: str = TOKEN) -> None:
        session = AiohttpSession(api=TelegramAPIServer.from_base(url), timeout=2)
        self.bot = aiogram.Bot(token, session=session)
        self.dispatcher = aiogram.Dispatcher()
        self._polling: asyncio.Task[None] | None = None
        self._runner: web.AppRunner | None = None
        self._register(aiogram.Router())

    def _register(self, router: aiogram.Router) -> None:
        router.message(Command("start"))(self._start)
        router.message(Command("quiz"))(self._quiz)
        router.message(Command("hello"))(self._hello)
        router.message(Command("secret"))(self._secret)
        router.message(aiogram.F.photo)(self._photo)
        router.message(aiogram.F.text)(self._echo)
        router.callback_query()(self._tapped)
        router.poll_answer()(self._answered)
        self.dispatcher.include_router(router)

    async def _start(self, message: types.Message) -> None:
        button = types.InlineKeyboardButton(text="Yes", callback_data="yes")
        markup = types.InlineKeyboardMarkup(inline_keyboard=[[button]])
        await message.answer(f"<b>{GREETING}</b>", parse_mode="HTML", reply_markup=markup)

    async def _tapped(self, query: types.CallbackQuery) -> None:
        await query.answer("Noted", show_alert=True)
        assert isinstance(query.message, types.Message)
        await query.message.edit_text(TAPPED)

    async def _photo(self, message: types.Message) -> None:
        assert message.photo
        file = await self.bot.download(message.photo[-1].file_id)
        assert file is not None
        await message.answer_photo(types.BufferedInputFile(file.read(), "back.png"), caption="The same")

    async def _quiz(self, message: types.Message) -> None:
        await message.answer_poll(
            QUESTION, options=list(OPTIONS), type="quiz", correct_option_ids=[0], is_anonymous=False
        )

    async def _answered(self, answer: types.PollAnswer) -> None:
        assert answer.user is not None
        await self.bot.send_message(answer.user.id, f"You chose {OPTIONS[answer.option_ids[0]]}")

    async def _hello(self, message: types.Message) -> None:
        await message.reply(HELLO_GROUP)

    async def _secret(self, message: types.Message) -> None:
        assert message.from_user is not None
        seen_by = types.EphemeralMessageParameters(receiver_user_id=message.from_user.id)
        sent = await self.bot.send_message(message.chat.id, SECRET, ephemeral_message_parameters=seen_by)
        assert sent.message_id == 0
        assert sent.ephemeral_message_id is not None
        await self.bot.edit_ephemeral_message_text(
            message.chat.id, message.from_user.id, sent.ephemeral_message_id, text=SECRET_EDITED
        )

    async def _echo(self, message: types.Message) -> None:
        await message.answer(f"{SAID}{message.text}")

    async def poll(self) -> None:
        self._polling = asyncio.create_task(
            self.dispatcher.start_polling(
                self.bot, handle_signals=False, polling_timeout=1, allowed_updates=UPDATES
            )
        )

    async def listen(self, port_holder: list[int], secret: str) -> None:
        app = web.Application()
        SimpleRequestHandler(self.dispatcher, self.bot, secret_token=secret).register(app, path="/hook")
        self._runner, port = await _serve(app)
        port_holder.append(port)

    async def stop(self) -> None:
        if self._polling is not None:
            await self.dispatcher.stop_polling()
            await self._polling
        if self._runner is not None:
            await self._runner.cleanup()
        await self.bot.session.close()

    async def say(self, chat: int, text: str) -> int:
        return (await self.bot.send_message(chat, text)).message_id


class PtbBot:
    """The bot in python-telegram-bot."""

    errors: ClassVar[dict[str, type[Exception]]] = {
        "429": ptb.error.RetryAfter,
        "403": ptb.error.Forbidden,
        "400": ptb.error.BadRequest,
        "500": ptb.error.NetworkError,
        "timeout": ptb.error.TimedOut,
        "lost_answer": ptb.error.NetworkError,
        "migrated": ptb.error.ChatMigrated,
        "401": ptb.error.InvalidToken,
    }  # fmt: skip

    def __init__(self, url: str, token: str = TOKEN) -> None:
        builder = (
            ext.ApplicationBuilder().token(token).base_url(f"{url}/bot").base_file_url(f"{url}/file/bot")
        )
        self.app = builder.read_timeout(2).build()
        self.bot = self.app.bot
        self._runner: web.AppRunner | None = None
        self._secret = ""
        for handler in self._handlers():
            self.app.add_handler(handler)

    def _handlers(self) -> list[Any]:
        return [
            ext.CommandHandler("start", self._start),
            ext.CommandHandler("quiz", self._quiz),
            ext.CommandHandler("hello", self._hello),
            ext.CommandHandler("secret", self._said_secretly),
            ext.MessageHandler(ext.filters.PHOTO, self._photo),
            ext.MessageHandler(ext.filters.TEXT, self._echo),
            ext.CallbackQueryHandler(self._tapped),
            ext.PollAnswerHandler(self._answered),
        ]

    async def _start(self, update: Any, context: Any) -> None:
        markup = ptb.InlineKeyboardMarkup([[ptb.InlineKeyboardButton("Yes", callback_data="yes")]])
        await update.effective_message.reply_text(
            f"<b>{GREETING}</b>", parse_mode="HTML", reply_markup=markup
        )

    async def _tapped(self, update: Any, context: Any) -> None:
        await update.callback_query.answer("Noted", show_alert=True)
        await update.callback_query.edit_message_text(TAPPED)

    async def _photo(self, update: Any, context: Any) -> None:
        file = await update.effective_message.photo[-1].get_file()
        content = await file.download_as_bytearray()
        await update.effective_message.reply_photo(bytes(content), caption="The same")

    async def _quiz(self, update: Any, context: Any) -> None:
        await update.effective_message.reply_poll(
            QUESTION, options=list(OPTIONS), type="quiz", correct_option_ids=[0], is_anonymous=False
        )

    async def _answered(self, update: Any, context: Any) -> None:
        answer = update.poll_answer
        await self.bot.send_message(answer.user.id, f"You chose {OPTIONS[answer.option_ids[0]]}")

    async def _hello(self, update: Any, context: Any) -> None:
        await update.effective_message.reply_text(HELLO_GROUP, do_quote=True)

    async def _said_secretly(self, update: Any, context: Any) -> None:
        chat, person = update.effective_chat.id, update.effective_user.id
        seen_by = {"ephemeral_message_parameters": {"receiver_user_id": person}}
        sent = await self.bot.send_message(chat, SECRET, api_kwargs=seen_by)
        which = {"receiver_user_id": person, "ephemeral_message_id": sent.api_kwargs["ephemeral_message_id"]}
        await self.bot.do_api_request(
            "editEphemeralMessageText", {"chat_id": chat, **which, "text": SECRET_EDITED}
        )

    async def _echo(self, update: Any, context: Any) -> None:
        await update.effective_message.reply_text(f"{SAID}{update.effective_message.text}")

    async def poll(self) -> None:
        await self.app.initialize()
        await self.app.start()
        assert self.app.updater is not None
        await self.app.updater.start_polling(timeout=1, allowed_updates=UPDATES)

    async def listen(self, port_holder: list[int], secret: str) -> None:
        """PTB's own server needs tornado; its documented way for other servers is the update queue."""

        async def receive(request: web.Request) -> web.Response:
            if request.headers.get("X-Telegram-Bot-Api-Secret-Token") != secret:
                return web.Response(status=403)
            update = ptb.Update.de_json(await request.json(), self.bot)
            await self.app.update_queue.put(update)
            return web.Response()

        await self.app.initialize()
        await self.app.start()
        app = web.Application()
        app.add_routes([web.post("/hook", receive)])
        self._runner, port = await _serve(app)
        port_holder.append(port)

    async def stop(self) -> None:
        if self.app.updater is not None and self.app.updater.running:
            await self.app.updater.stop()
        if self.app.running:
            await self.app.stop()
        if self._runner is not None:
            await self._runner.cleanup()
        await self.app.shutdown()
        await self.bot.shutdown()

    async def say(self, chat: int, text: str) -> int:
        await self.app.initialize()
        return (await self.bot.send_message(chat, text)).message_id


BOTS: dict[str, Callable[..., LittleBot]] = {"aiogram": AiogramBot, "python-telegram-bot": PtbBot}
