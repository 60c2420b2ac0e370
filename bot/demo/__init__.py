"""The demo: the sandbox and the bot in one process, and a town with some weeks behind it. All of it is invented."""

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from bot import service
from bot.config import Settings, WrongSettings
from bot.delivery.in_process import InProcess
from bot.demo.residents import LIVES, STAFF, settle
from sandbox import saved, town
from sandbox.control import Control
from sandbox.in_process import SandboxSession
from sandbox.server import Server
from sandbox.server import serve as serve_sandbox
from sandbox.telegram import Telegram
from storage import sealed
from storage.database import Database

TOKEN = "100001:a-bot-of-the-sandbox-only"
USERNAME = "healthgrid_demo_bot"
SAVE_EVERY_SECONDS = 5.0
SAVED = "sandbox.json"
DATABASE = "healthgrid.db"
# The bot remembers updates made after the last save of a killed demo: their numbers must not come again.
UPDATES_SKIPPED = 10_000


@dataclass(frozen=True, slots=True)
class Demo:
    """The running demo."""

    server: Server
    database: Database
    control: Control
    town: town.Town

    @property
    def url(self) -> str:
        return self.server.url


@asynccontextmanager
async def running(
    folder: Path, *, port: int, fresh: bool = False, empty: bool = False
) -> AsyncIterator[Demo]:
    """The demo on `port` (0: any free one), its data in `folder`; a new town first if `fresh`. Raises WrongSettings.

    `empty`: a new town in which nobody has met the bot yet, as on the first day.
    """
    with _alone(folder):
        _prepare(folder, fresh=fresh)
        async with _opened(folder, port, empty=empty) as demo:
            yield demo


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Two demos in one folder would answer each other's messages. Ends with the process, however that ends."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as file:
        try:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ImportError:
            pass  # Windows has no such lock: there it stays with whoever starts two
        except OSError:
            raise WrongSettings(f"A demo is running in {folder} already: end that one first.") from None
        yield


@asynccontextmanager
async def _opened(folder: Path, port: int, *, empty: bool) -> AsyncIterator[Demo]:
    telegram = Telegram()
    known = _go_on(telegram, folder)
    if not known:
        telegram.add_bot(TOKEN, USERNAME, "健康网格 HealthGrid")
    server = await _served(telegram, port)
    control = server.control
    place = town.find(control) if known else town.settle(control)
    settings = _settings(folder, place)
    database = service.open_database(settings)
    tasks: list[asyncio.Task[None]] = []
    try:
        if not known:
            if not empty:
                await database.run(settle, place, now=telegram.clock.now())
            saved.save(telegram, folder / SAVED)
        session = SandboxSession(telegram)
        bot = service.serve(
            settings,
            database,
            clock=telegram.clock.now,
            session=session,
            request=InProcess(telegram),
            on_move=telegram.clock.on_move,
        )
        tasks = [asyncio.create_task(bot), asyncio.create_task(_keep(telegram, folder))]
        if not known and not empty:
            _greet(control, place)
        yield Demo(server, database, control, place)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        saved.save(telegram, folder / SAVED)
        await server.stop()
        await database.close()


async def _served(telegram: Telegram, port: int) -> Server:
    """On the wanted port, or on any free one if somebody else has it."""
    try:
        return await serve_sandbox(telegram, port=port)
    except OSError:
        return await serve_sandbox(telegram, port=0)


def _prepare(folder: Path, *, fresh: bool) -> None:
    """Readings without the chats they belong to (a start that was killed) begin anew, too."""
    if fresh or not (folder / SAVED).exists():
        for name in (SAVED, "key", DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm"):
            (folder / name).unlink(missing_ok=True)


def _go_on(telegram: Telegram, folder: Path) -> bool:
    """Take up the chats where they were saved; False when there are none."""
    try:
        known = saved.load(telegram, folder / SAVED)
        if known:
            town.find(Control(telegram))
    except (ValueError, LookupError):
        raise WrongSettings(f"The town in {folder} cannot be read: start over with --fresh.") from None
    for bot in telegram.state.bots.values():
        bot.next_update_id += UPDATES_SKIPPED
    return known


def _settings(folder: Path, place: town.Town) -> Settings:
    return Settings(
        _env_file=None,
        bot_token=SecretStr(TOKEN),
        database=f"sqlite:///{folder / DATABASE}",
        keys=(SecretStr(_key(folder / "key")),),
        administrators=frozenset({place.people["zhou"]}),
    )


def _key(path: Path) -> str:
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(sealed.new_key(), encoding="ascii")
    return path.read_text(encoding="ascii")


async def _keep(telegram: Telegram, folder: Path) -> None:
    """Save the chats now and then, so that even a killed demo comes back almost whole."""
    seen = 0
    while True:
        await asyncio.sleep(SAVE_EVERY_SECONDS)
        calls = telegram.calls.after(seen)
        if calls:
            seen = calls[-1]["number"]
            saved.save(telegram, folder / SAVED)


def _greet(control: Control, place: town.Town) -> None:
    """Everybody who has joined opens their chat; the newcomer's is left for whoever plays."""
    for life in LIVES:
        control.send_message(place.people[life.key], text="/start")
    for key in STAFF:
        control.send_message(place.people[key], text="/start")
    for neighbour in place.neighbours:
        control.send_message(neighbour, text="/start")


async def until_stopped() -> None:
    """Wait for Ctrl-C or a polite end."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(sign, stopped.set)
    await stopped.wait()
