"""A town with a past, for what is timed: a database of residents who have logged for two months, and their messages.

Nobody here hears an answer: the bot of this town is mute.
"""

import json
import shutil
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.methods import GetMe, TelegramMethod
from aiogram.types import User
from pydantic import SecretStr
from sqlalchemy import insert

from bot.config import Settings
from bot.service import open_bot
from storage.database import schema_engine
from storage.migrations import migrate
from storage.sealed import new_key, use_keys
from storage.tables import Balance, LedgerEntry, Person, ReadingRow, table

NOW = datetime(2026, 11, 25, 0, 30, tzinfo=UTC)  # a Wednesday, half past eight in the morning in the town
TOKEN = "100001:the-bot-of-the-benchmarks"
RESIDENTS, READINGS, PAID = 1200, 60, 40
FIRST_TELEGRAM_ID = 5_000_000_000
ORDINARY, DANGEROUS = "128/82", "190/115"

Made = dict[str, Any]


def build(path: Path) -> None:
    """A migrated database: every resident with a reading a morning for 60 days, paid for on the last 40."""
    use_keys([new_key()])
    url = f"sqlite:///{path}"
    migrate(url)
    engine = schema_engine(url)
    try:
        with engine.begin() as connection:
            for model, rows in (
                (Person, _people()),
                (Balance, _balances()),
                (ReadingRow, _readings()),
                (LedgerEntry, _entries()),
            ):
                connection.execute(insert(table(model)), list(rows))
    finally:
        engine.dispose()


def copy(template: Path, name: str) -> str:
    """Another database just like it. Returns its address."""
    path = template.with_name(f"{name}.db")
    shutil.copy(template, path)
    return f"sqlite:///{path}"


def _people() -> Iterator[Made]:
    for number in range(RESIDENTS):
        yield {
            "id": number + 1,
            "telegram_id": FIRST_TELEGRAM_ID + number,
            "name": f"居民{number}",
            "language": "zh_CN",
            "timezone": "Asia/Shanghai",
            "birth_year": 1958,
            "sex": "female",
            "consents_health": True,
            "consents_sharing": True,
            "consents_abroad": True,
            "joined_at": NOW - timedelta(days=90),
        }


def _balances() -> Iterator[Made]:
    for number in range(RESIDENTS):
        yield {"account": number + 1, "points": 2 * PAID}


def _readings() -> Iterator[Made]:
    for person in range(1, RESIDENTS + 1):
        for day in range(1, READINGS + 1):
            at = NOW - timedelta(days=day)
            yield {
                "person_id": person,
                "vital": "blood_pressure",
                "taken_at": at,
                "logged_at": at,
                "local_date": at.date(),
                "systolic": 118 + (7 * day + person) % 20,
                "diastolic": 74 + (3 * day + person) % 10,
                "logged_by": person,
                "level": "ok",
            }


def _entries() -> Iterator[Made]:
    for person in range(1, RESIDENTS + 1):
        for day in range(1, PAID + 1):
            at = NOW - timedelta(days=day)
            yield {
                "from_account": -1,
                "to_account": person,
                "points": 2,
                "act": "blood_pressure",
                "reading_id": (person - 1) * READINGS + day,
                "local_date": at.date(),
                "taken_at": at,
                "made_at": at,
            }


# What they write


def _sender(resident: int) -> Made:
    return {
        "id": FIRST_TELEGRAM_ID + resident,
        "is_bot": False,
        "first_name": "居民",
        "username": f"resident_{resident}",
        "language_code": "zh-hans",
    }


def _message(resident: int, text: str) -> Made:
    sender = _sender(resident)
    chat = {**sender, "type": "private"}
    del chat["is_bot"], chat["language_code"]
    return {"message_id": 17, "from": sender, "chat": chat, "date": int(NOW.timestamp()), "text": text}


def written(update_id: int, resident: int, text: str) -> bytes:
    """The update Telegram sends when a resident writes."""
    message = _message(resident, text)
    if text.startswith("/"):
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text)}]
    return json.dumps({"update_id": update_id, "message": message}).encode()


def tapped(update_id: int, resident: int, data: str) -> bytes:
    """The update Telegram sends when a resident taps a button."""
    tap = {
        "id": "1",
        "from": _sender(resident),
        "chat_instance": "1",
        "message": _message(resident, "☰"),
        "data": data,
    }
    return json.dumps({"update_id": update_id, "callback_query": tap}).encode()


# Who hears it


class Mute(BaseSession):
    """Takes every answer and sends none."""

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[Any],
        timeout: int | None = None,  # noqa: ASYNC109  # aiogram's own signature
    ) -> Any:
        if isinstance(method, GetMe):
            return User(id=100001, is_bot=True, first_name="HealthGrid", username="healthgrid_bot")
        return None

    async def close(self) -> None:
        """There is nothing to close."""

    async def stream_content(self, *args: Any, **kwargs: Any) -> AsyncIterator[bytes]:
        raise NotImplementedError("no file is fetched here")
        yield b""


def settings() -> Settings:
    return Settings(_env_file=None, bot_token=SecretStr(TOKEN))


def mute_bot() -> Bot:
    return open_bot(settings(), Mute())


def clock() -> datetime:
    return NOW
