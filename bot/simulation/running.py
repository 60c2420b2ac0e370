"""A simulation from its beginning to its report: opens the database, lets the village live, asks the audits."""

import gc
import logging
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import SecretStr

from bot import config, service
from bot.config import Settings, WrongSettings
from bot.simulation.audits import Audit, Bystander, audit
from bot.simulation.report import report
from bot.simulation.village import TOKEN, Village
from storage import sealed
from storage.database import Database
from storage.lived import count_lived


@dataclass(frozen=True, slots=True)
class Simulated:
    """How it went, in lines, and whether every audit holds."""

    lines: tuple[str, ...]
    audits: tuple[Audit, ...]

    @property
    def ok(self) -> bool:
        return not any(one.wrong for one in self.audits)


class _Errors(logging.Handler):
    """Keeps what the bot complains of."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; the same is the same village, and the same days."""

    residents: int
    days: int
    seed: int
    start: datetime


async def simulate(
    wanted: Wanted, *, database: str = "", tell: Callable[[int], None] = lambda day: None
) -> Simulated:
    """Live through the days in `database` (left out: a file that is thrown away). Raises WrongSettings."""
    with _settings(database) as settings:
        opened = open_empty(settings)
        try:
            seen, now = await live_through(wanted, opened, settings, tell)
            audits = opened.read_now(audit, seen, now=now)
            return Simulated(tuple(report(opened.read_now(count_lived), audits)), tuple(audits))
        finally:
            opened.close_now()


async def live_through(
    wanted: Wanted, database: Database, settings: Settings, tell: Callable[[int], None] = lambda day: None
) -> tuple[Bystander, datetime]:
    """All the days, in an empty database; what was seen beside it, and the moment it ended."""
    with _listening() as errors, _seldom_tidying():
        village = Village(
            database,
            settings,
            residents=wanted.residents,
            days=wanted.days,
            seed=wanted.seed,
            start=wanted.start,
        )
        await village.live(tell)
    return Bystander(village.hours, tuple(village.hearing.twice()), errors.said), village.now


@contextmanager
def _settings(database: str) -> Iterator[Settings]:
    """The settings of this installation for a database of its own, otherwise a file and a key for once."""
    if database:
        yield settings_for(database)
        return
    with tempfile.TemporaryDirectory(prefix="healthgrid-simulate-") as folder:
        yield Settings(
            _env_file=None,
            bot_token=SecretStr(TOKEN),
            keys=(SecretStr(sealed.new_key()),),
            database=f"sqlite:///{Path(folder) / 'village.db'}",
        )


def settings_for(database: str) -> Settings:
    """The settings of this installation, with another database and no Telegram. Raises WrongSettings."""
    loaded = config.with_keys(config.load(database=database))
    return loaded.model_copy(update={"bot_token": SecretStr(TOKEN), "webhook_url": ""})


def open_empty(settings: Settings) -> Database:
    """The database, fast and in order rather than safe from a power cut. Raises WrongSettings when somebody is in it."""
    opened = service.open_database(settings, threads=0, durable=False)
    if opened.read_now(count_lived).people["joined"]:
        opened.close_now()
        raise WrongSettings("There are people in this database already: a simulation needs an empty one.")
    return opened


@contextmanager
def _listening() -> Iterator[_Errors]:
    errors, bot = _Errors(), logging.getLogger("bot")
    bot.addHandler(errors)
    try:
        yield errors
    finally:
        bot.removeHandler(errors)


@contextmanager
def _seldom_tidying() -> Iterator[None]:
    """Millions of short-lived objects and hardly a cycle among them: looking for those takes a seventh of the time."""
    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
