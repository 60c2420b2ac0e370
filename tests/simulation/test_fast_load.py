"""A county straight into the tables: exactly as large as asked, with whole books, and one the service goes on with."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import func, select

from actions.join import ConsentGiven, Newcomer, join
from actions.log_measurements import NewReading, log_measurements
from bot.simulation.county import County
from bot.simulation.county_logs import readings
from bot.simulation.fast_load import STEPS, fast_load
from domain.people import ConsentScope, Role
from domain.vital_sign import Reading
from storage import areas, people
from storage.database import Database, Session
from storage.points import get_balance, wrong_balances
from storage.tables import Area, LedgerEntry, Person, ReadingRow, VillageGroup, table

NOW = datetime(2026, 4, 20, 1, 0, tzinfo=UTC)
COUNTY = County(
    residents=300, villages=7, volunteers=16, readings=1500, seed=1, first=date(2026, 1, 5), days=90
)


def count(session: Session, model: type) -> int:
    return int(session.execute(select(func.count()).select_from(table(model))).scalar_one())


async def test_a_county_is_as_large_as_asked_and_its_books_are_whole(database_url: str) -> None:
    database = Database(database_url, threads=0)
    told: list[str] = []
    fast_load(database, COUNTY, told.append)
    assert len(told) == len(STEPS)
    assert await database.read(wrong_balances) == []
    assert await database.read(count, Person) == 300 + COUNTY.staff_count
    assert await database.read(count, VillageGroup) == 7
    assert await database.read(count, ReadingRow) == await database.read(count, LedgerEntry) == 1500

    def looked_at(session: Session) -> None:
        grid = session.get(Area, COUNTY.grid(15))
        assert grid is not None
        assert grid.path == f"/1/2/3/{COUNTY.village(6)}/{COUNTY.grid(15)}/"
        volunteer = COUNTY.staff_count
        assert areas.list_roles(session, volunteer, NOW.date()) == {Role.VOLUNTEER}
        assert people.get_person(session, volunteer).name

    await database.run(looked_at)  # a person is read to be changed, so their row is locked
    await database.close()


async def test_the_service_goes_on_in_a_county_that_was_loaded(database_url: str) -> None:
    database = Database(database_url, threads=0)
    fast_load(database, COUNTY)

    def goes_on(session: Session) -> None:
        agreed = tuple(ConsentGiven(scope, True, "1", "x") for scope in ConsentScope)
        newcomer = Newcomer(
            telegram_id=5, name="王秀英", language="zh_CN", consents=agreed, village_code="v1"
        )
        person_id = join(session, newcomer, timezone="Asia/Shanghai", now=NOW).person_id
        measured = NewReading(Reading("blood_pressure", {"systolic": 128, "diastolic": 82}), NOW)
        log_measurements(session, person_id, (measured,), now=NOW + timedelta(minutes=1))
        assert get_balance(session, person_id) == 2

    await database.run(goes_on)
    assert await database.read(wrong_balances) == []
    await database.close()


def test_the_same_seed_measures_the_same() -> None:
    assert list(readings(COUNTY)) == list(readings(COUNTY))
    ids = [row[0] for row in readings(COUNTY)]
    assert ids == list(range(1, 1501))
