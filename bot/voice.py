"""How the bot speaks to one person in one chat: aloud in private, for their eyes alone in a group, larger for poor eyes.

Answers only: whatever the bot starts by itself goes another road.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from io import BytesIO

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramMigrateToChat
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    EphemeralMessageParameters,
    InputMediaPhoto,
    Message,
    ResultChatMemberUnion,
)

from bot.keyboards import Keyboard
from bot.menus import set_commands_of
from bot.pages import pages_of
from bot.push import Quiz
from domain.authority import Deed
from storage.failpoint import failpoint

# A message cannot be touched any more, or its group has another number by now.
_OUT_OF_REACH = (TelegramBadRequest, TelegramMigrateToChat)


class NotForGroups(Exception):
    """This server or client cannot show one person alone a message in a group."""


class Voice:
    """Speaks where the update came from."""

    def __init__(self, bot: Bot, event: Message | CallbackQuery) -> None:
        assert event.from_user is not None
        self._bot = bot
        self.receiver = event.from_user.id
        self._tap = event if isinstance(event, CallbackQuery) else None
        message = event.message if isinstance(event, CallbackQuery) else event
        self.chat_id = message.chat.id if message is not None else event.from_user.id
        self.in_group = message is not None and message.chat.type != "private"
        in_topic = isinstance(message, Message) and message.is_topic_message
        self._topic = message.message_thread_id if in_topic and isinstance(message, Message) else None
        self.title = (message.chat.title or "") if message is not None else ""  # of the group
        self._tapped = message if self._tap is not None and isinstance(message, Message) else None
        self._message = event if isinstance(event, Message) else None
        self._answered = self._tap is None

    def go_private(self) -> None:
        """From here on everything is said in the private chat."""
        self.chat_id, self.in_group, self._tapped, self._topic = self.receiver, False, None, None

    async def username(self) -> str:
        return (await self._bot.me()).username or ""

    async def runs_group(self, chat_id: int) -> bool:
        """Whether whoever writes is one of a group's administrators in Telegram."""
        try:
            running = await self._bot.get_chat_administrators(chat_id)
        except (TelegramBadRequest, TelegramForbiddenError):
            return False  # the bot is not there, and so nobody is for it
        return any(one.user.id == self.receiver for one in running)

    async def own_place_in(self, chat_id: int) -> ResultChatMemberUnion | None:
        """What the bot is in a group now; None when it is not there."""
        try:
            return await self._bot.get_chat_member(chat_id, (await self._bot.me()).id)
        except (TelegramBadRequest, TelegramForbiddenError):
            return None

    async def set_menu_of(self, telegram_id: int, deeds: Collection[Deed]) -> None:
        """The command menu of somebody whose roles changed."""
        await set_commands_of(self._bot, telegram_id, deeds)

    async def take_away(self) -> bool:
        """Delete the message this is about from the group. False: the bot may not."""
        if self._message is None:
            return False
        try:
            await self._bot.delete_message(self._message.chat.id, self._message.message_id)
        except (TelegramMigrateToChat, TelegramForbiddenError):
            return False  # it stands in a group that is another by now, or that put the bot out
        except TelegramBadRequest as error:
            return "not found" in error.message  # deleted already, by us or by them
        return True

    async def say(
        self, *paragraphs: str, keyboard: Keyboard | None = None, large: bool = False, whole: bool = False
    ) -> None:
        """`whole`: in one message for poor eyes, too."""
        pages = pages_of(paragraphs, large=large, whole=whole)
        failpoint("before-answer")
        for number, page in enumerate(pages):
            await self._send(page, keyboard if number == len(pages) - 1 else None)
        failpoint("after-answer")
        await self.hush()

    async def show(
        self, *paragraphs: str, keyboard: Keyboard | None = None, large: bool = False, whole: bool = False
    ) -> None:
        """What is shown `whole` changes in place for poor eyes, too."""
        pages = pages_of(paragraphs, large=large, whole=whole)
        if self._tapped is None or self._tapped.text is None or len(pages) > 1:
            if self._tapped is not None and self._tapped.reply_markup is not None:
                await self._drop_keyboard(self._tapped)
            await self.say(*paragraphs, keyboard=keyboard, large=large, whole=whole)
            return
        failpoint("before-answer")
        tapped, self._tapped = self._tapped, None  # what is shown next stands below, not in its place
        await self._edit(tapped, pages[0], keyboard)
        failpoint("after-answer")
        await self.hush()

    async def show_picture(self, png: bytes, caption: str, *, keyboard: Keyboard | None = None) -> None:
        """A picture with its words; takes the place of the picture whose button was tapped."""
        photo = BufferedInputFile(png, "healthgrid.png")
        if self._tapped is not None and self._tapped.photo:
            media = InputMediaPhoto(media=photo, caption=caption)
            if self._tapped.ephemeral_message_id is not None:
                await self._bot.edit_ephemeral_message_media(
                    chat_id=self.chat_id,
                    receiver_user_id=self.receiver,
                    ephemeral_message_id=self._tapped.ephemeral_message_id,
                    media=media,
                    reply_markup=keyboard,
                )
            else:
                await self._bot.edit_message_media(
                    media, chat_id=self.chat_id, message_id=self._tapped.message_id, reply_markup=keyboard
                )
        else:
            await self._send_photo(photo, caption, keyboard)
        await self.hush()

    async def _send_photo(self, photo: BufferedInputFile, caption: str, keyboard: Keyboard | None) -> None:
        with self._refused_in_groups():
            await self._bot.send_photo(
                self.chat_id,
                photo,
                caption=caption,
                message_thread_id=self._topic,
                reply_markup=keyboard,
                ephemeral_message_parameters=self._for_their_eyes(),
            )

    async def say_again(
        self, text: str, *, photo: str | None, document: str | None, keyboard: Keyboard
    ) -> None:
        """In the private chat, a picture or a file that Telegram knows by its id, or words alone."""
        if photo is not None:
            await self._bot.send_photo(self.receiver, photo, caption=text, reply_markup=keyboard)
        elif document is not None:
            await self._bot.send_document(self.receiver, document, caption=text, reply_markup=keyboard)
        else:
            await self._bot.send_message(self.receiver, text, reply_markup=keyboard)

    async def change_keyboard(self, keyboard: Keyboard | None) -> None:
        """Other buttons under the message whose button was tapped; its words stay."""
        if self._tapped is None:
            return
        with suppress(*_OUT_OF_REACH):  # too old to edit, or as it is already
            await self._bot.edit_message_reply_markup(
                chat_id=self.chat_id, message_id=self._tapped.message_id, reply_markup=keyboard
            )

    @property
    def tapped_id(self) -> int | None:
        """The message_id of the message whose button was tapped."""
        return None if self._tapped is None else self._tapped.message_id

    async def send_file(self, content: bytes, name: str, caption: str) -> None:
        """A document, always to the private chat."""
        await self._bot.send_document(self.receiver, BufferedInputFile(content, name), caption=caption)
        await self.hush()

    async def send_quiz(self, quiz: Quiz, keyboard: Keyboard) -> None:
        """A quiz poll just as a group gets it, in the private chat. Its answers are nobody's."""
        await self._bot.send_poll(
            self.receiver,
            quiz.question,
            list(quiz.options),
            type="quiz",
            is_anonymous=False,
            correct_option_ids=[quiz.right],
            explanation=quiz.explanation or None,
            reply_markup=keyboard,
        )
        await self.hush()

    async def fetch(self, file_id: str) -> bytes:
        """The content of a file somebody sent."""
        content = BytesIO()
        await self._bot.download(file_id, destination=content)
        return content.getvalue()

    async def say_to_all(self, text: str, *, keyboard: Keyboard | None = None) -> None:
        """Aloud in the group, where the bot may speak there. Never anything personal."""
        with suppress(*_OUT_OF_REACH, TelegramForbiddenError):
            await self._bot.send_message(
                self.chat_id, text, message_thread_id=self._topic, reply_markup=keyboard
            )
        await self.hush()

    async def toast(self, text: str, *, alert: bool = False) -> None:
        if not self._answered and self._tap is not None:
            self._answered = True
            with suppress(TelegramBadRequest):  # too old to be answered, and nobody waits for it any more
                await self._bot.answer_callback_query(self._tap.id, text=text[:200], show_alert=alert)

    async def hush(self) -> None:
        """End the little clock on a tapped button."""
        if not self._answered and self._tap is not None:
            self._answered = True
            with suppress(TelegramBadRequest):  # too old, as in toast
                await self._bot.answer_callback_query(self._tap.id)

    async def _send(self, text: str, keyboard: Keyboard | None) -> None:
        with self._refused_in_groups():
            await self._bot.send_message(
                self.chat_id,
                text,
                message_thread_id=self._topic,
                reply_markup=keyboard,
                ephemeral_message_parameters=self._for_their_eyes(),
            )

    @contextmanager
    def _refused_in_groups(self) -> Iterator[None]:
        try:
            yield
        except TelegramMigrateToChat as error:
            self.chat_id = error.migrate_to_chat_id
            raise NotForGroups from error
        except TelegramBadRequest as error:
            if self.in_group:
                raise NotForGroups from error
            raise

    def _for_their_eyes(self) -> EphemeralMessageParameters | None:
        if not self.in_group:
            return None
        tap = self._tap.id if self._tap is not None else None
        return EphemeralMessageParameters(receiver_user_id=self.receiver, callback_query_id=tap)

    async def _edit(self, message: Message, text: str, keyboard: Keyboard | None) -> None:
        try:
            if message.ephemeral_message_id is not None:
                await self._bot.edit_ephemeral_message_text(
                    chat_id=self.chat_id,
                    receiver_user_id=self.receiver,
                    ephemeral_message_id=message.ephemeral_message_id,
                    text=text,
                    reply_markup=keyboard,
                )
            else:
                await self._bot.edit_message_text(
                    text, chat_id=self.chat_id, message_id=message.message_id, reply_markup=keyboard
                )
        except _OUT_OF_REACH as error:
            if "not modified" in error.message:
                return
            await self._send(text, keyboard)  # too old to edit, or gone

    async def _drop_keyboard(self, message: Message) -> None:
        with suppress(*_OUT_OF_REACH):  # too old to edit; its buttons answer "already done"
            if message.ephemeral_message_id is not None:
                await self._bot.edit_ephemeral_message_reply_markup(
                    chat_id=self.chat_id,
                    receiver_user_id=self.receiver,
                    ephemeral_message_id=message.ephemeral_message_id,
                )
            else:
                await self._bot.edit_message_reply_markup(chat_id=self.chat_id, message_id=message.message_id)
