"""A post office for the tests: a sandbox, an outbox, and a delivery between them. It asserts nothing."""

from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from pydantic import SecretStr
from sqlalchemy.orm import Session

from bot.config import Settings
from bot.delivery.deliver import Delivery
from bot.delivery.in_process import InProcess
from bot.push import Message, Push, Sent
from bot.wording import Words
from domain.outbox import Kind
from sandbox.clock import Clock
from sandbox.control import Control
from sandbox.faults import Fault
from sandbox.telegram import Telegram
from storage import outbox
from storage.database import Database
from storage.due import Queue
from storage.outbox import Ready
from tests.cast import ACCOUNTS, SUNDAY_MORNING, TOKEN, settle
from tests.conftest import TEST_KEY

Row = dict[str, Any]


@dataclass
class Post:
    """Queue with `queues`, send with `drains`, look with `row` and `reads`."""

    telegram: Telegram
    control: Control
    database: Database
    settings: Settings
    group: int
    accounts: dict[str, int]
    persons: dict[str, int]
    delivery: Delivery = field(init=False)
    messages: dict[int, Message | Exception | None] = field(default_factory=dict)
    told: list[Sent] = field(default_factory=list)

    @property
    def now(self) -> datetime:
        return self.telegram.clock.now()

    async def passes(self, **length: float) -> None:
        await self.telegram.clock.advance(timedelta(**length))

    def pushes(self) -> dict[str, Push]:
        return {
            kind.value: Push(kind.value, kind, fire=lambda *_: (), say=self._say, sent=self._sent)
            for kind in Kind
        }

    def _say(self, session: Session, row: Ready, words: Words, now: datetime) -> Message | None:
        message = self.messages.get(row.reference, Message(f"words {row.reference}"))
        if isinstance(message, Exception):
            raise message
        return message

    def _sent(self, session: Session, row: Ready, sent: Sent, now: datetime) -> None:
        self.told.append(sent)

    async def queues(
        self,
        *keys: str,
        kind: Kind = Kind.REMINDER,
        to: str = "resident",
        message: Message | Exception | None = None,
        **how: Any,
    ) -> list[int]:
        """Queue a message a key for a person of the cast, or for "group"; the references they carry."""
        first = len(self.messages) + 1
        references = list(range(first, first + len(keys)))
        for reference in references:
            self.messages[reference] = message or Message(f"words {reference}")
        items = [
            self._item(key, to, reference=number, **how) for key, number in zip(keys, references, strict=True)
        ]
        await self.database.run(outbox.add_outbox, push=kind.value, kind=kind, items=items, now=self.now)
        return references

    def _item(self, key: str, to: str, **how: Any) -> Queue:
        if to == "group":
            return Queue(key, self.group, group_id=self.group_id, **how)
        return Queue(key, self.accounts[to], person_id=self.persons[to], **how)

    group_id: int = 1

    async def drains(self) -> Counter[str]:
        return await self.delivery.drain()

    def fault(self, method: str, code: int | str, **how: Any) -> None:
        self.telegram.faults.add(Fault(method, code, **how))

    async def rows(self) -> dict[str, Row]:
        """The outbox by key."""
        found = await self.database.read(
            lambda session: (
                session.execute(outbox.outbox.select().order_by(outbox.outbox.c.id)).mappings().all()
            )
        )
        return {row["dedupe_key"]: dict(row) for row in found}

    async def row(self, key: str) -> Row:
        return (await self.rows())[key]

    def reads(self, who: str = "resident") -> list[str]:
        """What stands in a person's chat with the bot, or in the group, oldest first."""
        chat = self.group if who == "group" else self.accounts[who]
        viewer = self.accounts["resident"] if who == "group" else chat
        try:
            messages = self.control.list_messages(chat, viewer=viewer, after=0)
        except LookupError:
            return []
        return [one["text"] or one["caption"] or "" for one in messages if one["from"]["is_bot"]]

    def another_delivery(self, **options: Any) -> Delivery:
        """As a second process, or the next one."""
        options = {"paced": False, **options}
        return Delivery(
            self.database,
            self.settings,
            self.telegram.clock.now,
            self.pushes(),
            request=InProcess(self.telegram),
            **options,
        )


@asynccontextmanager
async def post_office(
    database: Database, *, start: datetime = SUNDAY_MORNING, change: Callable[[Telegram], None] | None = None
) -> AsyncIterator[Post]:
    """The cast, each having written to the bot once, and the group."""
    telegram = Telegram(clock=Clock(start, frozen=True))
    telegram.add_bot(TOKEN, "healthgrid_bot", "HealthGrid")
    control = Control(telegram)
    accounts = {key: int(control.add_person(name, language_code=code)["id"]) for key, name, code in ACCOUNTS}
    for account in accounts.values():
        control.send_message(account, None, text="/start")
    members = list(accounts.values())
    group = int(control.add_chat("supergroup", "清溪村健康群", members, bot="administrator")["id"])
    persons = await database.run(settle, accounts, group, now=start - timedelta(days=60))
    if change is not None:
        change(telegram)
    settings = Settings(_env_file=None, bot_token=SecretStr(TOKEN), keys=(SecretStr(TEST_KEY),))
    post = Post(telegram, control, database, settings, group, accounts, persons)
    post.delivery = post.another_delivery()
    try:
        yield post
    finally:
        await post.delivery.close()
        await telegram.stop()


def picture() -> bytes:
    from io import BytesIO

    from PIL import Image

    file = BytesIO()
    Image.new("RGB", (8, 8)).save(file, "PNG")
    return file.getvalue()
