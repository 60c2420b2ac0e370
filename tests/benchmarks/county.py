"""What a worker of the grid waits for in a whole county: their screens, from the update to the answer, none of it faked.

    healthgrid simulate --fast-load --database postgresql://... && healthgrid migrate     # once, with HEALTHGRID_KEYS
    python -m tests.benchmarks.county postgresql://... [--plans]

The commands go through the dispatcher; only what would be sent is kept here. `--plans` says every statement that took
longest on each screen, and how the database went about it.
"""

import asyncio
import re
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from statistics import median
from typing import Any

import psycopg
from aiogram import Bot
from aiogram.methods import EditMessageText, GetMe, SendMessage, SendPhoto, TelegramMethod
from aiogram.types import InlineKeyboardMarkup, Update, User
from sqlalchemy import Engine, event

from actions.count_figures import count_figures
from bot import config
from bot.dispatcher import build_dispatcher
from bot.service import open_bot
from bot.simulation.county import CITY, COUNTY
from domain.audience import Audience
from domain.people import Tag
from storage import audience
from storage.database import Database
from storage.figures import find_here
from storage.sealed import use_keys
from tests.benchmarks import town

GATE_MS = 300
AGAIN = 7
REFUSALS = ("没有这个命令", "我在这里不能帮您办")  # as the county's people, who speak Chinese, are told


@dataclass
class Answers(town.Mute):
    """Takes every answer and keeps the last."""

    text: str = ""
    keyboard: InlineKeyboardMarkup | None = None

    def __post_init__(self) -> None:
        super().__init__()

    async def make_request(self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None) -> Any:  # noqa: ASYNC109
        if isinstance(method, SendMessage | EditMessageText | SendPhoto):
            self.text = (method.caption if isinstance(method, SendPhoto) else method.text) or ""
            self.keyboard = (
                method.reply_markup if isinstance(method.reply_markup, InlineKeyboardMarkup) else None
            )
        if isinstance(method, GetMe):
            return User(id=100001, is_bot=True, first_name="HealthGrid", username="healthgrid_bot")
        return None

    def data(self, label: str) -> str:
        """What the first button with these words carries."""
        rows = self.keyboard.inline_keyboard if self.keyboard else []
        found = [one for row in rows for one in row if label in one.text and one.callback_data]
        if not found:
            raise LookupError(f"no button {label!r} below {self.text[:200]!r}")
        return found[0].callback_data or ""


@dataclass
class Desk:
    """One worker and their telephone."""

    dispatcher: Any
    bot: Bot
    answers: Answers
    telegram_id: int
    update_id: int

    async def says(self, text: str) -> None:
        await self._feed(town.written(self._next(), self._number, text))

    async def taps(self, label: str) -> None:
        await self._feed(town.tapped(self._next(), self._number, self.answers.data(label)))

    async def _feed(self, raw: bytes) -> None:
        await self.dispatcher.feed_update(self.bot, Update.model_validate_json(raw))

    @property
    def _number(self) -> int:
        return self.telegram_id - town.FIRST_TELEGRAM_ID

    def _next(self) -> int:
        self.update_id += 1
        return self.update_id


@dataclass
class Statements:
    """What was said to the database, and how long each took."""

    said: list[tuple[float, str, Any]] = field(default_factory=list)

    @contextmanager
    def heard(self) -> Iterator[None]:
        begun: dict[int, float] = {}

        def before(connection: Any, cursor: Any, statement: str, parameters: Any, *rest: Any) -> None:
            begun[id(cursor)] = time.perf_counter()

        def after(connection: Any, cursor: Any, statement: str, parameters: Any, *rest: Any) -> None:
            took = time.perf_counter() - begun.pop(id(cursor), time.perf_counter())
            self.said.append((took, statement, parameters))

        event.listen(Engine, "before_cursor_execute", before)
        event.listen(Engine, "after_cursor_execute", after)
        try:
            yield
        finally:
            event.remove(Engine, "before_cursor_execute", before)
            event.remove(Engine, "after_cursor_execute", after)


# A screen: its name, who asks, what they type, and what they tap after it. Only the last step is timed.
SCREENS = (
    ("/round of a grid", "volunteer", "/round", ()),
    ("/round of a village", "village doctor", "/round", ()),
    ("/person of a grid", "volunteer", "/person", ()),
    ("/stats of the county", "administrator", "/stats", ()),
    ("/stats: a figure of the county", "administrator", "/stats", ("📍",)),
    ("/stats of a village", "village doctor", "/stats", ()),
    ("/alerts of the county", "administrator", "/alerts", ()),
    ("/groups of the county", "administrator", "/groups", ()),
    ("/notices", "administrator", "/notices", ()),
    ("/audit", "administrator", "/audit", ()),
    ("/health", "administrator", "/health", ()),
    ("/areas", "administrator", "/areas", ()),
)


# Whom a notice is for; the hardest there are: all of them of the whole county.
AUDIENCES = {
    "everybody": Audience(COUNTY),
    "65 and older": Audience(COUNTY, age_from=65),
    "high blood pressure": Audience(COUNTY, tags=frozenset({Tag.HYPERTENSION})),
    "logged in 7 days": Audience(COUNTY, active_days=7),
    "nothing in 30 days": Audience(COUNTY, silent_days=30),
}


