"""The people every test shares: a fixed village with its relationships, on the sandbox and a real database.

Literal values, no randomness; the clock stands still unless a test moves it.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.methods import GetUpdates, TelegramMethod
from aiogram.types import Update
from pydantic import SecretStr
from sqlalchemy.orm import Session

from actions.bind_group import bind_group, note_group
from actions.join import ConsentGiven, Newcomer, join
from bot import service
from bot.config import Settings
from bot.delivery.in_process import InProcess
from bot.updates import Handle
from domain.people import ConsentScope, Role, Sex, Tag
from sandbox.clock import Clock
from sandbox.control import Control
from sandbox.in_process import SandboxSession
from sandbox.telegram import Telegram
from storage import areas, people
from storage.database import Database
from tests.conftest import TEST_KEY

SUNDAY_MORNING = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)  # nine o'clock in the village
TOKEN = "100001:the-bot-of-the-tests"
CODE = "qingxi"


@dataclass
class Player:
    """Somebody with Telegram. `sends` and `taps` return what they see of it afterwards, newest last."""

    village: "Village"
    telegram_id: int
    name: str
    person_id: int | None = None

    async def sends(self, text: str, *, group: int | None = None, **content: Any) -> list[dict[str, Any]]:
        """Write to the bot, or in a group, and wait until the bot is done with it."""
        written = self.village.control.send_message(self.telegram_id, group, text=text, **content)
        await self.village.telegram.settled()
        return self.sees(group=group, after=written["number"])

    def writes(self, text: str) -> None:
        """Write to the bot and wait for nothing: nobody may be there."""
        self.village.control.send_message(self.telegram_id, None, text=text)

    async def taps(self, label: str, *, group: int | None = None) -> dict[str, Any]:
        """Tap the newest button with this label (or a part of it). Returns `{answer, alert}`."""
        for message in reversed(self.sees(group=group)):
            labels = [button["text"] for row in message["keyboard"] or [] for button in row]
            found = next((one for one in labels if label in one), None)
            if found is not None and not message["deleted"]:
                return await self.taps_on(message, label=found)
        raise AssertionError(f"{self.name} sees no button {label!r} in {self.reads(group=group)}")

    async def taps_on(
        self, message: dict[str, Any], *, label: str | None = None, data: str | None = None
    ) -> dict[str, Any]:
        """Tap one message's button by its label, or send any data, forged or old."""
        which = "ephemeral_message_id" if message.get("ephemeral_message_id") else "message_id"
        where = {which: message[which]}
        answer = await self.village.control.tap(
            self.telegram_id, message["chat"], label=label, data=data, **where
        )
        await self.village.telegram.settled()
        return answer

    def sees(self, *, group: int | None = None, after: int = 0) -> list[dict[str, Any]]:
        """What stands in the private chat with the bot, or in a group, for this person's eyes."""
        chat = group if group is not None else self.telegram_id
        try:
            return self.village.control.list_messages(chat, viewer=self.telegram_id, after=after)
        except LookupError:
            return []

    def last(self, *, group: int | None = None) -> dict[str, Any]:
        """The newest message the bot wrote for this person."""
        return [one for one in self.sees(group=group) if one["from"]["is_bot"] and not one["deleted"]][-1]

    def reads(self, *, group: int | None = None) -> str:
        """The words of that message, or of the caption of its picture."""
        newest = self.last(group=group)
        return newest["text"] or newest["caption"] or ""

    def buttons(self, *, group: int | None = None) -> list[str]:
        return [button["text"] for row in self.last(group=group)["keyboard"] or [] for button in row]


@dataclass
class Village:
    """The running village: everybody, the group, the clock, and the database behind the bot."""

    telegram: Telegram
    control: Control
    database: Database
    settings: Settings
    group: int = 0
    village_id: int = 0
    players: dict[str, Player] = field(default_factory=dict)
    serving: "asyncio.Task[None] | None" = None
    received: list[Update] = field(default_factory=list)  # what Telegram has sent the bot so far

    def __getattr__(self, name: str) -> Player:
        try:
            return self.__dict__["players"][name]  # type: ignore[no-any-return]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def now(self) -> datetime:
        return self.telegram.clock.now()

    async def everybody_opens_their_chat(self) -> None:
        """A bot cannot write first. Not who blocked it: whoever writes has come back."""
        for player in self.players.values():
            if player is not self.blocked:
                await player.sends("/help")

    async def passes(self, **length: float) -> None:
        """Let time go by: `passes(hours=5)`."""
        await self.telegram.clock.advance(timedelta(**length))
        await self.telegram.settled()

    def start_bot(self) -> None:
        session = SandboxSession(self.telegram)
        session.middleware(Received(self.received))
        clock = self.telegram.clock
        self.serving = asyncio.create_task(
            service.serve(
                self.settings,
                self.database,
                clock=clock.now,
                session=session,
                request=InProcess(self.telegram),
                on_move=clock.on_move,
            )
        )

    async def stop_bot(self) -> None:
        assert self.serving is not None
        self.serving.cancel()
        await asyncio.gather(self.serving, return_exceptions=True)

    @asynccontextmanager
    async def bot_is_away(self, **length: float) -> AsyncIterator[None]:
        """Nobody answers; so much time goes by at the end. Then a new process takes what has waited."""
        await self.stop_bot()
        yield
        await self.telegram.clock.advance(timedelta(**length))
        self.start_bot()
        await self.telegram.settled()

    @asynccontextmanager
    async def another_bot(self) -> AsyncIterator[Handle]:
        """A second process of the same bot: on the same database, knowing nothing of the first."""
        session = SandboxSession(self.telegram)
        opened = service.opened(self.settings, self.database, clock=self.telegram.clock.now, session=session)
        async with opened as (_bot, handle):
            yield handle

    async def hears(self, kind: str, body: dict[str, Any]) -> None:
        """Telegram sends the bot an update of any shape, forged or rare."""
        self.telegram.world.push(self.telegram.bot(TOKEN), kind, body)
        await self.telegram.settled()

    def newcomer(self, name: str, *, language_code: str | None = "zh-hans") -> Player:
        """Somebody who has a telephone and nothing to do with the bot yet."""
        added = self.control.add_person(name, language_code=language_code)
        return Player(self, int(added["id"]), name)


