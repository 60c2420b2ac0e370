"""Which pushes somebody does not want. Decides nothing."""

from sqlalchemy import delete, select, text
from sqlalchemy.orm import Session

from storage.tables import Unsubscribed, table

unsubscribed = table(Unsubscribed)
_ADD = text("INSERT INTO unsubscribed (receiver, push) VALUES (:receiver, :push) ON CONFLICT DO NOTHING")


def add_unsubscribed(session: Session, receiver: str, push: str) -> None:
    session.connection().execute(_ADD, {"receiver": receiver, "push": push})


def remove_unsubscribed(session: Session, receiver: str, push: str) -> None:
    session.execute(
        delete(unsubscribed).where(unsubscribed.c.receiver == receiver, unsubscribed.c.push == push)
    )


def list_unsubscribed(session: Session, receiver: str) -> frozenset[str]:
    rows = session.execute(select(unsubscribed.c.push).where(unsubscribed.c.receiver == receiver))
    return frozenset(rows.scalars())
