"""The simplest thing to keep, for tests of how things are kept."""

from datetime import UTC, datetime

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from storage import people
from storage.tables import Balance, table

BALANCES = table(Balance)


def keep(session: Session, account: int, points: int = 1) -> int:
    session.execute(insert(BALANCES), {"account": account, "points": points})
    return account


def keep_and_fail(session: Session, account: int, error: BaseException) -> None:
    keep(session, account)
    raise error


def kept(session: Session) -> list[int]:
    return list(session.execute(select(BALANCES.c.account).order_by(BALANCES.c.account)).scalars())


def count_kept(session: Session) -> int:
    return session.execute(select(func.count()).select_from(BALANCES)).scalar_one()


def add_people(session: Session, count: int) -> list[int]:
    """So many people nobody knows anything else of; their ids."""
    joined = datetime(2026, 1, 1, tzinfo=UTC)
    return [
        people.add_person(
            session,
            name=f"居民{number}",
            language="zh_CN",
            timezone="Asia/Shanghai",
            joined_at=joined,
        )
        for number in range(count)
    ]
