"""Goal 3: a hundred durable blood pressures at once, per transaction, against the very same statements one at a time.

The floor says what ours said, recorded with its values on a copy of the same database: nothing but the statements, each
transaction in one thread hop with a commit of its own. Ours reads, judges, pays and seals besides. Both commit with FULL.
"""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from unittest.mock import patch

from actions.log_measurements import MeasurementsLogged, NewReading, log_measurements
from actions.log_reading import ReadingLogged
from actions.once import Meeting, once
from domain.vital_sign import Reading
from storage.database import Database
from tests.benchmarks import town
from tests.benchmarks.rounds import microseconds
from tests.benchmarks.row import Row

GATE, MOONSHOT = 0.4, 0.15
ROUNDS, EACH = 11, 100
SAVEPOINTS = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")

Said = list[tuple[str, Any]]  # the statements of one transaction, with their values


class Recorder(sqlite3.Cursor):
    """A cursor that remembers what it was told, by whom it was told it."""

    transactions: list[Said] = []  # noqa: RUF012  # of the one recording

    def execute(self, sql: str, parameters: Any = (), /) -> "Recorder":
        if sql.startswith(("BEGIN IMMEDIATE", "SAVEPOINT action")):  # an action alone has no savepoint
            self.transactions.append([])
        elif self.transactions and not sql.startswith(SAVEPOINTS):
            self.transactions[-1].append((sql, parameters))
        super().execute(sql, parameters)
        return self


class Recording(sqlite3.Connection):
    """A connection that remembers through its cursors."""

    def cursor(self, factory: Any = None) -> Any:
        return super().cursor(Recorder)

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        recorder: Recorder = self.cursor()
        return recorder.execute(sql, parameters)


async def run(template: Path) -> list[Row]:
    """Logs of a hundred residents with a past, all awaited together."""
    said = await _recorded(town.copy(template, "recorded"))
    database = Database(town.copy(template, "together"))
    floor = _raw(town.copy(template, "apart"))
    try:

        async def ours(number: int) -> None:
            await _log_together(database, number)

        async def one_by_one(number: int) -> None:
            for transaction in said[number * EACH : (number + 1) * EACH]:
                await asyncio.to_thread(_say, floor, transaction)

        spent = await microseconds({"ours": ours, "floor": one_by_one}, rounds=ROUNDS, each=EACH)
    finally:
        floor.close()
        await database.close()
    detail = f"{len(said[0])} statements a transaction"
    told = {"gate": GATE, "moonshot": MOONSHOT, "detail": detail}
    return [Row.of("3 a hundred durable logs, each", spent["ours"], spent["floor"], **told)]


async def _recorded(url: str) -> list[Said]:
    """What each transaction says, in the order of the rounds."""
    connect = sqlite3.dbapi2.connect

    def recording(*args: Any, **kwargs: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*args, **{**kwargs, "factory": Recording})
        return connection

    Recorder.transactions = []
    with patch.object(sqlite3.dbapi2, "connect", recording):
        database = Database(url)
        try:
            for number in range(ROUNDS + 1):
                await _log_together(database, number)
        finally:
            await database.close()
    said = [transaction for transaction in Recorder.transactions if transaction]
    assert len(said) == (ROUNDS + 1) * EACH
    return said


async def _log_together(database: Database, number: int) -> None:
    """Round `number`: a hundred residents nobody has heard of in this round."""
    outcomes = await asyncio.gather(
        *(_log(database, resident) for resident in range(number * EACH, (number + 1) * EACH))
    )
    assert all(_is_paid(outcome) for outcome in outcomes)


async def _log(database: Database, resident: int) -> MeasurementsLogged:
    measured = NewReading(Reading("blood_pressure", {"systolic": 128, "diastolic": 82}), town.NOW)
    meeting = Meeting(resident, town.FIRST_TELEGRAM_ID + resident, None, {}, 0)
    return await database.run(once, meeting, None, log_measurements, resident + 1, (measured,), now=town.NOW)


def _is_paid(logged: MeasurementsLogged) -> bool:
    (outcome,) = logged.outcomes
    return isinstance(outcome, ReadingLogged) and outcome.paid.points > 0


def _raw(url: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        url.removeprefix("sqlite:///"), isolation_level=None, check_same_thread=False
    )
    for pragma in ("foreign_keys = ON", "journal_mode = WAL", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _say(connection: sqlite3.Connection, transaction: Said) -> None:
    connection.execute("BEGIN IMMEDIATE")
    for sql, parameters in transaction:
        with closing(connection.execute(sql, parameters)) as cursor:
            cursor.fetchall()
    connection.execute("COMMIT")