async def run(url: str, *, plans: bool) -> bool:
    settings = config.with_keys(config.load(database=url))
    use_keys([key.get_secret_value() for key in settings.keys])
    database = Database(url)
    answers = Answers()
    bot = open_bot(town.settings(), answers)
    with psycopg.connect(url, autocommit=True) as raw:
        clock = _end_of(raw)
        dispatcher = build_dispatcher(database, settings, lambda: clock)
        held = True
        try:
            await _night(database, clock)
            desk = Desk(
                dispatcher, bot, answers, _telegram_id(raw, "volunteer"), int(time.time() * 1000) % 2**31
            )
            await desk.says("/help")  # the first update of a process opens its connections
            for name, whom in AUDIENCES.items():
                held &= await _audience(database, name, whom, clock)
            for name, who, command, taps in SCREENS:
                desk = Desk(dispatcher, bot, answers, _telegram_id(raw, who), int(time.time() * 1000) % 2**31)
                held &= await _screen(raw, desk, name, command, taps, plans=plans)
        finally:
            await database.close()
    return held


async def _night(database: Database, now: datetime) -> None:
    """What is counted while everybody sleeps, as the push of the figures does it: step after step."""
    top, began, steps = await database.read(find_here, CITY), time.perf_counter(), 0
    assert top is not None
    while (await database.run(count_figures, top, now=now)).areas:
        steps += 1
    _say(f"    the figures of the night: {steps} steps, {time.perf_counter() - began:.1f} s")


async def _audience(database: Database, name: str, whom: Audience, now: datetime) -> bool:
    """What the screen of a notice counts again at every tap."""
    spent = []
    for _ in range(AGAIN + 1):
        began = time.perf_counter()
        reach = await database.read(audience.measure, audience.Whom(whom, 0, now))
        spent.append((time.perf_counter() - began) * 1000)
    first, rest = spent[0], sorted(spent[1:])
    took = f"first {first:7.1f} ms, then {median(rest):7.1f} ms, at worst {rest[-1]:7.1f} ms"
    ok = max(spent) <= GATE_MS
    _say(f"{'ok' if ok else '--'}  {'a notice: ' + name:28} {took}; {reach.total:,} people")
    return ok


async def _screen(
    raw: psycopg.Connection[Any], desk: Desk, name: str, command: str, taps: Sequence[str], *, plans: bool
) -> bool:
    spent, statements = [], Statements()
    try:
        for _ in range(AGAIN + 1):
            statements.said.clear()
            with statements.heard():
                spent.append(await _timed(desk, command, taps))
    except LookupError as error:
        _say(f"--  {name:28} {error}")
        return False
    first, rest = spent[0], sorted(spent[1:])
    known = not any(no in desk.answers.text for no in REFUSALS)
    ok = known and max(first, rest[-1]) <= GATE_MS
    took = f"first {first:7.1f} ms, then {median(rest):7.1f} ms, at worst {rest[-1]:7.1f} ms"
    counted = f"{len(statements.said)} statements"
    _say(f"{'ok' if ok else '--'}  {name:28} {took}; {counted}   {_short(desk.answers.text)}")
    if plans:
        _explain(raw, statements)
    return ok


async def _timed(desk: Desk, command: str, taps: Sequence[str]) -> float:
    steps = [(desk.says, command), *((desk.taps, label) for label in taps)]
    for step, argument in steps[:-1]:
        await step(argument)
    step, argument = steps[-1]
    began = time.perf_counter()
    await step(argument)
    return (time.perf_counter() - began) * 1000


def _explain(raw: psycopg.Connection[Any], statements: Statements) -> None:
    took, statement, parameters = max(statements.said, key=lambda said: said[0])
    _say(f"    the longest, {took * 1000:.1f} ms: {' '.join(statement.split())[:1500]}")
    if not statement.lstrip().upper().startswith(("SELECT", "WITH")):
        return
    for (line,) in raw.execute(f"EXPLAIN (ANALYZE, BUFFERS) {statement}", parameters):
        _say(f"        {line}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _short(text: str) -> str:
    return re.sub(r"<[^>]+>|\s+", " ", text)[:60]


def _end_of(raw: psycopg.Connection[Any]) -> datetime:
    """The morning after the last reading."""
    (last,) = raw.execute("SELECT max(taken_at) FROM reading").fetchone() or (None,)
    return (last or datetime.now(UTC)).astimezone(UTC)


ROLES = {"volunteer": "volunteer", "village doctor": "village_doctor", "administrator": "administrator"}


def _telegram_id(raw: psycopg.Connection[Any], who: str) -> int:
    """Somebody in the middle of the county; of the administrators the county's."""
    row = raw.execute(
        "SELECT person.telegram_id FROM membership JOIN person ON person.id = membership.person_id"
        " WHERE membership.role = %s AND (%s <> 'administrator' OR membership.area_id = %s)"
        " ORDER BY membership.id OFFSET CASE WHEN %s = 'administrator' THEN 0 ELSE 900 END LIMIT 1",
        (ROLES[who], ROLES[who], COUNTY, ROLES[who]),
    ).fetchone()
    assert row is not None, f"no {who} in this county"
    return int(row[0])


if __name__ == "__main__":
    sys.exit(0 if asyncio.run(run(sys.argv[1], plans="--plans" in sys.argv[2:])) else 1)
