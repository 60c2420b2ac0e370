"""How the service itself is doing, asked of the database: what waits, what is overdue, what went wrong. Changes nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select, text
from sqlalchemy.orm import Session

from domain.outbox import State
from storage.beats import CLOCK, find_beat
from storage.database import size_of
from storage.due import next_due_at
from storage.outbox import outbox, state_is
from storage.outbox_past import Trouble, list_trouble
from storage.tables import Halt, table

halt = table(Halt)
LOOKED_BACK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Messages of a kind that may be said and were not yet; `oldest`: since when the first of them may."""

    kind: str
    count: int
    oldest: datetime


@dataclass(frozen=True, slots=True)
class ServiceState:
    """`ticked_at`: when the clock was last seen going, to the minute; None: never.

    `overdue_since`: the first thing that is due and was not looked at; `trouble` and `reasons` of the last week.
    """

    waiting: tuple[Waiting, ...]
    held: int
    sending: int
    ticked_at: datetime | None
    overdue_since: datetime | None
    last_sent: datetime | None
    trouble: tuple[Trouble, ...]
    reasons: tuple[tuple[str, int], ...]
    halted_until: datetime | None
    database: str
    bytes: int
    migration: str


def read_service(session: Session, pushes: Iterable[str], now: datetime) -> ServiceState:
    queued, may = state_is(outbox, State.QUEUED), outbox.c.not_before <= now
    waiting = session.execute(
        select(outbox.c.kind, func.count(), func.min(outbox.c.not_before))
        .where(queued, may)
        .group_by(outbox.c.kind)
        .order_by(outbox.c.kind)
    ).all()
    due_at = next_due_at(session, pushes)
    newest_sent = select(outbox.c.done_at).where(outbox.c.done_at.is_not(None)).order_by(outbox.c.id.desc())
    database, size = size_of(session)
    since = now - LOOKED_BACK
    return ServiceState(
        waiting=tuple(Waiting(kind, count, oldest) for kind, count, oldest in waiting),
        held=_count(session, queued, ~may),
        sending=_count(session, state_is(outbox, State.SENDING)),
        ticked_at=find_beat(session, CLOCK),
        overdue_since=due_at if due_at is not None and due_at <= now else None,
        last_sent=session.execute(newest_sent.limit(1)).scalar(),
        trouble=tuple(list_trouble(session, since=since)),
        reasons=_reasons(session, since),
        halted_until=session.execute(select(func.max(halt.c.until)).where(halt.c.until > now)).scalar(),
        database=database,
        bytes=size,
        migration=str(session.execute(text("SELECT version_num FROM alembic_version")).scalar_one()),
    )


def _count(session: Session, *where: ColumnElement[bool]) -> int:
    return int(session.execute(select(func.count()).select_from(outbox).where(*where)).scalar_one())


def _reasons(session: Session, since: datetime) -> tuple[tuple[str, int], ...]:
    """Why messages failed, most first: what Telegram answered, as codes."""
    failed = (
        select(outbox.c.last_error, func.count())
        .where(state_is(outbox, State.FAILED), outbox.c.done_at >= since)
        .group_by(outbox.c.last_error)
        .order_by(func.count().desc())
        .limit(5)
    )
    return tuple((error or "", count) for error, count in session.execute(failed))
