"""A message becomes requests to Telegram: words, picture, file, quiz, edit, pin, deletion. Keeps no record of them."""

import re
from html import unescape
from typing import Any

import telegram
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputFile
from telegram.error import BadRequest, EndPointNotFound, Forbidden
from telegram.ext import ExtBot

from bot import links
from bot.delivery.pace import Attempt
from bot.push import Button, Message

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def plain(html: str) -> str:
    """The words without their formatting."""
    return unescape(_TAG.sub("", html))


class Saying:
    """One message on its way to one chat."""

    def __init__(self, bot: ExtBot[Attempt], chat_id: int, message: Message, attempt: Attempt) -> None:
        self._bot, self._chat_id, self._message = bot, chat_id, message
        self._common: dict[str, Any] = {"rate_limit_args": attempt}

    @property
    def has_words(self) -> bool:
        """Whether there is anything but a quiz."""
        message = self._message
        return bool(message.text or message.rich_html or message.photo or message.document or message.deletes)

    async def say(self) -> int | None:
        """Everything but the quiz and the pin; the message's id, None after a mere deletion.

        Formatting that is refused is left out, once. Raises TelegramError.
        """
        message = self._message
        if message.deletes is not None:
            await self._delete(message.deletes)
        if not (message.text or message.rich_html or message.photo or message.document):
            return None
        if message.rich_html and (rich := await self._rich()) is not None:
            return rich
        try:
            return await self._formatted(message.text)
        except BadRequest as error:
            if "can't parse entities" not in error.message.lower():
                raise
            return await self._formatted(plain(message.text), parse_mode=None)

    async def quiz(self) -> tuple[int, str | None]:
        """The quiz: its message's id and the poll's. Raises TelegramError."""
        quiz = self._message.quiz
        assert quiz is not None
        right: list[Any] = [quiz.right]  # PTB types the number of an option as one of twelve literals
        sent = await self._bot.send_poll(
            self._chat_id,
            quiz.question,
            quiz.options,
            type="quiz",
            is_anonymous=False,
            correct_option_ids=right,
            explanation=quiz.explanation or None,
            disable_notification=True,
            reply_markup=None if self.has_words else self._keyboard(),
            **self._common,
        )
        return sent.message_id, sent.poll.id if sent.poll else None

    async def pin(self, message_id: int) -> None:
        """Pin it, where the bot may."""
        try:
            await self._bot.pin_chat_message(
                self._chat_id, message_id, disable_notification=True, **self._common
            )
        except (BadRequest, Forbidden):  # what matters was said
            return

    async def _delete(self, message_id: int) -> None:
        try:
            await self._bot.delete_message(self._chat_id, message_id, **self._common)
        except BadRequest as error:
            if "not found" not in error.message.lower():
                raise

    async def _formatted(self, text: str, **formatting: Any) -> int:
        if self._message.edits is not None:
            edited = await self._edited(self._message.edits, text, formatting)
            if edited is not None:
                return edited
        return (await self._new(text, formatting)).message_id

    async def _new(self, text: str, formatting: dict[str, Any]) -> telegram.Message:
        message = self._message
        common = {
            **self._common,
            **formatting,
            "reply_markup": self._keyboard(),
            "disable_notification": message.silent,
        }
        if message.photo is not None:
            return await self._bot.send_photo(self._chat_id, message.photo, caption=text or None, **common)
        if message.document is not None:
            name, content = message.document
            file = InputFile(content, filename=name)
            return await self._bot.send_document(self._chat_id, file, caption=text or None, **common)
        return await self._bot.send_message(self._chat_id, text, **common)

    async def _edited(self, message_id: int, text: str, formatting: dict[str, Any]) -> int | None:
        """None: that message is gone, so its words have to be said anew."""
        try:
            await self._bot.edit_message_text(
                text, self._chat_id, message_id, reply_markup=self._keyboard(), **formatting, **self._common
            )
        except BadRequest as error:
            reason = error.message.lower()
            if "message to edit not found" in reason or "message can't be edited" in reason:
                return None
            if "message is not modified" not in reason:
                raise
        return message_id

    async def _rich(self) -> int | None:
        """The message's id; None where rich messages are unknown or this one is refused."""
        keyboard = self._keyboard()
        parameters: dict[str, Any] = {
            "chat_id": self._chat_id,
            "rich_message": {"html": self._message.rich_html},
            "disable_notification": self._message.silent,
        }
        if keyboard is not None:
            parameters["reply_markup"] = keyboard
        try:
            answer = await self._bot.do_api_request("sendRichMessage", parameters, **self._common)
        except EndPointNotFound:
            return None
        except BadRequest:
            if not self._message.text:
                raise
            return None
        return int(answer["message_id"])

    def _keyboard(self) -> InlineKeyboardMarkup | None:
        rows = [[self._button(button) for button in row] for row in self._message.buttons]
        return InlineKeyboardMarkup(rows) if rows else None

    def _button(self, button: Button) -> InlineKeyboardButton:
        if button.start:
            address = links.to_start(self._bot.username, button.start)
            return InlineKeyboardButton(button.label, url=address)
        if button.url:
            return InlineKeyboardButton(button.label, url=button.url)
        return InlineKeyboardButton(button.label, callback_data=button.data)
