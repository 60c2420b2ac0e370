"""A small village lives through three weeks: the same every time, every audit holds, and each notices what is wrong."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from bot.config import Settings
from bot.simulation.audits import Audit, Bystander, audit
from bot.simulation.hearing import Heard
from bot.simulation.running import Simulated, Wanted, live_through, open_empty, simulate
from bot.simulation.village import TOKEN
from storage.database import Database, Session
from storage.lived import Hours
from storage.sealed import use_keys
from tests.conftest import TEST_KEY

START = datetime.fromisoformat("2026-01-05T00:00+08:00")
pytestmark = pytest.mark.timeout(300)  # seconds; ten on a machine of its own


@pytest.fixture(autouse=True)
def _keys_of_the_tests() -> Iterator[None]:
    """A simulation seals with keys of its own."""
    yield
    use_keys([TEST_KEY])


def wrong(audits: list[Audit]) -> dict[str, tuple[str, ...]]:
    return {one.what: one.wrong for one in audits if one.wrong}


async def lives(*, residents: int, days: int, seed: int = 1) -> Simulated:
    return await simulate(Wanted(residents, days, seed, START))


async def test_three_weeks_of_twelve_people_hold_in_every_audit() -> None:
    told: list[int] = []
    lived = await simulate(Wanted(12, 21, 1, START), tell=told.append)
    assert wrong(list(lived.audits)) == {}
    assert lived.ok
    assert told == list(range(1, 22))
    said = "\n".join(lived.lines)
    for shown in ("joined", "blood_pressure", "weekly_board", "return_prompt", "raised", "answered"):
        assert shown in said


async def test_the_same_seed_lives_the_same_days_and_another_does_not() -> None:
    first, again = [await lives(residents=5, days=6) for _ in range(2)]
    assert first.lines == again.lines
    assert (await lives(residents=5, days=6, seed=2)).lines != first.lines


class Undo(Exception):
    """What was tampered with is put back: nothing of it is committed."""


TAMPERED = {
    "every balance equals the ledger": ["UPDATE balance SET points = points + 1 WHERE account = 4"],
    "nothing was told twice, by the outbox": [
        "UPDATE outbox SET state = 'sent', done_at = (SELECT max(done_at) FROM outbox), push = 'weekly_summary',"
        " chat_id = 7, reference = 0 WHERE state = 'sent'"
    ],
    "nothing was told without consent": ["DELETE FROM consent WHERE person_id > 3"],
    "nothing was kept without consent": [
        "UPDATE reading SET logged_at = '2025-01-01 00:00:00.000000' WHERE id = 1"
    ],
    "nothing that is due was left undone": ["UPDATE due SET due_at = '2025-01-01 00:00:00.000000'"],
    "the audit log is an unbroken chain": ["UPDATE audit_entry SET what = 'nothing' WHERE number = 1"],
}


@pytest.fixture
async def lived(sqlite_url: str) -> tuple[Database, Bystander, datetime]:
    """Three people after three days, and the database they lived in."""
    keys = (SecretStr(TEST_KEY),)
    settings = Settings(_env_file=None, bot_token=SecretStr(TOKEN), keys=keys, database=sqlite_url)
    database = open_empty(settings)
    seen, now = await live_through(Wanted(3, 3, 1, START), database, settings)
    return database, seen, now


async def test_each_audit_notices_what_is_wrong(lived: tuple[Database, Bystander, datetime]) -> None:
    database, seen, now = lived

    def tamper(session: Session, statements: list[str]) -> None:
        for statement in statements:
            session.execute(text(statement))
        raise Undo(wrong(audit(session, seen, now=now)))

    with pytest.raises(Undo) as honest:
        database.run_now(tamper, [])
    assert honest.value.args == ({},)
    for what, statements in TAMPERED.items():
        with pytest.raises(Undo) as found:
            database.run_now(tamper, statements)
        assert what in found.value.args[0], found.value.args
    heard = Heard(now, 7, 1)
    found_aloud = database.read_now(audit, Bystander({}, (heard,), ["it failed"]), now=now)
    assert set(wrong(found_aloud)) == {
        "nothing was told twice, by what was heard",
        "no update and no push failed",
    }
    always = {
        one: [Hours(one, "Asia/Shanghai", time(0), time(23, 59), START - timedelta(days=1))]
        for one in range(1, 7)
    }
    at_night = database.read_now(audit, Bystander(always), now=now)
    assert list(wrong(at_night)) == ["nothing was told in quiet hours but alerts, and those are audited"]
