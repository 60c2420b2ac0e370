"""A whole county into an empty database, straight into its tables. For seeing how the service bears its size."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sqlmodel import SQLModel

from bot.simulation import county_logs as logs
from bot.simulation import county_people as people
from bot.simulation.county import County
from storage import tables
from storage.database import Database
from storage.engine.loading import Value
from storage.people import note_loaded_logs

_Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Step:
    """What goes into one table."""

    what: str
    table: type[SQLModel]
    columns: tuple[str, ...]
    rows: Callable[[County], people.Rows]


STEPS = (
    Step("areas", tables.Area, people.AREA, people.areas),
    Step("people", tables.Person, people.PERSON, people.persons),
    Step("village groups", tables.VillageGroup, people.GROUP, people.groups),
    Step("consents", tables.Consent, people.CONSENT, people.consents),
    Step("tags", tables.PersonTag, people.PERSON_TAG, people.tags),
    Step("roles", tables.Membership, people.MEMBERSHIP, people.memberships),
    Step("people on file", tables.AreaPopulation, people.POPULATION, people.populations),
    Step("readings", tables.ReadingRow, logs.READING, logs.readings),
    Step("ledger entries", tables.LedgerEntry, logs.LEDGER, logs.ledger),
    Step("balances", tables.Balance, logs.BALANCE, logs.balances),
)


class Counted:
    """Rows on their way, and how many there were."""

    def __init__(self, rows: people.Rows) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[Sequence[Value]]:
        for row in self._rows:
            self.count += 1
            yield row


def fast_load(database: Database, county: County, tell: _Tell = lambda line: None) -> None:
    """Fill the tables, one after the other; `tell` is called with a line for each."""
    for step in STEPS:
        rows = Counted(step.rows(county))
        database.load_now(tables.table(step.table), step.columns, rows)
        tell(f"{rows.count:>12,}  {step.what}")
    database.run_now(note_loaded_logs)
