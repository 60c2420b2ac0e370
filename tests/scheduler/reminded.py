"""A village whose bot does nothing but remind: the real actions, clock, delivery and sandbox, step by step."""

import asyncio
import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from pydantic import SecretStr

from bot.config import Settings
from bot.delivery.in_process import InProcess
from bot.scheduler.pushes import reminder
from bot.speaking import Speaking
from sandbox.clock import Clock
from sandbox.control import Control
from sandbox.telegram import Telegram
from storage.database import Database
from storage.migrations import migrate
from tests.cast import ACCOUNTS, TOKEN, settle
from tests.conftest import TEST_KEY
from tests.scheduler.reminder_model import Heard

T = TypeVar("T")
MEMORY = Path("/dev/shm")  # where there is such a thing: nothing here is about disks
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def _town(start: datetime) -> tuple[Telegram, dict[str, int]]:
    """A sandbox with the cast in it; the same accounts each time."""
    telegram = Telegram(clock=Clock(start, frozen=True))
    telegram.add_bot(TOKEN, "healthgrid_bot", "HealthGrid")
    control = Control(telegram)
    accounts = {key: int(control.add_person(name, language_code=code)["id"]) for key, name, code in ACCOUNTS}
    for account in accounts.values():
        control.send_message(account, None, text="/start")
    return telegram, accounts


def settled(folder: Path) -> tuple[Path, dict[str, int]]:
    """A database in which the cast has settled, to be copied; and their persons."""
    path = folder / "settled.db"
    migrate(f"sqlite:///{path}")
    database = Database(f"sqlite:///{path}")
    persons = database.run_now(settle, _town(LONG_AGO)[1], -1001, now=LONG_AGO)
    database.close_now()
    return path, persons


class Reminded:
    """One life of that village. `processes`: how many speak for the bot at once."""

    def __init__(self, template: Path, start: datetime, *, processes: int) -> None:
        self._folder = TemporaryDirectory(prefix="reminded-", dir=MEMORY if MEMORY.is_dir() else None)
        path = Path(self._folder.name) / "village.db"
        shutil.copy(template, path)
        self._runner = asyncio.Runner()
        self._telegram, self.accounts = _town(start)
        self._control = Control(self._telegram)
        self._database = Database(f"sqlite:///{path}", threads=1)
        self._settings = Settings(_env_file=None, bot_token=SecretStr(TOKEN), keys=(SecretStr(TEST_KEY),))
        self._processes = processes
        self._heard_until = 0
        self._arrives()

    @property
    def now(self) -> datetime:
        return self._telegram.clock.now()

    def does(self, action: Callable[..., T], *args: Any, **kwargs: Any) -> T:
        """One action of a resident, now."""
        return self._database.run_now(action, *args, now=self.now, **kwargs)

    def passes(self, length: timedelta) -> None:
        """Time goes by, with a stop at everything that is due."""
        self._runner.run(self._telegram.clock.advance(length))

    def is_away(self, length: timedelta) -> None:
        """Time goes by while no process runs; then new ones take up what is due."""
        self._forget()
        self._runner.run(self._leave())
        self.passes(length)
        self._arrives()
        self.passes(timedelta())

    def membership(self, account: int, status: str) -> None:
        """Somebody blocks the bot, or lets it in again."""
        self._control.set_membership(account, status)

    def tried(self) -> list[tuple[int, bool, Heard]]:
        """What was sent since the last look: to which account, whether it arrived, and what."""
        calls = self._telegram.calls.after(self._heard_until)
        self._heard_until = calls[-1]["number"] if calls else self._heard_until
        return [
            (int(call["parameters"]["chat_id"]), bool(call["outcome"].get("ok")), _heard(call))
            for call in calls
            if call["method"] == "sendMessage"
        ]

    def ends(self) -> None:
        self._forget()
        self._runner.run(self._leave())
        self._runner.run(self._telegram.stop())
        self._database.close_now()
        self._runner.close()
        self._folder.cleanup()

    def _arrives(self) -> None:
        clock = self._telegram.clock
        self._speaking = [
            Speaking(
                self._database,
                self._settings,
                clock.now,
                pushes=(reminder.PUSH,),
                request=InProcess(self._telegram),
                on_move=clock.on_move,
            )
            for _ in range(self._processes)
        ]
        self._forget = clock.on_move(self._catch_up, self._speaking[0].next_at)

    async def _catch_up(self) -> None:
        await asyncio.gather(*(one.catch_up() for one in self._speaking))

    async def _leave(self) -> None:
        for one in self._speaking:
            await one.delivery.close()


def _heard(call: dict[str, Any]) -> Heard:
    """Which reminder a message is shows in its buttons."""
    keyboard = call["parameters"]["reply_markup"]
    keyboard = json.loads(keyboard) if isinstance(keyboard, str) else keyboard
    taps = [one["callback_data"] for row in keyboard["inline_keyboard"] for one in row]
    number = next(int(data.partition(":")[2]) for data in taps if data.startswith("rstop:"))
    return Heard(
        datetime.fromisoformat(call["time"]), number, any(data.startswith("rtime:") for data in taps)
    )
