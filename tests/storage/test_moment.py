"""Instants go in aware and come out aware, in UTC, in order."""

from datetime import UTC, datetime, timedelta, timezone

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, select, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import Session

from storage.database import Database
from storage.moment import Moment
from storage.tables import Halt, table

HALTS = table(Halt)
SHANGHAI = timezone(timedelta(hours=8))
NOON = datetime(2027, 3, 14, 12, 0, tzinfo=SHANGHAI)


def note(session: Session, until: datetime, chat_id: int = 7) -> None:
    session.execute(insert(HALTS), {"until": until, "chat_id": chat_id})


def noted(session: Session) -> list[datetime]:
    """Without the one that holds every chat, which is always there."""
    rows = select(HALTS.c.until).where(HALTS.c.chat_id != 0).order_by(HALTS.c.until)
    return list(session.execute(rows).scalars())


async def test_an_instant_comes_back_as_the_same_instant_in_utc(database: Database) -> None:
    await database.run(note, NOON)
    (back,) = await database.read(noted)
    assert back == NOON
    assert back.tzinfo is UTC


async def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="no time zone") as caught:
        await database.run(note, NOON.replace(tzinfo=None))
    assert isinstance(caught.value.orig, ValueError)
    assert await database.read(noted) == []


async def test_instants_sort_as_they_passed_whatever_their_zones(database: Database) -> None:
    zones = [timezone(timedelta(hours=hours)) for hours in (-11, 14, 0, 8)]
    moments = [(NOON + timedelta(microseconds=step * 7)).astimezone(zones[step % 4]) for step in range(8)]
    for chat_id, moment in enumerate(reversed(moments), start=1):
        await database.run(note, moment, chat_id)
    assert await database.read(noted) == moments


async def test_an_instant_is_compared_in_a_condition(database: Database) -> None:
    await database.run(note, NOON)
    before = select(HALTS.c.chat_id).where(
        HALTS.c.until >= NOON, HALTS.c.until < (NOON + timedelta(seconds=1)).astimezone(UTC)
    )
    assert await database.read(lambda session: session.execute(before).scalars().all()) == [7]


async def test_postgresql_in_another_zone_still_tells_utc(postgresql_url: str) -> None:
    with psycopg.connect(postgresql_url, autocommit=True) as connection:
        name = connection.info.dbname
        connection.execute(f"ALTER DATABASE {name} SET timezone = 'Asia/Shanghai'")
    database = Database(postgresql_url)
    await database.run(note, NOON)
    assert await database.read(lambda s: s.execute(text("SHOW timezone")).scalar_one()) == "Asia/Shanghai"
    (back,) = await database.read(noted)
    assert (back, back.tzinfo) == (NOON, UTC)
    await database.close()


@given(st.lists(st.datetimes(timezones=st.timezones()), min_size=2, max_size=2))
def test_what_sqlite_keeps_sorts_by_time(moments: list[datetime]) -> None:
    dialect = sqlite.dialect()
    write = Moment().dialect_impl(dialect).bind_processor(dialect)
    assert write is not None
    texts = [write(moment) for moment in moments]
    in_utc = [moment.astimezone(UTC) for moment in moments]
    assert (texts[0] < texts[1]) == (in_utc[0] < in_utc[1])
    assert len(texts[0]) == len(texts[1])
