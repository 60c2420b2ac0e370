"""Bots to be killed while a notice leaves, one an order: each queues and says what is due. Kills none of them."""

from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pydantic import SecretStr
from telegram.request import HTTPXRequest

from actions import feed_notice, recall_notice
from bot.config import Settings
from bot.delivery.deliver import Delivery
from bot.scheduler.clock import Clock
from bot.scheduler.pushes import PUSHES
from storage.database import Database
from storage.failpoint import arm
from storage.migrations import migrate
from storage.sealed import use_keys
from tests.crash.bot_process import KEY
from tests.crash.forking import give_birth

TO_TELEGRAM = HTTPXRequest(connection_pool_size=4)
NOTICES = [push for push in PUSHES if push.name.startswith("notice")]
MOST_ROUNDS = 10
# Small, so that a few receivers are several batches.
feed_notice.AHEAD = recall_notice.AT_ONCE = 4


async def live(order: dict[str, Any]) -> None:
    """`place` and `count`: where this life ends. One that nobody kills ends when nothing is left to do at its moment."""
    use_keys([KEY])
    database = Database(order["database"], threads=1)
    delivery, clock = _bot(database, order["token"], order["api"], datetime.fromisoformat(order["now"]))
    arm(order["place"], order["count"])
    try:
        for _ in range(MOST_ROUNDS):
            done = await clock.tick(datetime.fromisoformat(order["now"]))
            if not await delivery.drain() and not done.due:
                break
    finally:
        await delivery.close()
        await database.close()


def _bot(database: Database, token: str, api: str, now: datetime) -> tuple[Delivery, Clock]:
    settings = Settings(_env_file=None, bot_token=SecretStr(token), bot_api=api)
    named = {push.name: push for push in NOTICES}
    delivery = Delivery(database, settings, lambda: now, named, request=TO_TELEGRAM, paced=False, at_once=2)
    return delivery, Clock(database, NOTICES, lambda: now, enrol_every=timedelta(days=1))


async def _warm_up() -> None:
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'warm.db'}"
        migrate(url)
        use_keys([KEY])
        database = Database(url, threads=1)
        delivery, clock = _bot(
            database, "1:warm", "http://127.0.0.1:9", datetime.fromisoformat("2026-11-22T01:00Z")
        )
        await clock.tick(datetime.fromisoformat("2026-11-22T01:00Z"))
        await delivery.close()
        await database.close()


if __name__ == "__main__":
    give_birth(_warm_up, live)
