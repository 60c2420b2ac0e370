"""A notice is approved, killed at every step, paused, killed on, taken back; then every chat is looked at."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import time, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.aim_notice import aim_notice
from actions.decide_notice import NoticeDecided, decide_notice
from actions.draft_notice import NoticeDrafted, draft_notice
from actions.hold_notice import NoticeHeld, pause_notice, resume_notice
from actions.recall_notice import NoticeRecalled, recall_notice
from actions.send_notice import NoticeAsked, send_notice
from bot.delivery.deliver import LEASE
from domain.audience import Audience
from sandbox.control import Control
from storage import areas, notices, outbox, people
from storage.database import Database
from storage.migrations import migrate
from storage.notice_receivers import NOTICE, RECALLED
from storage.notices import Content
from storage.sealed import use_keys
from tests.cast import ACCOUNTS, settle
from tests.crash.bot_process import KEY
from tests.crash.nursery import DiedOfItself, Life, Nursery, nursery
from tests.crash.town import TOKEN, Town, town

MODULE = "tests.crash.notice_process"
WORDS = "明天停水，请先接好水。"
QUEUEING = ("due-claimed", "due-queued")
SENDING = ("delivery-claimed", "delivery-before-request", "delivery-accepted", "delivery-marked")
TAKING_BACK = ("due-claimed", "due-queued", "delivery-claimed", "delivery-accepted", "delivery-marked")
NEVER = "never"
NEIGHBOURS = 14  # beside the cast
LIVELY_SECONDS = 60.0
MOST_LIVES = 40


@dataclass
class Found:
    """What is wrong; all but `kills` have to be empty. `unknown`: how many copies were shown as that."""

    kills: Counter[str] = field(default_factory=Counter)
    twice: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    while_paused: int = 0
    left_standing: list[str] = field(default_factory=list)
    unknown: int = 0
    state: str = ""


async def kill_a_notice(url: str, diary: Path, *, rounds: int) -> Found:
    """Kill at every place so many times, on this database."""
    use_keys([KEY])
    migrate(url)
    database = Database(url)
    try:
        with diary.open("ab") as written:
            async with town() as place, nursery(written, MODULE) as children:
                running = _Running(url, database, place, children)
                await running.settle()
                return await running.whole(rounds)
    finally:
        await database.close()


class _Running:
    def __init__(self, url: str, database: Database, place: Town, children: Nursery) -> None:
        self.url, self.database, self.town, self.children = url, database, place, children
        self.now = place.now
        self.found = Found()
        self.control = Control(place.telegram)
        self.chats: list[int] = []

    async def settle(self) -> None:
        control = self.control
        chats = {key: int(control.add_person(name, language_code=code)["id"]) for key, name, code in ACCOUNTS}
        others = [int(control.add_person(f"邻居{number}")["id"]) for number in range(NEIGHBOURS)]
        self.chats = [*chats.values(), *others]
        for chat in self.chats:
            control.send_message(chat, None, text="/start")
        await self.database.run(self._settle, chats, others)

    def _settle(self, session: Session, chats: dict[str, int], others: list[int]) -> None:
        ids = settle(session, chats, -1001, now=self.now - timedelta(days=60))
        village = ids.pop("village")
        county = areas.list_areas(session, "county")[0].id
        assert county is not None
        for chat in others:
            one = people.add_person(
                session, telegram_id=chat, name="邻居", language="zh_CN", timezone="Asia/Shanghai",
                joined_at=self.now, area_id=village,
            )  # fmt: skip
            people.change_person(session, one, consents_abroad=True)
            ids[f"neighbour {chat}"] = one
        for one in ids.values():  # days go by: nothing is held through a night
            people.change_person(session, one, quiet_from=time(0), quiet_until=time(0))
        self.author, self.boss = ids["volunteer"], ids["administrator"]
        made = draft_notice(session, self.author, Content(WORDS), now=self.now)
        assert isinstance(made, NoticeDrafted)
        self.notice = made.notice_id
        aim_notice(session, self.author, self.notice, Audience(county), urgent=False, now=self.now)
        asked = send_notice(session, self.author, self.notice, at=None, card=None, now=self.now)
        assert isinstance(asked, NoticeAsked)

    async def whole(self, rounds: int) -> Found:
        """The way of a notice, with kills all along."""
        await self._life(NEVER, 1)  # the second person is asked
        decided = await self.database.run(decide_notice, self.boss, self.notice, accepted=True, now=self.now)
        assert isinstance(decided, NoticeDecided)
        await self._life(NEVER, 1)  # what the staff is told leaves before: the kills are for the notice
        for place in (*QUEUEING, *SENDING):
            await self._killed_at(place)
        await self._paused()
        for _ in range(rounds):
            for place in SENDING:
                await self._killed_at(place)
        await self._to_the_end()
        self._judge_sent(await self.database.read(self._rows))
        await self._taken_back(rounds)
        return self.found

    async def _killed_at(self, place: str) -> None:
        for _ in range(MOST_LIVES):
            if await self._life(place, 1):
                self.found.kills[place] += 1
                return
            if not await self.database.read(self._goes_on):
                return

    def _goes_on(self, session: Session) -> bool:
        return notices.get_notice(session, self.notice).state in ("sending", "scheduled", "recalled")

    async def _paused(self) -> None:
        held = await self.database.run(pause_notice, self.author, self.notice, now=self.now)
        assert isinstance(held, NoticeHeld)
        before = self._number()
        for place in (NEVER, "delivery-claimed", NEVER):
            await self._life(place, 1)
        self.found.while_paused = self._number() - before
        await self.database.run(resume_notice, self.author, self.notice, now=self.now)

    async def _to_the_end(self) -> None:
        for _ in range(MOST_LIVES):
            await self._life(NEVER, 1)
            if (await self.database.read(notices.get_notice, self.notice)).state == "done":
                return

    async def _taken_back(self, rounds: int) -> None:
        back = await self.database.run(recall_notice, self.author, self.notice, now=self.now)
        assert isinstance(back, NoticeRecalled)
        for _ in range(rounds):
            for place in TAKING_BACK:
                await self._killed_at(place)
        rows = await self.database.read(self._rows)
        for _ in range(MOST_LIVES):
            if all(row.last_error == RECALLED for row in rows if row.state == "sent"):
                break
            await self._life(NEVER, 1)
            rows = await self.database.read(self._rows)
        for row in rows:
            if row.state == "sent" and (row.last_error != RECALLED or any(self._copies(row.chat_id))):
                self.found.left_standing.append(f"{row.dedupe_key}: {row.last_error}")
        self.found.state = (await self.database.read(notices.get_notice, self.notice)).state

    def _number(self) -> int:
        return sum(len(self._copies(chat)) for chat in self.chats)

    def _rows(self, session: Session) -> list[outbox.OutboxRow]:
        rows = outbox.outbox
        return list(session.execute(select(rows).where(rows.c.push == NOTICE)).all())  # type: ignore[arg-type]

    def _judge_sent(self, rows: list[outbox.OutboxRow]) -> None:
        for row in rows:
            arrived = len(self._copies(row.chat_id))
            told = f"{row.dedupe_key}: {row.state}, arrived {arrived} times"
            self.found.unknown += row.state == "unknown"
            if arrived > 1:
                self.found.twice.append(told)
            if row.state not in ("sent", "unknown", "cancelled") or (row.state == "sent" and not arrived):
                self.found.lost.append(told)
        if len(rows) != len(ACCOUNTS) + NEIGHBOURS - 1:  # all but its author
            self.found.lost.append(f"{len(rows)} rows")

    async def _life(self, place: str, count: int) -> bool:
        """Whether it was killed; the next comes when its lease is over."""
        order: dict[str, object] = {
            "database": self.url, "api": self.town.url, "token": TOKEN, "now": self.now.isoformat(),
            "place": place, "count": count,
        }  # fmt: skip
        life: Life = await self.children.bear(order)
        try:
            killed = await life.ends_within(LIVELY_SECONDS)
        except DiedOfItself:
            killed = False
        else:
            if not killed:
                await life.kill()
                raise TimeoutError(f"a life to end at {place} does not")
        self.now += LEASE + timedelta(seconds=1)
        return killed

    def _copies(self, chat: int) -> list[bool]:
        """Every copy that arrived in a chat, and whether it still stands there."""
        if chat not in self.chats:  # nobody who could have it
            return []
        try:
            messages = self.control.list_messages(chat, viewer=chat, after=0)
        except LookupError:
            return []
        return [
            not one["deleted"]
            for one in messages
            if one["from"]["is_bot"] and str(one["text"]).startswith("📢") and WORDS in str(one["text"])
        ]
