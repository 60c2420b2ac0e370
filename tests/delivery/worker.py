"""A worker as there may be several: it ticks and delivers in real time while it is the one that may.

`python -m tests.delivery.worker <settings as JSON>`. What it says is "<its process> <reference>".
"""

import asyncio
import json
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime

from pydantic import SecretStr
from sqlalchemy.orm import Session

from bot.config import Settings
from bot.push import Message, Push
from bot.scheduler import clock
from bot.speaking import Speaking
from bot.wording import Words
from domain.outbox import Kind
from storage.database import Database
from storage.due import Fire, Queue
from storage.outbox import Ready
from storage.people import get_person
from storage.sealed import use_keys

NAME = "call"
clock.TICK_SECONDS = 1  # more often than a real one looks: a test waits for it


def fire(session: Session, due: Sequence[Fire], now: datetime) -> Sequence[Fire]:
    for one in due:
        telegram_id = get_person(session, one.receiver_id).telegram_id
        assert telegram_id is not None
        key = f"{NAME}:{one.receiver}:{one.reference}"
        one.queue = (Queue(key, telegram_id, person_id=one.receiver_id, reference=one.reference),)
    return due


def say(session: Session, row: Ready, words: Words, now: datetime) -> Message:
    return Message(f"{os.getpid()} {row.reference}")


async def main(database_url: str, api: str, token: str, key: str) -> None:
    use_keys([key])
    settings = Settings(_env_file=None, bot_token=SecretStr(token), bot_api=api, keys=(SecretStr(key),))
    database = Database(database_url, threads=2)
    pushes = (Push(NAME, Kind.ALERT, fire, say),)  # whatever the time of day: this clock is the real one
    await Speaking(database, settings, lambda: datetime.now(UTC), pushes=pushes).run()


if __name__ == "__main__":
    asyncio.run(main(**json.loads(sys.argv[1])))
