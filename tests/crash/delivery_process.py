"""Deliveries to be killed, one an order: each says what is ready, one message after another. Kills none of them."""

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pydantic import SecretStr
from sqlalchemy.orm import Session
from telegram.request import HTTPXRequest

from bot.config import Settings
from bot.delivery.deliver import Delivery
from bot.push import Message, Push
from bot.wording import Words
from domain.outbox import Kind
from storage.database import Database
from storage.failpoint import arm
from storage.migrations import migrate
from storage.outbox import Ready
from storage.sealed import use_keys
from tests.crash.bot_process import KEY
from tests.crash.forking import give_birth

# Made before the fork: what a connection needs is read from the disk once. Nobody but a child ever uses it.
TO_TELEGRAM = HTTPXRequest(connection_pool_size=4)


def say(session: Session, row: Ready, words: Words, now: datetime) -> Message:
    return Message(f"{row.push} {row.reference}")


PUSHES = {kind.value: Push(kind.value, kind, fire=lambda *_: (), say=say) for kind in Kind}


async def deliver(order: dict[str, Any]) -> None:
    """`place` and `count`: where this life ends."""
    use_keys([KEY])
    settings = Settings(_env_file=None, bot_token=SecretStr(order["token"]), bot_api=order["api"])
    database = Database(order["database"], threads=1)
    now = datetime.fromisoformat(order["now"])
    delivery = Delivery(database, settings, lambda: now, PUSHES, request=TO_TELEGRAM, paced=False, at_once=1)
    arm(order["place"], order["count"])
    try:
        await delivery.drain()
    finally:
        await delivery.close()
        await database.close()


async def _warm_up() -> None:
    """Look into an empty outbox once: what is read and compiled on the way is inherited by every child."""
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'warm.db'}"
        migrate(url)
        use_keys([KEY])
        database = Database(url, threads=1)
        settings = Settings(_env_file=None, bot_token=SecretStr("1:warm"))
        delivery = Delivery(database, settings, datetime.now, PUSHES, request=TO_TELEGRAM, paced=False)
        await delivery.close()
        await database.close()


if __name__ == "__main__":
    give_birth(_warm_up, deliver)
