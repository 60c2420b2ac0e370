"""A process that delivers until it is killed or has nothing left: `python -m tests.delivery.victim <settings as JSON>`.

Its clock stands at the moment it is given; what it says is "words <reference>", on behalf of every kind.
"""

import asyncio
import json
import sys
from datetime import datetime

from pydantic import SecretStr
from sqlalchemy.orm import Session

from bot.config import Settings
from bot.delivery.deliver import Delivery
from bot.push import Message, Push
from bot.wording import Words
from domain.outbox import Kind
from storage.database import Database
from storage.failpoint import arm
from storage.outbox import Ready
from storage.sealed import use_keys
from tests.conftest import TEST_KEY


def say(session: Session, row: Ready, words: Words, now: datetime) -> Message:
    return Message(f"words {row.reference}")


PUSHES = {kind.value: Push(kind.value, kind, fire=lambda *_: (), say=say) for kind in Kind}


async def main(database_url: str, api: str, token: str, now: str, place: str, count: int) -> None:
    """Kill this process at the `count`-th passage of the failpoint `place`."""
    use_keys([TEST_KEY])
    settings = Settings(_env_file=None, bot_token=SecretStr(token), bot_api=api, keys=(SecretStr(TEST_KEY),))
    database = Database(database_url, threads=1)
    moment = datetime.fromisoformat(now)
    delivery = Delivery(database, settings, lambda: moment, PUSHES, paced=False, at_once=1)
    arm(place, count)
    try:
        await delivery.drain()
    finally:
        await delivery.close()
        await database.close()


if __name__ == "__main__":
    asyncio.run(main(**json.loads(sys.argv[1])))
