"""Village groups for the pushes that post in them, and a year that goes by in due rows alone. Sends nothing."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.bind_group import bind_group, note_group
from actions.join import ConsentGiven, Newcomer, join
from actions.queue_due_pushes import enrol_receivers, queue_due_pushes
from bot.push import Message, Push
from bot.wording import words_in
from domain.outbox import Kind
from domain.people import ConsentScope, Role
from storage import areas, people
from storage.database import Database
from storage.due import next_due_at
from storage.outbox import Ready
from storage.tables import OutboxRow, VillageGroup, table

outbox = table(OutboxRow)
NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)  # a Sunday, noon in the village


@dataclass(frozen=True)
class Posted:
    """An outbox row, and what it would say."""

    key: str
    group_id: int
    not_before: datetime
    expires_at: datetime
    row: Ready


def settle(session: Session, *, villages: int = 1, people_each: int = 0, now: datetime = NOON) -> list[int]:
    """So many villages with a bound group and people each, who all agreed; the ids of their groups."""
    for number in range(villages):
        area = areas.add_area(
            session, level="village", name=f"村{number}", code=f"v{number}", timezone="Asia/Shanghai"
        )
        persons = [
            _person(session, 1000 * (number + 1) + at, f"v{number}", now) for at in range(people_each + 1)
        ]
        note_group(session, -100 - number, title="群", bot_status="member", may_delete=False, now=now)
        areas.add_membership(session, persons[0], area, Role.ADMINISTRATOR, now.date())
        bind_group(session, persons[0], -100 - number, area, now=now)
    return list(session.execute(select(table(VillageGroup).c.id)).scalars())


def _person(session: Session, telegram_id: int, code: str, now: datetime) -> int:
    consents = tuple(ConsentGiven(scope, True, "1", "x") for scope in ConsentScope)
    newcomer = Newcomer(telegram_id, f"人{telegram_id}", "zh_CN", consents, 1958, village_code=code)
    return join(session, newcomer, timezone="Asia/Shanghai", now=now).person_id


def residents_of(session: Session, code: str = "v0") -> list[int]:
    area = areas.find_area_by_code(session, code)
    assert area is not None
    rows = session.execute(select(people.person.c.id).where(people.person.c.area_id == area.id))
    return sorted(rows.scalars())


async def enrol(database: Database, push: Push, now: datetime) -> int:
    assert push.enrol is not None
    return await database.run(enrol_receivers, push.enrol, now=now)


async def passes_until(database: Database, push: Push, now: datetime, end: datetime) -> None:
    """Fire whatever comes due, at its moment, from now until the end."""
    await enrol(database, push, now)
    while (at := await database.read(next_due_at, [push.name])) is not None and at <= end:
        await database.run(queue_due_pushes, push, now=max(at, now))


async def posted(database: Database, push: Push, *, language: str = "zh_CN") -> list[Posted]:
    """What was queued so far, earliest first."""

    def look(session: Session) -> list[Any]:
        query = select(outbox).where(outbox.c.push == push.name).order_by(outbox.c.not_before, outbox.c.id)
        return list(session.execute(query))

    return [
        Posted(row.dedupe_key, row.group_id, row.not_before, row.expires_at, _ready(row, language))
        for row in await database.read(look)
    ]


def _ready(row: Any, language: str) -> Ready:
    return Ready(
        row.id, row.chat_id, row.person_id, row.group_id, Kind(row.kind), row.push, row.reference, row.body_id,
        row.payload, row.attempts, row.dedupe_key, language,
    )  # fmt: skip


async def says(database: Database, push: Push, one: Posted, *, language: str = "zh_CN") -> Message | None:
    return await database.read(
        push.say, replace(one.row, language=language), words_in(language), one.not_before
    )
