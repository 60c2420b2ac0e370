"""The ledger and the balances beside it. Points are moved, never edited. Holds no queries."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field, SQLModel

from storage.tables.base import index_where, moment, once_where


class LedgerEntry(SQLModel, table=True):
    """Points moved from one account to another: double entry in a row, so the books always sum to nothing.

    A person's account is the person's id; the programme's own are below zero (storage/points.py). Rows are only ever added.
    """

    __tablename__ = "ledger_entry"
    __table_args__ = (
        CheckConstraint("points > 0", name="points_positive"),
        CheckConstraint("from_account <> to_account", name="accounts_differ"),
        Index("ledger_to", "to_account", "local_date"),
        # What the programme gives is most of the ledger and is never looked for by its giver (storage/points.py: given_by).
        index_where("from_account > 0", "ledger_from", "from_account", "local_date"),
        once_where("reverses_id is not null", "reversed_once", "reverses_id"),
        once_where(
            "reverses_id is null and reading_id is not null", "reading_paid_once", "reading_id", "act"
        ),
        once_where(
            "reverses_id is null and exercise_id is not null", "exercise_paid_once", "exercise_id", "act"
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    from_account: int
    to_account: int
    points: int
    act: str
    # No foreign keys: a reading can be erased, what was paid for it stays in the books.
    reading_id: int | None = None
    exercise_id: int | None = None
    reverses_id: int | None = Field(default=None, foreign_key="ledger_entry.id")
    local_date: date
    taken_at: datetime = moment()
    made_at: datetime = moment()


class Balance(SQLModel, table=True):
    """The points an account holds, kept beside the ledger; `healthgrid audit` proves them equal."""

    account: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    points: int
