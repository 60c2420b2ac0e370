"""The ledger and the balances beside it. Rows are added, never changed.

Accounts: a person's is the person's id. The programme's own: PROGRAMME gives points out, ERASED takes back what
a forgotten person held.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    ScalarSelect,
    and_,
    bindparam,
    func,
    insert,
    literal_column,
    select,
    update,
)
from sqlalchemy.orm import Session

from domain.points import Act, Earned
from storage.engine.prepared import Prepared
from storage.rows import add_row
from storage.tables import Balance, LedgerEntry, table

PROGRAMME = -1
ERASED = -2

ledger_entry = table(LedgerEntry)
balance = table(Balance)
_contra = ledger_entry.alias("contra")

_change_balance = Prepared(
    update(balance)
    .where(balance.c.account == bindparam("of"))
    .values(points=balance.c.points + bindparam("more"))
    .returning(balance.c.points)
)
_balance = Prepared(select(balance.c.points).where(balance.c.account == bindparam("of")))
_earned = Prepared(
    select(ledger_entry.c.act, ledger_entry.c.points, ledger_entry.c.taken_at, ledger_entry.c.local_date)
    .outerjoin(_contra, _contra.c.reverses_id == ledger_entry.c.id)
    .where(
        ledger_entry.c.to_account == bindparam("account"),
        ledger_entry.c.from_account == PROGRAMME,
        ledger_entry.c.local_date >= bindparam("since"),
        _contra.c.id.is_(None),
    )
)


def given_by(account: ColumnElement[int] | int) -> ColumnElement[bool]:
    """What a person's account gave. Says what the index of it is about: the programme's own rows are in none."""
    giver = ledger_entry.c.from_account
    return and_(giver == account, giver > literal_column("0"))


def _total(*where: ColumnElement[bool]) -> ScalarSelect[Any]:
    total = func.coalesce(func.sum(ledger_entry.c.points), 0)
    return select(total).where(*where).scalar_subquery()


def _in_month() -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    day = ledger_entry.c.local_date
    return day >= bindparam("first", type_=Date), day < bindparam("next", type_=Date)


_month = Prepared(
    select(
        _total(
            ledger_entry.c.to_account == bindparam("to"),
            ledger_entry.c.from_account == PROGRAMME,
            *_in_month(),
        ),
        _total(
            given_by(bindparam("of")),
            ledger_entry.c.to_account == PROGRAMME,
            *_in_month(),
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A ledger row as its owner reads it: points in, or out when negative."""

    id: int
    act: str
    points: int
    local_date: date
    made_at: datetime
    reverses_id: int | None


def open_account(session: Session, account: int) -> None:
    session.execute(insert(balance).values(account=account, points=0))


def move_points(
    session: Session, *, from_account: int, to_account: int, points: int, **values: object
) -> dict[int, int]:
    """Add a ledger row and keep both persons' balances. Returns those, by account: the programme's own are not kept."""
    add_row(session, ledger_entry, from_account=from_account, to_account=to_account, points=points, **values)
    balances = {}
    for account, change in ((from_account, -points), (to_account, points)):
        if account > 0:
            ((balances[account],),) = _change_balance(session, of=account, more=change)
    return balances


def get_balance(session: Session, account: int) -> int:
    ((points,),) = _balance(session, of=account)
    return int(points)


def list_earned(session: Session, account: int, *, since: date) -> list[Earned]:
    """What an account earned since a local day, without what was taken back."""
    rows = _earned(session, account=account, since=since)
    return [Earned(Act(act), points, taken_at, local_date) for act, points, taken_at, local_date in rows]


def sum_earned(session: Session, account: int, *, in_month_of: date) -> int:
    """The points an account earned in the month of a local day, without what was taken back."""
    first = in_month_of.replace(day=1)
    next_first = (first + timedelta(days=32)).replace(day=1)
    ((earned, taken_back),) = _month(session, to=account, of=account, first=first, next=next_first)
    return int(earned) - int(taken_back)


def list_entries(session: Session, account: int, *, last: int | None = None) -> list[Entry]:
    """An account's rows, newest first."""
    rows = session.execute(
        select(ledger_entry)
        .where((ledger_entry.c.to_account == account) | given_by(account))
        .order_by(ledger_entry.c.id.desc())
        .limit(last)
    ).mappings()
    return [
        Entry(
            row["id"],
            row["act"],
            row["points"] if row["to_account"] == account else -row["points"],
            row["local_date"],
            row["made_at"],
            row["reverses_id"],
        )
        for row in rows
    ]


def transfer(session: Session, from_account: int, to_account: int, *, act: str, now: datetime) -> None:
    """Everything one account holds goes to another; what it owes, too."""
    held = get_balance(session, from_account)
    if held:
        giver, taker = (from_account, to_account) if held > 0 else (to_account, from_account)
        on = {"local_date": now.date(), "taken_at": now, "made_at": now}
        move_points(session, from_account=giver, to_account=taker, points=abs(held), act=act, **on)


def transfer_back(session: Session, one: int, other: int, *, act: str, now: datetime) -> None:
    """Contra entries for what was transferred between two accounts."""
    two = (one, other)
    between = (
        ledger_entry.c.act == act,
        ledger_entry.c.from_account.in_(two),
        ledger_entry.c.to_account.in_(two),
    )
    _reverse(session, between, now)


def take_back(
    session: Session,
    account: int,
    *,
    reading_id: int | None = None,
    exercise_id: int | None = None,
    now: datetime,
) -> int:
    """Contra entries for what was paid for a log, to a helper too; how many points went back from `account`."""
    column, value = ("reading_id", reading_id) if reading_id is not None else ("exercise_id", exercise_id)
    return _reverse(session, (ledger_entry.c[column] == value,), now, account=account)


def _reverse(
    session: Session, which: Iterable[ColumnElement[bool]], now: datetime, *, account: int | None = None
) -> int:
    """A contra entry for each of these that has none; how many points went back, or went back from `account`."""
    made = (
        session.execute(
            select(ledger_entry)
            .outerjoin(_contra, _contra.c.reverses_id == ledger_entry.c.id)
            .where(*which, ledger_entry.c.reverses_id.is_(None), _contra.c.id.is_(None))
        )
        .mappings()
        .all()
    )
    for entry in made:
        same = {
            name: entry[name]
            for name in ("points", "act", "reading_id", "exercise_id", "local_date", "taken_at")
        }
        move_points(
            session,
            from_account=entry["to_account"],
            to_account=entry["from_account"],
            reverses_id=entry["id"],
            made_at=now,
            **same,
        )
    return sum(entry["points"] for entry in made if account in (None, entry["to_account"]))


def wrong_balances(session: Session) -> list[tuple[int, int, int]]:
    """Accounts whose kept balance is not what the ledger says: (account, kept, by the ledger). Empty when all is well."""
    received = select(ledger_entry.c.to_account.label("account"), ledger_entry.c.points.label("points"))
    given = select(ledger_entry.c.from_account.label("account"), (-ledger_entry.c.points).label("points"))
    moved = received.union_all(given).subquery()
    by_ledger = (
        select(moved.c.account, func.sum(moved.c.points).label("points")).group_by(moved.c.account).subquery()
    )
    kept = func.coalesce(balance.c.points, 0)
    told = func.coalesce(by_ledger.c.points, 0)
    both = select(func.coalesce(balance.c.account, by_ledger.c.account), kept, told).select_from(
        balance.outerjoin(by_ledger, by_ledger.c.account == balance.c.account, full=True)
    )
    wrong = session.execute(both.where(kept != told)).all()
    return [(account, had, owed) for account, had, owed in wrong if account > 0]
