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
from storage.tables import AuditEntry, table

AUDIT = table(AuditEntry)
SHANGHAI = timezone(timedelta(hours=8))
NOON = datetime(2027, 3, 14, 12, 0, tzinfo=SHANGHAI)


def note(session: Session, at: datetime, what: str = "seen") -> None:
    session.execute(insert(AUDIT), {"at": at, "what": what})


def noted(session: Session) -> list[datetime]:
    return list(session.execute(select(AUDIT.c.at).order_by(AUDIT.c.at)).scalars())


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
    for moment in reversed(moments):
        await database.run(note, moment)
    assert await database.read(noted) == moments


async def test_an_instant_is_compared_in_a_condition(database: Database) -> None:
    await database.run(note, NOON)
    before = select(AUDIT.c.what).where(AUDIT.c.at < (NOON + timedelta(seconds=1)).astimezone(UTC))
    assert await database.read(lambda session: session.execute(before).scalars().all()) == ["seen"]


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
