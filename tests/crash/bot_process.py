"""Bots to be killed, one an order: the settings, and what time it is. Kills none of them."""

import asyncio
import contextlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot import service
from bot.config import Settings
from domain.people import Language
from sandbox.clock import Clock
from sandbox.control import Control
from sandbox.in_process import SandboxSession
from sandbox.telegram import Telegram
from storage.database import Database
from storage.sealed import use_keys
from tests.crash.forking import give_birth

KEY = "dGhlIHNhbWUga2V5IGZvciBldmVyeSB0ZXN0LCAzMmI="


async def _serve(order: dict[str, Any]) -> None:
    now = datetime.fromisoformat(order.pop("now"))
    settings = Settings(_env_file=None, **order)
    use_keys(settings.key_texts)
    await service.serve(settings, Database(settings.database), clock=lambda: now)


async def _warm_up() -> None:
    """Say a few things once, in a town of its own: what is read and compiled on the way is inherited by every child."""
    use_keys([KEY])
    with _small_town() as (telegram, settings):
        control = Control(telegram)
        people = [control.add_person("warm", language_code=code[:2])["id"] for code in Language]
        database = service.open_database(settings)
        serving = asyncio.create_task(
            service.serve(settings, database, clock=telegram.clock.now, session=SandboxSession(telegram))
        )
        for person in people:
            control.send_message(person, text="/start")
        await telegram.settled()
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)
        await telegram.stop()
        await database.close()


@contextlib.contextmanager
def _small_town() -> Iterator[tuple[Telegram, Settings]]:
    telegram = Telegram(clock=Clock())
    telegram.add_bot("1:warm", "warm_bot", "Warm")
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'warm.db'}"
        yield telegram, Settings(_env_file=None, bot_token="1:warm", database=url, keys=KEY)


if __name__ == "__main__":
    give_birth(_warm_up, _serve)
