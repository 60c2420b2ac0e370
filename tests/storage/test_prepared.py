"""A prepared statement says what `session.execute` would, on both databases; only faster on one."""

from datetime import UTC, date, datetime, time

import pytest
from sqlalchemy import bindparam, func, insert, select, text, update
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm import Session

from storage.database import Database, NotSaved
from storage.engine.prepared import Prepared
from storage.tables import Pause, Person, table
from tests.storage.keeping import BALANCES, keep, kept

PEOPLE, PAUSES = table(Person), table(Pause)
JOINED = datetime(2027, 1, 1, 8, 30, tzinfo=UTC)
SOMEBODY: dict[str, object] = {
    "telegram_id": 5_000_000_000,
    "name": "王秀英",
    "language": "zh_CN",
    "timezone": "Asia/Shanghai",
    "large_text": True,
    "quiet_from": time(21, 0),
    "quiet_until": time(7, 0),
    "consents_health": True,
    "consents_sharing": False,
    "consents_abroad": False,
    "joined_at": JOINED,
    "standing": "active",
}

add = Prepared(insert(BALANCES).returning(BALANCES.c.account))
add_points = Prepared(
    update(BALANCES)
    .where(BALANCES.c.account == bindparam("of"))
    .values(points=BALANCES.c.points + bindparam("more"))
)
above = Prepared(
    select(BALANCES.c.account, BALANCES.c.points)
    .where(BALANCES.c.points > bindparam("floor"))
    .order_by(BALANCES.c.account)
    .limit(2)
)
add_person = Prepared(insert(PEOPLE).returning(PEOPLE.c.id))
find_person = Prepared(select(PEOPLE).where(PEOPLE.c.id == bindparam("wanted")))
add_pause = Prepared(insert(PAUSES))
pauses = Prepared(select(PAUSES.c.first, PAUSES.c.last))


async def test_statements_said_again_and_again_say_the_same(database: Database) -> None:
    def work(session: Session) -> list[tuple[int, int]]:
        keys = [add(session, account=account, points=account * 10)[0][0] for account in (1, 2, 3)]
        assert keys == [1, 2, 3]
        assert add_points(session, of=2, more=5) == []
        assert add_points(session, of=1, more=-10) == []
        return above(session, floor=1)

    assert await database.run(work) == [(2, 25), (3, 30)]
    assert await database.read(above, floor=29) == [(3, 30)]


async def test_every_type_of_column_comes_back_as_it_went_in(database: Database) -> None:
    def work(session: Session) -> dict[str, object]:
        ((person_id,),) = add_person(session, **SOMEBODY)
        (row,) = find_person(session, wanted=person_id)
        return dict(zip(PEOPLE.c.keys(), row, strict=True))

    def slowly(session: Session) -> dict[str, object]:
        return dict(session.execute(select(PEOPLE)).mappings().one())

    quick = await database.run(work)
    assert quick == await database.read(slowly)
    assert SOMEBODY.items() <= quick.items()
    assert quick["large_text"] is True
    assert quick["erased_at"] is None


async def test_nothing_goes_in_as_nothing_and_dates_as_dates(database: Database) -> None:
    def work(session: Session) -> list[tuple[object, ...]]:
        ((person_id,),) = add_person(session, **SOMEBODY)
        add_pause(session, person_id=person_id, reason="ill", first=date(2027, 2, 1), last=None)
        return pauses(session)

    assert await database.run(work) == [(date(2027, 2, 1), None)]


async def test_the_same_insert_may_name_fewer_columns(database: Database) -> None:
    def work(session: Session) -> object:
        add_person(session, **SOMEBODY)
        ((person_id,),) = add_person(session, **{**SOMEBODY, "telegram_id": 6, "birth_year": 1950})
        (row,) = find_person(session, wanted=person_id)
        return dict(zip(PEOPLE.c.keys(), row, strict=True))["birth_year"]

    assert await database.run(work) == 1950


async def test_a_refused_statement_is_refused_as_anywhere_else(database: Database) -> None:
    await database.run(keep, 1)
    with pytest.raises(IntegrityError) as caught:
        await database.run(add, account=1, points=987654)
    assert "987654" not in str(caught.value)
    assert await database.read(kept) == [1]


async def test_a_refused_statement_may_be_tried_in_a_savepoint(database: Database) -> None:
    def work(session: Session) -> None:
        add(session, account=2, points=0)
        with pytest.raises(IntegrityError):
            try_two(session)
        add(session, account=4, points=0)

    def try_two(session: Session) -> None:
        with session.begin_nested():
            add(session, account=3, points=0)
            add(session, account=1, points=0)

    await database.run(keep, 1)
    await database.run(work)
    assert await database.read(kept) == [1, 2, 4]


async def test_it_sees_and_is_seen_by_ordinary_statements(database: Database) -> None:
    def work(session: Session) -> list[int]:
        keep(session, 1, points=3)
        add(session, account=2, points=3)
        assert len(above(session, floor=2)) == 2
        return kept(session)

    assert await database.run(work) == [1, 2]


@pytest.mark.parametrize("values", [{}, {"flor": 1}])
async def test_a_missing_value_is_an_error_and_not_nothing(
    database: Database, values: dict[str, object]
) -> None:
    with pytest.raises((TypeError, StatementError)):
        await database.run(above, **values)


async def test_a_time_without_a_zone_is_refused_here_too(database: Database) -> None:
    with pytest.raises((ValueError, StatementError), match="no time zone"):
        await database.run(add_person, **{**SOMEBODY, "joined_at": JOINED.replace(tzinfo=None)})


async def test_lists_are_refused_rather_than_misread(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    among = Prepared(select(BALANCES).where(BALANCES.c.account.in_(bindparam("accounts", expanding=True))))
    with pytest.raises(TypeError, match="lists"):
        await database.run(among, accounts=[1, 2])
    await database.close()


async def test_a_full_disk_is_not_saved(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    fill = Prepared(insert(PEOPLE))

    def limit(session: Session) -> None:
        pages = session.execute(text("PRAGMA page_count")).scalar_one()
        session.execute(text(f"PRAGMA max_page_count = {pages + 1}")).scalar_one()

    await database.run(limit)
    with pytest.raises(NotSaved, match="full"):
        await database.run(fill, **{**SOMEBODY, "name": "x" * 50_000})
    assert await database.read(lambda session: session.execute(select(PEOPLE.c.id)).all()) == []
    await database.close()


async def test_many_rows_are_said_at_once_and_mean_what_each_alone_would(database: Database) -> None:
    people = [SOMEBODY | {"telegram_id": number, "name": f"person {number}"} for number in range(60)]
    add, read = (
        Prepared(insert(PEOPLE)),
        Prepared(select(PEOPLE.c.telegram_id, PEOPLE.c.name, PEOPLE.c.joined_at)),
    )

    def keep_all(session: Session) -> int:
        assert add.many(session, []) == 0
        return add.many(session, people)

    assert await database.run(keep_all) == 60
    found = await database.run(lambda session: sorted(read(session)))
    assert found == [(number, f"person {number}", JOINED) for number in range(60)]


async def test_many_rows_of_which_one_is_refused_are_refused_as_everywhere(database: Database) -> None:
    add = Prepared(insert(PEOPLE))
    with pytest.raises(IntegrityError):
        await database.run(lambda session: add.many(session, [SOMEBODY, SOMEBODY]))


async def test_what_would_go_the_slow_road_unseen_is_refused(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    joined = Prepared(select(func.aggregate_strings(PEOPLE.c.language, ",")))
    with pytest.raises(TypeError, match="late"):
        await database.run(joined)
    await database.close()
