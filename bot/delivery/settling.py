"""What follows from each outcome. Sends nothing.

A pause Telegram asks for is no attempt. A lost answer is asked again only where saying it twice is better than never.
"""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from sqlalchemy.orm import Session
from telegram.error import ChatMigrated, RetryAfter, TelegramError

from actions.bind_group import move_group
from actions.give_up_chat import give_up_chat
from bot.delivery.outcomes import Outcome, why_refused, why_unreachable
from bot.delivery.pace import Held, Pace
from bot.faults import tell_fault
from domain.outbox import ATTEMPTS, RULES, State, pause_after
from storage import outbox
from storage.database import Database
from storage.outbox import EVERY_CHAT, Ready

log = logging.getLogger(__name__)

WHEN_NOBODY_ANSWERS = timedelta(seconds=5)


class TokenRefused(Exception):
    """Telegram does not know this bot: nothing can be said until the token is right."""

    def __init__(self) -> None:
        super().__init__("Telegram refuses HEALTHGRID_BOT_TOKEN; nothing is sent until it is right.")


class Settling:
    """Keeps what became of a row that was not sent."""

    def __init__(self, database: Database, clock: Callable[[], datetime], pace: Pace) -> None:
        self._database, self._clock, self._pace = database, clock, pace
        self._by_outcome: dict[Outcome, Callable[[Ready, BaseException], Awaitable[str]]] = {
            Outcome.HELD: self._held,
            Outcome.TOO_MANY: self._too_many,
            Outcome.FORBIDDEN: self._forbidden,
            Outcome.MIGRATED: self._migrated,
            Outcome.REFUSED: self._refused,
            Outcome.NEVER_SENT: self._never_sent,
            Outcome.LOST: self._lost,
            Outcome.LOST_CHANGE: self._lost_change,
            Outcome.UNREADABLE: self._unreadable,
            Outcome.TOKEN_REFUSED: self._token_refused,
            Outcome.BROKEN: self._broken,
        }

    async def settle(self, row: Ready, outcome: Outcome, error: BaseException) -> str:
        """Do what the outcome asks for; the state of the row after it, or the outcome where it goes back in line.

        Raises TokenRefused.
        """
        return await self._by_outcome[outcome](row, error)

    async def _held(self, row: Ready, error: BaseException) -> str:
        assert isinstance(error, Held)
        return await self._release(row, error.chat_id, error.until, Outcome.HELD)

    async def _too_many(self, row: Ready, error: BaseException) -> str:
        assert isinstance(error, RetryAfter)
        pause = error.retry_after
        pause = pause if isinstance(pause, timedelta) else timedelta(seconds=pause)
        chat_id, until = self._pace.halt(row.chat_id, pause)
        log.warning("telegram asks for a pause of %s", pause)
        return await self._release(row, chat_id, until, Outcome.TOO_MANY)

    async def _never_sent(self, row: Ready, error: BaseException) -> str:
        until = self._clock() + WHEN_NOBODY_ANSWERS
        return await self._release(row, EVERY_CHAT, until, Outcome.NEVER_SENT)

    async def _release(self, row: Ready, chat_id: int, until: datetime, outcome: Outcome) -> str:
        def give_back(session: Session) -> None:
            outbox.release(session, row.id)
            outbox.halt(session, chat_id, until)

        await self._database.run(give_back)
        return outcome

    async def _forbidden(self, row: Ready, error: BaseException) -> str:
        assert isinstance(error, TelegramError)
        await self._database.run(give_up_chat, row.id, row.chat_id, why_unreachable(error), now=self._clock())
        return State.FAILED

    async def _migrated(self, row: Ready, error: BaseException) -> str:
        assert isinstance(error, ChatMigrated)
        new = error.new_chat_id

        def renumber(session: Session) -> None:
            move_group(session, row.chat_id, new, now=self._clock())
            outbox.release(session, row.id)

        await self._database.run(renumber)
        return Outcome.MIGRATED

    async def _refused(self, row: Ready, error: BaseException) -> str:
        why = why_refused(error)
        log.warning("telegram refuses a message of %s: %s", row.push, why)
        await self._database.run(outbox.mark_failed, row.id, why, self._clock())
        return State.FAILED

    async def _lost(self, row: Ready, error: BaseException) -> str:
        return await self._asked_again(row, error, RULES[row.kind].twice_is_better_than_never)

    async def _lost_change(self, row: Ready, error: BaseException) -> str:
        return await self._asked_again(row, error, True)

    async def _asked_again(self, row: Ready, error: BaseException, may_be_twice: bool) -> str:
        now, name = self._clock(), type(error).__name__
        if may_be_twice and row.attempts + 1 < ATTEMPTS:
            at = now + pause_after(row.attempts + 1)
            await self._database.run(outbox.retry_at, row.id, at, name)
            return Outcome.LOST
        log.warning("whether a message of %s arrived is not known", row.push)
        await self._database.run(outbox.mark_unknown, row.id, name, now)
        return State.UNKNOWN

    async def _unreadable(self, row: Ready, error: BaseException) -> str:
        tell_fault(log, error, "telegram accepted a message of %s with an answer nobody can read", row.push)
        await self._database.run(outbox.mark_sent, row.id, row.message_id, self._clock())
        return State.SENT

    async def _token_refused(self, row: Ready, error: BaseException) -> str:
        await self._database.run(outbox.release, row.id)
        raise TokenRefused from error

    async def _broken(self, row: Ready, error: BaseException) -> str:
        now, attempts = self._clock(), row.attempts + 1
        tell_fault(log, error, "a message of %s cannot be made", row.push)
        if attempts < ATTEMPTS:
            await self._database.run(
                outbox.retry_at, row.id, now + pause_after(attempts), type(error).__name__
            )
            return Outcome.BROKEN
        await self._database.run(outbox.mark_failed, row.id, type(error).__name__, now)
        return State.FAILED
