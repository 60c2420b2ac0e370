"""The village on its virtual clock: the real bot on a real database, and everybody who lives there. Judges nothing."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, time, timedelta

from sqlalchemy.orm import Session

from actions.bind_group import bind_group, note_group
from bot import service
from bot.config import Settings
from bot.simulation.diary import Diary
from bot.simulation.habits import draw, nickname
from bot.simulation.hearing import Hearing
from bot.simulation.phone import Phone
from bot.simulation.resident import HOME, Resident
from bot.simulation.staff import TEAM, Colleague
from bot.speaking import Speaking
from bot.updates import Polling
from domain.people import Role
from sandbox.clock import Clock
from sandbox.control import Control
from sandbox.in_process import SandboxSession
from sandbox.telegram import Telegram
from storage import areas, people
from storage.conversations import forget_handled_before
from storage.database import Database
from storage.lived import Hours, list_hours

TOKEN = "100001:a-bot-of-the-sandbox-only"
CODE = "qingxi"
GROUP = "清溪村健康群"
MESSAGES_KEPT = 30  # a chat; nobody scrolls back further
STAFF_JOINS_AT, APPOINTED_AT = time(7, 0), time(8, 30)
SETTLES_WITHIN_SECONDS = 120.0
ROUNDS = 20  # of saying and reacting in one moment, at most
ENROL_EVERY = timedelta(hours=6)  # every hour in life: there it costs nothing, here a third of the time
AREAS = (("city", "云河市", "yunhe"), ("county", "青山县", "qingshan"), ("township", "溪口镇", "xikou"))


class Village:
    """`live` is all of it; then `hours` (whose quiet hours were which when), `hearing` and the database say how it went."""

    def __init__(
        self, database: Database, settings: Settings, *, residents: int, days: int, seed: int, start: datetime
    ) -> None:
        self.first_day = start.astimezone(HOME).date()
        self.days = days
        self.hours: dict[int, list[Hours]] = {}
        self._database, self._settings = database, settings
        midnight = datetime.combine(self.first_day, time(), HOME)
        self._telegram = Telegram(clock=Clock(midnight, frozen=True), keep=MESSAGES_KEPT)
        self.hearing = Hearing(self._telegram)
        self._telegram.add_bot(TOKEN, "healthgrid_bot", "健康网格")
        self._diary = Diary()
        self._people(residents, seed)

    def _people(self, residents: int, seed: int) -> None:
        control = Control(self._telegram)
        accounts = [int(control.add_person(name, language_code="zh-hans")["id"]) for name, _, _ in TEAM]
        neighbours = [
            int(control.add_person(nickname(n), language_code="zh-hans")["id"]) for n in range(residents)
        ]
        group = control.add_chat("supergroup", GROUP, [*reversed(accounts), *neighbours], bot="administrator")
        self.group = int(group["id"])
        self.staff = [
            Colleague(*one, Phone(control, account), self._diary, seed)
            for one, account in zip(TEAM, accounts, strict=True)
        ]
        self.residents = [
            Resident(draw(seed, n, self.days), Phone(control, account, self.group), self._diary, seed, CODE)
            for n, account in enumerate(neighbours)
        ]
        self._everybody: dict[int, Resident | Colleague] = {}
        self._everybody |= {one.phone.person: one for one in self.staff}
        self._everybody |= {one.phone.person: one for one in self.residents}

    @property
    def now(self) -> datetime:
        return self._telegram.clock.now()

    async def live(self, tell: Callable[[int], None]) -> None:
        """Every day from the first to the last; `tell` is called after each."""
        async with self._bot_running():
            await self._database.run(_found)
            self._send_staff()
            for day in range(self.days):
                today = self.first_day + timedelta(days=day)
                for resident in self.residents:
                    resident.wakes(day, today)
                await self._until(datetime.combine(today + timedelta(days=1), time(), HOME))
                await self._database.run(forget_handled_before, self.now - service.KEEP_HANDLED)
                tell(day + 1)

    @asynccontextmanager
    async def _bot_running(self) -> AsyncIterator[None]:
        clock, session = self._telegram.clock, SandboxSession(self._telegram)
        self._speaking = Speaking(
            self._database,
            self._settings,
            clock.now,
            request=self.hearing,
            on_move=clock.on_move,
            enrol_every=ENROL_EVERY,
        )
        async with service.opened(self._settings, self._database, clock=clock.now, session=session) as (
            bot,
            handle,
        ):
            polling = asyncio.create_task(Polling(bot, handle).run())
            try:
                yield
            finally:
                polling.cancel()
                await asyncio.gather(polling, return_exceptions=True)
                await self._speaking.delivery.close()
                await self._telegram.stop()

    def _send_staff(self) -> None:
        for colleague in self.staff:
            colleague.joins(datetime.combine(self.first_day, STAFF_JOINS_AT, HOME), CODE)

        async def appoint() -> None:
            await self._database.run(self._appoint, now=self.now)

        self._diary.plan(datetime.combine(self.first_day, APPOINTED_AT, HOME), appoint)

    def _appoint(self, session: Session, *, now: datetime) -> None:
        village = areas.find_area_by_code(session, CODE)
        assert village is not None
        assert village.id is not None
        for colleague in self.staff:
            person = people.find_person_by_telegram(session, colleague.phone.person)
            assert person is not None
            assert person.id is not None
            areas.add_membership(session, person.id, village.id, colleague.role, now.date())
            if colleague.role is Role.ADMINISTRATOR:
                note_group(
                    session, self.group, title=GROUP, bot_status="administrator", may_delete=True, now=now
                )
                bind_group(session, person.id, self.group, village.id, now=now)

    async def _until(self, end: datetime) -> None:
        """From moment to moment: whenever somebody has a plan, or the bot has something to do."""
        while self.now < end:
            bot_at = await self._speaking.next_at()
            moments = [at for at in (bot_at, self._diary.next_at) if at is not None and self.now < at < end]
            await self._telegram.clock.move_to(min(moments, default=end))
            await self._moment()

    async def _moment(self) -> None:
        """The bot says what is due, people read and do what they planned for now, until nothing more happens."""
        for _ in range(ROUNDS):
            if await self._speaking.has_something_to_do():
                await self._speaking.catch_up()
                self._look()
            if not await self._diary.do(self.now):
                return
            await self._telegram.settled(timeout=SETTLES_WITHIN_SECONDS)
            self._look()
            await self._note_hours()

    def _look(self) -> None:
        """Whoever has something new reads it; what stands in the group everybody reads."""
        stirred, self._telegram.world.stirred = self._telegram.world.stirred, set()
        readers = self._everybody if self.group in stirred else stirred & self._everybody.keys()
        for account in sorted(readers):
            self._everybody[account].looks(self.now)

    async def _note_hours(self) -> None:
        changing = [one for one in self.residents if one.changes_settings]
        if not changing:
            return
        for one in changing:
            one.changes_settings = False
        for hours in await self._database.read(list_hours, since=self.now):
            known = self.hours.setdefault(hours.person_id, [])
            if not known or known[-1].differ(hours):
                known.append(hours)


def _found(session: Session) -> None:
    """The places, from the city down to the village."""
    above: int | None = None
    for level, name, code in (*AREAS, ("village", "清溪村", CODE)):
        above = areas.add_area(session, parent_id=above, level=level, name=name, code=code, timezone=HOME.key)
