"""Delivery: claims what is ready in the outbox, says it, and keeps what became of it. Decides nothing about when or to whom.

However a row ends, it ends here once: sent, unknown, failed, cancelled, or back in the queue.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.orm import Session
from telegram.error import InvalidToken, TelegramError
from telegram.request import BaseRequest

from bot.config import Settings
from bot.delivery.outcomes import outcome_of
from bot.delivery.pace import Attempt, Pace
from bot.delivery.saying import Said, Saying
from bot.delivery.settling import Settling, TokenRefused
from bot.delivery.telegram_bot import open_bot
from bot.push import Message, Push, Sent
from bot.wording import words_in
from domain.outbox import RULES, State
from storage import audit, outbox
from storage.database import Database, NotSaved
from storage.failpoint import failpoint
from storage.outbox import Ready
from storage.outbox_claims import claim_ready, is_quiet_for

log = logging.getLogger(__name__)

AT_ONCE = 12  # claimed and not yet settled: what an alert may have to wait for
AT_ONCE_UNPACED = 100
LEASE = timedelta(minutes=2)  # longer than a request may take with its turn
LOOK_EVERY_SECONDS = 1.0
FINISH_WITHIN_SECONDS = 30.0
SAVE_AGAIN_AFTER_SECONDS = (0.1, 0.5, 2.0, 5.0)


class Delivery:
    """Everything the bot says unprompted leaves through here.

    `clock` is the clock of the rows. `request`: another way to Telegram than HTTP. `paced` False: for a virtual clock,
    where waiting in real time would be waiting for nothing.
    """

    def __init__(
        self,
        database: Database,
        settings: Settings,
        clock: Callable[[], datetime],
        pushes: Mapping[str, Push],
        *,
        request: BaseRequest | None = None,
        paced: bool = True,
        at_once: int | None = None,
    ) -> None:
        self._database, self._settings, self._clock, self._pushes = database, settings, clock, pushes
        self._at_once = at_once or (AT_ONCE if paced else AT_ONCE_UNPACED)
        self._pace = Pace(clock, paced=paced)
        self._bot = open_bot(settings, self._pace, request)
        self._settling = Settling(database, clock, self._pace)
        self._look = asyncio.Event()
        self._is_open = False

    def make_room(self) -> None:
        """The bot has just answered somebody: the pace leaves room for that."""
        self._pace.make_room()

    def wake(self) -> None:
        """Something was queued: look now."""
        self._look.set()

    async def run(self) -> None:
        """Deliver until cancelled; what is on its way is finished first. Raises TokenRefused."""
        going: set[asyncio.Task[str]] = set()
        try:
            while True:
                self._look.clear()
                for row in await self._claim(self._at_once - len(going)):
                    going.add(asyncio.create_task(self._deliver(row)))
                going = await self._some_done(going)
        finally:
            if going:
                await asyncio.wait(going, timeout=FINISH_WITHIN_SECONDS)
            await self.close()

    async def drain(self) -> Counter[str]:
        """Say everything that may be said by now; how often what became of it. Raises TokenRefused."""
        became: Counter[str] = Counter()
        while rows := await self._claim(self._at_once):
            became.update(await asyncio.gather(*(self._deliver(row) for row in rows)))
        return became

    async def close(self) -> None:
        """Let go of the connections."""
        if self._is_open:
            self._is_open = False
            await self._bot.shutdown()

    async def _some_done(self, going: set[asyncio.Task[str]]) -> set[asyncio.Task[str]]:
        """Wait until there is room or something new, or a moment passed. Raises what a delivery died of."""
        looking = asyncio.create_task(self._look.wait())
        try:
            await asyncio.wait(
                {*going, looking}, timeout=LOOK_EVERY_SECONDS, return_when=asyncio.FIRST_COMPLETED
            )
        finally:
            looking.cancel()
        for task in going:
            if task.done():
                task.result()
        return {task for task in going if not task.done()}

    async def _open(self) -> bool:
        """Meet Telegram once: a token it refuses ends everything, a Telegram that is away is met later."""
        if not self._is_open:
            try:
                await self._bot.initialize()
            except InvalidToken as error:
                raise TokenRefused from error
            except TelegramError as error:
                log.warning("telegram cannot be reached: %s", type(error).__name__)
                return False
            self._is_open = True
        return True

    async def _claim(self, at_most: int) -> list[Ready]:
        if at_most <= 0 or not await self._open():
            return []
        try:
            rows = await self._database.run(
                claim_ready, now=self._clock(), at_most=at_most, lease=LEASE, language=self._settings.language
            )
        except NotSaved as fault:
            log.warning("nothing can be claimed: %s", fault)
            return []
        if rows:
            failpoint("delivery-claimed")
        return rows

    async def _deliver(self, row: Ready) -> str:
        """Say one row; what became of it. What even the database does not take is left to the lease."""
        try:
            return await self._dealt_with(row)
        except NotSaved as fault:
            log.warning("what became of a message of %s cannot be kept: %s", row.push, fault)
            return State.SENDING

    async def _dealt_with(self, row: Ready) -> str:
        attempt = Attempt()
        try:
            message = await self._made(row)
            if message is None:
                await self._database.run(
                    outbox.mark_cancelled, row.id, outbox.NO_LONGER_USEFUL, self._clock()
                )
                return State.CANCELLED
            sent = await self._said(row, message, attempt)
            failpoint("delivery-accepted")
            await self._keep(row, sent)
        except Exception as error:
            outcome = outcome_of(
                error, accepted=attempt.accepted, does_no_harm_twice=attempt.does_no_harm_twice
            )
            return await self._settling.settle(row, outcome, error)
        failpoint("delivery-marked")
        return State.SENT

    async def _made(self, row: Ready) -> Message | None:
        """Its words, as they are true at this moment."""
        push = self._pushes[row.push]
        return await self._database.read(push.say, row, words_in(row.language), self._clock())

    async def _said(self, row: Ready, message: Message, attempt: Attempt) -> Sent:
        """Part by part; what was said before a crash is not said again."""
        saying = Saying(self._bot, row.chat_id, message, attempt, partial(self._before_new, row))
        message_id, last = row.message_id, Said(None)
        for part in range(row.parts_said, saying.parts):
            last = await saying.say(part)
            message_id = message_id or last.message_id
            if part + 1 < saying.parts:
                await self._database.run(outbox.mark_part, row.id, part + 1, message_id)
        if message.pin and message_id is not None:
            with suppress(
                Exception
            ):  # the message is there; whether it is pinned is not worth saying it twice
                await saying.pin(message_id)
        return Sent(message_id, last.poll_id, last.message_id if message.quiz else None, message.quiz)

    async def _before_new(self, row: Ready) -> None:
        if not RULES[row.kind].twice_is_better_than_never:
            await self._database.run(outbox.mark_in_flight, row.id)
        failpoint("delivery-before-request")

    async def _keep(self, row: Ready, sent: Sent) -> None:
        """Keep that it was sent. A database that is busy is asked again: Telegram cannot be."""
        for pause in SAVE_AGAIN_AFTER_SECONDS:
            try:
                return await self._database.run(self._mark, row, sent, self._clock())
            except NotSaved as fault:
                log.warning("what was sent cannot be kept yet: %s", fault)
                await asyncio.sleep(pause)
        return await self._database.run(self._mark, row, sent, self._clock())

    def _mark(self, session: Session, row: Ready, sent: Sent, now: datetime) -> None:
        outbox.mark_sent(session, row.id, sent.message_id, now)
        push = self._pushes[row.push]
        if push.sent is not None:
            push.sent(session, row, sent, now)
        if row.person_id is not None and RULES[row.kind].breaks_quiet_hours:
            self._audit_broken_quiet(session, row, row.person_id, now)

    def _audit_broken_quiet(self, session: Session, row: Ready, person_id: int, now: datetime) -> None:
        if is_quiet_for(session, person_id, now):
            audit.add_audit(session, None, "quiet_hours_broken", subject_id=person_id, why=row.push, at=now)
