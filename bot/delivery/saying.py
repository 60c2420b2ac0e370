"""A message becomes requests to Telegram: words, picture, file, quiz, edit, pin, deletion, menu. Keeps no record of them."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import telegram
from telegram import (
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    ReplyParameters,
)
from telegram.error import BadRequest, EndPointNotFound, Forbidden
from telegram.ext import ExtBot

from bot import links
from bot.delivery.pace import Attempt
from bot.delivery.parts import CAPTION, TEXT, plain, split
from bot.push import Button, Message


@dataclass(frozen=True, slots=True)
class Said:
    """What Telegram made of a part. `message_id` None: there is no message, as after a mere deletion."""

    message_id: int | None
    poll_id: str | None = None


class Saying:
    """One message on its way to one chat, in parts: what a text has too much of, and the quiz, come after the first.

    `before_new` is awaited before each request that puts another message into the chat.
    """

    def __init__(
        self,
        bot: ExtBot[Attempt],
        chat_id: int,
        message: Message,
        attempt: Attempt,
        before_new: Callable[[], Awaitable[None]],
    ) -> None:
        self._bot, self._chat_id, self._message = bot, chat_id, message
        self._attempt, self._before_new = attempt, before_new
        self._common: dict[str, Any] = {"rate_limit_args": attempt}
        self._texts = self._split()

    @property
    def parts(self) -> int:
        """How many there are."""
        return len(self._texts) + (self._message.quiz is not None)

    def _split(self) -> list[str]:
        """The words of each part but the quiz. A rich message, and what is said where it is not known, is one."""
        message = self._message
        if message.rich_html:
            return [message.text]
        if self._has_words:
            return split(message.text, CAPTION if message.photo or message.document else TEXT)
        return [] if message.deletes is None and message.menus is None else [""]

    @property
    def _has_words(self) -> bool:
        message = self._message
        return bool(message.text or message.rich_html or message.photo or message.document)

    async def say(self, part: int) -> Said:
        """Say this part, counted from 0. Formatting that is refused is left out, once. Raises TelegramError."""
        if part == len(self._texts):
            return await self._quiz()
        if part == 0 and self._message.deletes is not None:
            await self._delete(self._message.deletes)
        if part == 0 and self._message.menus is not None:
            await self._set_menus(self._message.menus)
        if not self._has_words:
            return Said(None)
        if self._message.rich_html and (rich := await self._rich()) is not None:
            return Said(rich)
        return Said(await self._words(part))

    async def _words(self, part: int) -> int:
        try:
            return await self._formatted(part, self._texts[part])
        except BadRequest as error:
            if "can't parse entities" not in error.message.lower():
                raise
            return await self._formatted(part, plain(self._texts[part]), parse_mode=None)

    async def _quiz(self) -> Said:
        quiz = self._message.quiz
        assert quiz is not None
        await self._begin_new()
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
            reply_markup=None if self._texts else self._keyboard(),
            **self._common,
        )
        return Said(sent.message_id, sent.poll.id if sent.poll else None)

    async def pin(self, message_id: int) -> None:
        """Pin it, where the bot may."""
        try:
            await self._bot.pin_chat_message(
                self._chat_id, message_id, disable_notification=True, **self._common
            )
        except (BadRequest, Forbidden):  # what matters was said
            return

    async def _begin_new(self) -> None:
        self._attempt.does_no_harm_twice = False
        await self._before_new()

    async def _delete(self, message_id: int) -> None:
        self._attempt.does_no_harm_twice = True
        try:
            await self._bot.delete_message(self._chat_id, message_id, **self._common)
        except BadRequest as error:
            if "message to delete not found" not in error.message.lower():
                raise

    async def _set_menus(self, menus: Mapping[str, Mapping[str, str]]) -> None:
        self._attempt.does_no_harm_twice = True
        for language, menu in menus.items():
            await self._bot.set_my_commands(
                list(menu.items()), BotCommandScopeChat(self._chat_id), language_code=language, **self._common
            )

    async def _formatted(self, part: int, text: str, **formatting: Any) -> int:
        """The last of the words carries the buttons, and only the first of them rings."""
        last = part == len(self._texts) - 1
        common = {**self._common, **formatting, "reply_markup": self._keyboard() if last else None}
        edits = self._message.edits if part == 0 else None
        if edits is not None and (await self._edited(edits, text, common) or self._message.never_anew):
            return edits
        await self._begin_new()
        common["disable_notification"] = self._message.silent or part > 0
        if self._message.reply_to is not None and part == 0:
            common["reply_parameters"] = ReplyParameters(
                self._message.reply_to, allow_sending_without_reply=True
            )
        sent = await (self._with_file(text, common) if part == 0 else self._text(text, common))
        return sent.message_id

    def _with_file(self, text: str, common: dict[str, Any]) -> Awaitable[telegram.Message]:
        message = self._message
        if message.photo is not None:
            return self._bot.send_photo(self._chat_id, message.photo, caption=text or None, **common)
        if message.document is not None:
            return self._bot.send_document(self._chat_id, self._file(), caption=text or None, **common)
        return self._text(text, common)

    def _text(self, text: str, common: dict[str, Any]) -> Awaitable[telegram.Message]:
        return self._bot.send_message(self._chat_id, text, **common)

    def _file(self) -> InputFile | str:
        document = self._message.document
        assert document is not None
        return document if isinstance(document, str) else InputFile(document[1], filename=document[0])

    async def _edited(self, message_id: int, text: str, common: dict[str, Any]) -> bool:
        """False: that message is gone, so its words have to be said anew."""
        self._attempt.does_no_harm_twice = True
        try:
            await self._bot.edit_message_text(text, self._chat_id, message_id, **common)
        except BadRequest as error:
            if "no text in the message" in error.message.lower():  # it is a picture's or a file's
                return await self._edited_caption(message_id, text, common)
            return _stands_after(error)
        return True

    async def _edited_caption(self, message_id: int, text: str, common: dict[str, Any]) -> bool:
        caption = split(text, CAPTION)
        if len(caption) > 1:
            return False
        try:
            await self._bot.edit_message_caption(self._chat_id, message_id, caption=text, **common)
        except BadRequest as error:
            return _stands_after(error)
        return True

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
        await self._begin_new()
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


def _stands_after(refused: BadRequest) -> bool:
    """Whether what was to be edited stands there as it should all the same; False when it is gone."""
    reason = refused.message.lower()
    if "message to edit not found" in reason or "message can't be edited" in reason:
        return False
    if "message is not modified" not in reason:
        raise refused
    return True
