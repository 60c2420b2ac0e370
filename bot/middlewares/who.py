"""Who is writing: meets the person, keeps their updates one after another, and never leaves them without a word."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from weakref import WeakValueDictionary

from aiogram import BaseMiddleware, Bot
from aiogram.exceptions import TelegramForbiddenError
from aiogram.types import CallbackQuery, Message, TelegramObject, Update

from actions.note_reachable import note_reachable
from actions.once import Crossed
from bot.config import Settings
from bot.for_whom import ForWhom, ended_long_ago
from bot.turn import Turn
from bot.voice import Voice
from bot.wording import language_of, words_in
from storage.care import find_care
from storage.database import Database, NotSaved
from storage.failpoint import failpoint
from storage.people import Met, meet

log = logging.getLogger(__name__)

TRIES_WHEN_CROSSED = 5


class Who(BaseMiddleware):
    """Gives every handler its Turn."""

    def __init__(self, database: Database, settings: Settings, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._settings = settings
        self._clock = clock
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        assert isinstance(event, Message | CallbackQuery)
        if event.from_user is None or event.from_user.is_bot:
            return None  # another bot, or an administrator who hides: nobody we know
        if isinstance(event, Message) and event.sender_chat is not None:
            return None  # a channel or a group speaking through somebody
        lock = self._turns.setdefault(event.from_user.id, asyncio.Lock())
        async with lock:
            await self._handle(handler, event, data)

    async def _handle(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: Message | CallbackQuery,
        data: dict[str, Any],
    ) -> None:
        bot: Bot = data["bot"]
        update: Update = data["event_update"]
        voice = Voice(bot, event)
        try:
            for _attempt in range(TRIES_WHEN_CROSSED):
                try:
                    turn = await self._meet(event, update.update_id, voice)
                    failpoint("met")
                    await handler(event, {**data, "turn": turn})
                    break
                except Crossed:
                    continue
            else:
                raise Crossed  # it comes again: never silence
            await voice.hush()
        except NotSaved:
            await self._say_not_saved(event, voice)
        except TelegramForbiddenError:
            # Effects are committed; the person blocked the bot before the answer, or it was put out of the group.
            if voice.in_group:
                return
            await self._database.run(note_reachable, voice.receiver, why_not="blocked", now=self._clock())

    async def _meet(self, event: Message | CallbackQuery, update_id: int, voice: Voice) -> Turn:
        assert event.from_user is not None
        met = await self._database.glance(meet, event.from_user.id, update_id)
        now = self._clock()
        if met.person is not None and met.person.unreachable_why is not None and not voice.in_group:
            # Whoever writes here can be written to, whatever was noted: that they unblocked us may have been missed.
            await self._database.run(note_reachable, event.from_user.id, why_not=None, now=now)
        return Turn(
            event=event,
            update_id=update_id,
            met=met,
            database=self._database,
            settings=self._settings,
            now=now,
            voice=voice,
            whom=await self._whom(met, now) if met.for_id is not None else None,
        )

    async def _whom(self, met: Met, now: datetime) -> ForWhom | None:
        """Whom they log for; asked of every message again, so that what was ended allows nothing."""
        if met.person is None or met.for_id is None:
            return None
        until, subject_id = met.for_until or now, abs(met.for_id)
        if not met.handled and ended_long_ago(until, now):
            return None
        care = await self._database.read(find_care, met.person.id, subject_id, now.date())
        ended = not met.handled and (now >= until or care is None)
        return ForWhom(subject_id, until, care, over=ended or met.for_id < 0)

    async def _say_not_saved(self, event: Message | CallbackQuery, voice: Voice) -> None:
        """The database could not keep it: say so, and the update counts as answered. If even that fails, it comes again."""
        assert event.from_user is not None
        log.error("an update was not saved")
        words = words_in(language_of(event.from_user.language_code, self._settings.language))
        await voice.say(words("❗️ Not saved. Please send it again in a minute."))
