"""What was said: which message it became, and what went wrong. Changes nothing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, func, literal_column, select
from sqlalchemy.orm import Session

from domain.outbox import Kind, State
from storage.outbox import outbox, state_is


@dataclass(frozen=True, slots=True)
class Earlier:
    """A message that stands in a chat, and the outbox row it came from."""

    row_id: int
    chat_id: int
    person_id: int | None
    message_id: int
    reference: int


@dataclass(frozen=True, slots=True)
class Trouble:
    """How many messages of a push ended so, and when the last of them did."""

    push: str
    state: State
    count: int
    last_at: datetime


_EARLIER = select(
    outbox.c.id, outbox.c.chat_id, outbox.c.person_id, outbox.c.message_id, outbox.c.reference
).where(state_is(outbox, State.SENT), outbox.c.message_id.is_not(None))
# In the words of the index outbox_about.
_MAY_BE_CHANGED: ColumnElement[bool] = literal_column(f"kind in ('{Kind.ALERT}', '{Kind.NOTICE}')")
_WENT_WRONG: ColumnElement[bool] = literal_column(f"state in ('{State.UNKNOWN}', '{State.FAILED}')")


def list_sent(session: Session, push: str, reference: int) -> list[Earlier]:
    """The messages, of an alert or a notice, that this push said about this, oldest first."""
    about = _EARLIER.where(_MAY_BE_CHANGED, outbox.c.push == push, outbox.c.reference == reference)
    return [_earlier(row) for row in session.execute(about.order_by(outbox.c.id))]


def find_sent(session: Session, row_id: int) -> Earlier | None:
    """The message this row became; None when it was not sent, or is not there any more."""
    row = session.execute(_EARLIER.where(outbox.c.id == row_id)).one_or_none()
    return None if row is None else _earlier(row)


def _earlier(row: Row[*tuple[Any, ...]]) -> Earlier:
    return Earlier(row.id, row.chat_id, row.person_id, row.message_id, row.reference)


def list_trouble(session: Session, *, since: datetime | None = None) -> list[Trouble]:
    """What may not have arrived, and what did not, by push and state."""
    rows = (
        select(outbox.c.push, outbox.c.state, func.count(), func.max(outbox.c.done_at))
        .where(_WENT_WRONG)
        .group_by(outbox.c.push, outbox.c.state)
        .order_by(outbox.c.push, outbox.c.state.desc())
    )
    if since is not None:
        rows = rows.where(outbox.c.done_at >= since)
    return [Trouble(push, State(state), count, at) for push, state, count, at in session.execute(rows)]