class Received(BaseRequestMiddleware):
    """Remembers every update the bot was given."""

    def __init__(self, updates: list[Update]) -> None:
        self._updates = updates

    async def __call__(
        self, make_request: NextRequestMiddlewareType[Any], bot: Bot, method: TelegramMethod[Any]
    ) -> Any:
        result = await make_request(bot, method)
        if isinstance(method, GetUpdates):
            known = {update.update_id for update in self._updates}
            given: Any = result  # the session hands over what the response held
            self._updates += [update for update in given if update.update_id not in known]
        return result


@asynccontextmanager
async def lived_in(
    database: Database, *, start: datetime = SUNDAY_MORNING, empty: bool = False
) -> AsyncIterator[Village]:
    """The village with its bot running. `empty`: nobody has met the bot yet, and the database holds nothing."""
    telegram = Telegram(clock=Clock(start, frozen=True))
    telegram.add_bot(TOKEN, "healthgrid_bot", "HealthGrid")
    control = Control(telegram)
    everybody = {key: int(control.add_person(name, language_code=code)["id"]) for key, name, code in ACCOUNTS}
    settings = Settings(
        _env_file=None,
        bot_token=SecretStr(TOKEN),
        keys=(SecretStr(TEST_KEY),),
        administrators=frozenset({everybody["administrator"]}),
    )
    village = Village(telegram, control, database, settings)
    members = [everybody[key] for key in ("administrator", "resident", "treated", "never_consented")]
    village.group = int(control.add_chat("supergroup", "清溪村健康群", members, bot="administrator")["id"])
    ids: dict[str, int] = {}
    if not empty:
        ids = await database.run(settle, everybody, village.group, now=start - timedelta(days=60))
        village.village_id = ids.pop("village")
    village.players = {key: Player(village, everybody[key], name, ids.get(key)) for key, name, _ in ACCOUNTS}
    village.start_bot()
    try:
        await telegram.settled()
        await telegram.clock.advance(
            timedelta()
        )  # what is scheduled for everybody as the bot starts is there
        yield village
    finally:
        await village.stop_bot()
        await telegram.stop()


# Who has a telephone: key, name, the language Telegram speaks to them.
ACCOUNTS = (
    ("resident", "张桂兰", "zh-hans"),  # well, logs now and then
    ("treated", "王秀英", "zh-hans"),  # takes tablets for her pressure
    ("english", "Mary Carter", "en"),  # reads English, lives eleven time zones away
    ("never_consented", "赵大山", "zh-hans"),  # joined, said no to health data: must receive nothing about it
    ("blocked", "钱有福", "zh-hans"),  # blocked the bot
    ("volunteer", "刘志远", "zh-hans"),
    ("volunteer_elsewhere", "何苗", "zh-hans"),  # of another village: must see nothing here
    ("doctor", "孙医生", "zh-hans"),
    ("administrator", "周主任", "zh-hans"),
)


def settle(session: Session, everybody: dict[str, int], group: int, *, now: datetime) -> dict[str, int]:
    """Areas, people and roles. Returns the ids of persons by key, and of the village."""
    county = areas.add_area(
        session, parent_id=None, level="county", name="青山县", code="qingshan", timezone="Asia/Shanghai"
    )
    place = {"parent_id": county, "level": "village", "timezone": "Asia/Shanghai"}
    here = areas.add_area(session, name="清溪村", code=CODE, **place)
    elsewhere = areas.add_area(session, name="白石村", code="baishi", **place)
    ids = {"village": here}
    for key, name, code in ACCOUNTS:
        refused = {ConsentScope.HEALTH} if key == "never_consented" else set()
        newcomer = Newcomer(
            telegram_id=everybody[key],
            name=name,
            language="en" if code == "en" else "zh_CN",
            consents=tuple(ConsentGiven(scope, scope not in refused, "1", "x") for scope in ConsentScope),
            birth_year=1958,
            sex=Sex.FEMALE,
            tags=frozenset({Tag.HYPERTENSION}) if key == "treated" else frozenset(),
            village_code="baishi" if key == "volunteer_elsewhere" else CODE,
        )
        ids[key] = join(session, newcomer, timezone="Asia/Shanghai", now=now).person_id
    people.change_person(session, ids["english"], timezone="America/New_York")
    people.change_person(session, ids["blocked"], unreachable_why="blocked")
    roles = {
        "volunteer": (Role.VOLUNTEER, here),
        "volunteer_elsewhere": (Role.VOLUNTEER, elsewhere),
        "doctor": (Role.VILLAGE_DOCTOR, here),
        "administrator": (Role.ADMINISTRATOR, county),
    }
    for key, (role, area) in roles.items():
        areas.add_membership(session, ids[key], area, role, now.date())
    note_group(session, group, title="清溪村健康群", bot_status="administrator", may_delete=True, now=now)
    bind_group(session, ids["administrator"], group, here, now=now)
    return ids
