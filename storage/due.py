"""What is due, and when. Rows decide; whoever looks at the clock only asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from storage.rows import add_row
from storage.tables import Due, table

due = table(Due)


@dataclass(frozen=True, slots=True)
class Queue:
    """An outbox row to be. `dedupe_key` makes it once; `not_before` holds it through quiet hours."""

    dedupe_key: str
    chat_id: int
    person_id: int | None = None
    group_id: int | None = None
    reference: int = 0
    not_before: datetime | None = None
    expires_at: datetime | None = None
    body_id: int | None = None


@dataclass(frozen=True, slots=True)
class Fire:
    """A due row, and what its push decided: what to queue, and when it is due next (None: never again)."""

    id: int
    receiver: str
    reference: int
    due_at: datetime
    queue: tuple[Queue, ...] = ()
    next_at: datetime | None = None

    @property
    def receiver_id(self) -> int:
        return int(self.receiver.partition(":")[2])


def add_due(session: Session, push: str, receiver: str, *, due_at: datetime, reference: int = 0) -> None:
    """Schedule a push for a receiver, or move it if it is scheduled already."""
    standing = due.c.push == push, due.c.receiver == receiver, due.c.reference == reference
    known = session.execute(select(due.c.id).where(*standing)).scalar()
    if known is None:
        add_row(session, due, push=push, receiver=receiver, reference=reference, due_at=due_at)
    else:
        session.execute(update(due).where(due.c.id == known).values(due_at=due_at))


def remove_due(session: Session, push: str, receiver: str, *, reference: int | None = None) -> None:
    which = [due.c.push == push, due.c.receiver == receiver]
    if reference is not None:
        which.append(due.c.reference == reference)
    session.execute(delete(due).where(*which))


def claim_due(session: Session, push: str, *, now: datetime, at_most: int = 1000) -> list[Fire]:
    """Rows due by now, oldest first, locked until the transaction ends where the database locks rows."""
    rows = session.execute(
        select(due.c.id, due.c.receiver, due.c.reference, due.c.due_at)
        .where(due.c.push == push, due.c.due_at <= now)
        .order_by(due.c.due_at)
        .limit(at_most)
        .with_for_update(skip_locked=True)
    )
    return [Fire(*row) for row in rows]


def settle_due(session: Session, fired: Sequence[Fire]) -> None:
    """Advance what comes again, remove what does not."""
    over = [one.id for one in fired if one.next_at is None]
    if over:
        session.execute(delete(due).where(due.c.id.in_(over)))
    for one in fired:
        if one.next_at is not None:
            session.execute(update(due).where(due.c.id == one.id).values(due_at=one.next_at))


def next_due_at(session: Session) -> datetime | None:
    """When something is due next; None when nothing ever is."""
    return session.execute(select(due.c.due_at).order_by(due.c.due_at).limit(1)).scalar()
