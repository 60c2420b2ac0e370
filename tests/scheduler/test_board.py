"""The board of the week: nicknames of those who want it, points, and nothing fewer than five hide behind."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from actions.join_board import BoardJoined, NicknameRefused, join_board, leave_board
from actions.log_measurements import NewReading, log_measurements
from bot.push import Message
from bot.scheduler.pushes.weekly_board import PUSH
from domain.nicknames import WrongNickname
from domain.vital_sign import Reading
from storage import areas, people
from storage.database import Database
from tests.scheduler.places import NOON, passes_until, posted, residents_of, says, settle

MONDAY_EIGHT = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
SIX_DAYS = timedelta(days=6)
NAMES = ("小张", "老李", "阿婆", "大刘", "石头", "山里人")
BOARD, TOOK_PART = "🥇", "👣"


def live(session: Session, ids: list[int], *, at: datetime) -> None:
    """Each of them measures once."""
    for person_id in ids:
        reading = Reading("blood_pressure", {"systolic": 123, "diastolic": 79})
        log_measurements(session, person_id, [NewReading(reading, at)], now=at)


async def told(database: Database, *, opted_in: int, active: int) -> Message | None:
    """What the group reads on Monday, of six people, after so many joined the board and so many measured."""
    await database.run(settle, people_each=6, now=NOON - timedelta(days=30))
    ids = (await database.read(residents_of))[1:]
    for person_id, name in list(zip(ids, NAMES, strict=True))[:opted_in]:
        await database.run(join_board, person_id, name, now=NOON)
    await database.run(live, ids[:active], at=NOON)
    await passes_until(database, PUSH, NOON, MONDAY_EIGHT)
    (row,) = await posted(database, PUSH)
    assert row.not_before == MONDAY_EIGHT
    return await says(database, PUSH, row)


async def test_a_town_where_nobody_did_anything_reads_nothing(database: Database) -> None:
    assert await told(database, opted_in=0, active=0) is None


async def test_five_who_want_it_make_a_board_without_a_measured_value(database: Database) -> None:
    message = await told(database, opted_in=5, active=6)
    assert message is not None
    assert all(name in message.text for name in NAMES[:5])
    assert NAMES[5] not in message.text
    assert message.text.count("🥇") == 5  # as many points, the same place
    assert "123" not in message.text
    assert "人100" not in message.text
    assert "6位" in message.text


async def test_four_who_want_it_make_none_only_how_many_took_part(database: Database) -> None:
    message = await told(database, opted_in=4, active=5)
    assert message is not None
    assert BOARD not in message.text
    assert not any(name in message.text for name in NAMES)
    assert "5位" in message.text


async def test_fewer_than_five_who_took_part_are_not_counted_aloud(database: Database) -> None:
    assert await told(database, opted_in=4, active=4) is None


async def test_who_left_or_was_erased_or_withdrew_is_on_no_board(database: Database) -> None:
    await database.run(settle, people_each=6, now=NOON - timedelta(days=30))
    ids = (await database.read(residents_of))[1:]
    for person_id, name in zip(ids, NAMES, strict=True):
        await database.run(join_board, person_id, name, now=NOON)
    await database.run(live, ids, at=NOON)
    await database.run(leave_board, ids[0], now=NOON)
    await database.run(people.change_person, ids[1], consents_health=False)
    await passes_until(database, PUSH, NOON, MONDAY_EIGHT)
    (row,) = await posted(database, PUSH)
    message = await says(database, PUSH, row)
    assert message is not None
    assert BOARD not in message.text  # four are left


async def test_last_week_only(database: Database) -> None:
    await database.run(settle, people_each=6, now=NOON - timedelta(days=30))
    ids = (await database.read(residents_of))[1:]
    await database.run(live, ids, at=NOON - timedelta(days=7))
    await passes_until(database, PUSH, NOON, MONDAY_EIGHT)
    (row,) = await posted(database, PUSH)
    assert await says(database, PUSH, row) is None


async def test_a_year_has_a_board_every_monday_and_none_twice(database: Database) -> None:
    await database.run(settle, villages=2)
    await passes_until(database, PUSH, NOON, NOON + timedelta(days=364))
    rows = await posted(database, PUSH)
    assert len(rows) == 104
    assert len({row.key for row in rows}) == 104
    assert {date.fromisoformat(str(row.row.reference)).weekday() for row in rows} == {0}


def into_a_grid(session: Session, person_id: int) -> None:
    """A part of the village, which reads the same board."""
    village = areas.find_area_by_code(session, "v0")
    assert village is not None
    grid = areas.add_area(
        session, level="grid", name="1格", code="g", parent_id=village.id, timezone="Asia/Shanghai"
    )
    people.change_person(session, person_id, area_id=grid)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("李", WrongNickname.TOO_SHORT),
        ("一二三四五六七八九十一二三", WrongNickname.TOO_LONG),
        ("13800138000", WrongNickname.NUMBERS),
        ("王<b>大</b>", WrongNickname.SIGNS),
        ("@wang", WrongNickname.SIGNS),
        (" 小张 ", WrongNickname.TAKEN),
    ],
)
async def test_a_nickname_is_checked(database: Database, typed: str, why: WrongNickname) -> None:
    await database.run(settle, people_each=2)
    _, one, other = await database.read(residents_of)
    await database.run(into_a_grid, other)
    assert await database.run(join_board, one, "小张", now=NOON) == BoardJoined("小张")
    assert await database.run(join_board, other, typed, now=NOON) == NicknameRefused(why)
    assert await database.run(join_board, one, "小张", now=NOON) == BoardJoined("小张")  # one's own
