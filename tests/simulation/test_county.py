"""A county straight in the tables: as many of each as was asked for, books that hold, and a database to go on with."""

from datetime import UTC, date, datetime

from sqlalchemy import func, select, text

from bot.simulation.county import County
from bot.simulation.fast_load import fast_load
from domain.authority import Deed
from storage import authority, people
from storage.audit import find_break
from storage.database import Database, Session
from storage.points import wrong_balances
from storage.tables import Area, Consent, Membership, Person, ReadingRow, VillageGroup, table

SMALL = County(residents=80, villages=3, volunteers=5, readings=400, seed=1, first=date(2026, 8, 3), days=60)
TODAY = date(2026, 11, 24)
person, reading, area = table(Person), table(ReadingRow), table(Area)


def count(session: Session, of: type) -> int:
    return session.execute(select(func.count()).select_from(table(of))).scalar_one()


def values(session: Session) -> list[str]:
    """What may not differ from one loading to the next: of names, sealed anew each time, what they say."""
    people_ = select(person.c.id, person.c.name, person.c.area_id, person.c.birth_year, person.c.telegram_id)
    logs = select(reading.c.id, reading.c.person_id, reading.c.taken_at, reading.c.systolic, reading.c.level)
    return [str(row) for query in (people_, logs) for row in session.execute(query.order_by("id"))]


async def test_a_county_is_loaded_whole_and_its_books_hold(database: Database) -> None:
    told: list[str] = []
    fast_load(database, SMALL, told.append)
    counted = {
        of: await database.read(count, of) for of in (Person, VillageGroup, ReadingRow, Consent, Membership)
    }
    staff = SMALL.staff_count
    assert counted == {
        Person: 80 + staff, VillageGroup: 3, ReadingRow: 400, Consent: 3 * (80 + staff), Membership: staff
    }  # fmt: skip
    assert await database.read(wrong_balances) == []
    assert await database.read(find_break) is None
    assert len(told) == 10
    kept = await database.read(
        lambda session: session.execute(
            text(
                "SELECT count(*) FROM reading JOIN person ON person.id = person_id WHERE NOT consents_health"
            )
        ).scalar_one()
    )
    assert kept == 0


async def test_rights_hold_in_a_county_that_was_loaded_and_it_goes_on(database: Database) -> None:
    fast_load(database, SMALL)
    volunteer = SMALL.staff_count
    own, other = SMALL.grid(SMALL.grids - 1), SMALL.grid(0)
    may = [await database.read(authority.may, volunteer, Deed.SEE_PERSON, at, TODAY) for at in (own, other)]
    assert may == [True, False]
    administrator_may = await database.read(authority.may, 1, Deed.CHANGE_GROUPS, SMALL.village(2), TODAY)
    assert administrator_may
    joined = await database.run(
        people.add_person,
        name="新来的",
        language="zh_CN",
        timezone="Asia/Shanghai",
        joined_at=datetime(2026, 11, 24, tzinfo=UTC),
    )
    assert joined == 80 + SMALL.staff_count + 1


async def test_the_same_seed_is_the_same_county(sqlite_url: str, postgresql_url: str) -> None:
    found = []
    for url in (sqlite_url, postgresql_url):
        database = Database(url)
        fast_load(database, SMALL)
        found.append(await database.read(values))
        await database.close()
    assert found[0] == found[1]
