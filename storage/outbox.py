"""The outbox: what the bot has yet to say, what it said, and what became of it. Sends nothing, and claims nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import (
    ColumnElement,
    FromClause,
    String,
    bindparam,
    delete,
    func,
    literal_column,
    select,
    text,
    update,
)
from sqlalchemy.orm import Session

from domain.outbox import RULES, Kind, State
from storage.due import Queue
from storage.engine.many import Many
from storage.engine.prepared import Prepared
from storage.moment import Moment
from storage.rows import add_row, count_changed
from storage.tables import Halt, OutboxBody, OutboxRow, table

outbox = table(OutboxRow)
outbox_body = table(OutboxBody)
halted = table(Halt)

EVERY_CHAT = 0  # the chat_id of a halt that holds everything

_ADD = Many(
    outbox,
    Queue._fields,
    "INSERT INTO outbox (dedupe_key, chat_id, person_id, group_id, reference, body_id, not_before, expires_at,"
    " kind, priority, push, made_at, attempts, state)"
    " SELECT dedupe_key, chat_id, person_id, group_id, reference, body_id, coalesce(not_before, :not_before), expires_at,"
    " :kind, :priority, :push, :made_at, 0, 'queued' FROM given WHERE true ON CONFLICT (dedupe_key) DO NOTHING",
)
# Said as text: what both databases understand, SQLAlchemy offers for each of them alone.
_HALT = text(
    "INSERT INTO halt (chat_id, until) VALUES (:chat_id, :until)"
    " ON CONFLICT (chat_id) DO UPDATE SET until = excluded.until WHERE halt.until < excluded.until"
).bindparams(bindparam("until", type_=Moment))


def state_is(rows: FromClause, state: State) -> ColumnElement[bool]:
    """Said in the words of the indexes that hold only such rows: one with a value in it would not be served by them."""
    said: ColumnElement[bool] = rows.c.state == literal_column(f"'{state.value}'", String)
    return said


@dataclass(frozen=True, slots=True)
class Ready:
    """An outbox row claimed for sending. `parts_said` of it were sent already, the first of them as `message_id`."""

    id: int
    chat_id: int
    person_id: int | None
    group_id: int | None
    kind: Kind
    push: str
    reference: int
    body_id: int | None
    payload: dict[str, object] | None
    attempts: int
    dedupe_key: str
    language: str
    message_id: int | None = None
    parts_said: int = 0


def add_outbox(session: Session, *, push: str, kind: Kind, items: Sequence[Queue], now: datetime) -> int:
    """Queue what is not queued already, by its key. How many there were."""
    priority = RULES[kind].priority
    return _ADD(session, items, kind=kind.value, priority=priority, push=push, made_at=now, not_before=now)


def add_body(session: Session, content: dict[str, object], now: datetime) -> int:
    """Keep once what many are going to receive; its id goes into `Queue.body_id`."""
    return add_row(session, outbox_body, content=content, made_at=now)


def get_body(session: Session, body_id: int) -> dict[str, object]:
    """Raises NoResultFound when there is none."""
    content: dict[str, object] = session.execute(
        select(outbox_body.c.content).where(outbox_body.c.id == body_id)
    ).scalar_one()
    return content


def _finish(session: Session, row_id: int, state: State, now: datetime, **values: object) -> None:
    session.execute(
        update(outbox)
        .where(outbox.c.id == row_id)
        .values(state=state.value, done_at=now, lease_until=None, **values)
    )


def mark_sent(session: Session, row_id: int, message_id: int | None, now: datetime) -> None:
    """Telegram accepted it. `message_id` None: it said so in a way nobody could read, or there was none."""
    _finish(session, row_id, State.SENT, now, message_id=message_id, last_error=None)


def mark_unknown(session: Session, row_id: int, error: str, now: datetime) -> None:
    """The answer was lost, and saying it twice would be worse than perhaps not saying it."""
    _finish(session, row_id, State.UNKNOWN, now, last_error=error)


def mark_failed(session: Session, row_id: int, reason: str, now: datetime) -> None:
    _finish(session, row_id, State.FAILED, now, last_error=reason)


def mark_cancelled(session: Session, row_id: int, reason: str, now: datetime) -> None:
    _finish(session, row_id, State.CANCELLED, now, last_error=reason)


def mark_expired(session: Session, row_id: int, now: datetime) -> None:
    _finish(session, row_id, State.EXPIRED, now)


NO_LONGER_USEFUL = "no longer useful"
IN_FLIGHT = "the answer was being waited for"


def mark_in_flight(session: Session, row_id: int) -> None:
    """From here on Telegram may have it: said before the request of what must not be said twice."""
    session.execute(update(outbox).where(outbox.c.id == row_id).values(last_error=IN_FLIGHT))


def mark_part(session: Session, row_id: int, parts_said: int, message_id: int | None) -> None:
    """So many parts were sent, the first of them as this message; the rest was not yet."""
    session.execute(
        update(outbox)
        .where(outbox.c.id == row_id)
        .values(parts_said=parts_said, message_id=message_id, last_error=None)
    )


def retry_at(session: Session, row_id: int, at: datetime, error: str) -> None:
    """An attempt failed: try again at `at`. Until then the chat's later rows of its kind wait behind it."""
    session.execute(
        update(outbox)
        .where(outbox.c.id == row_id)
        .values(
            state=State.QUEUED.value,
            not_before=at,
            attempts=outbox.c.attempts + 1,
            lease_until=None,
            last_error=error,
        )
    )


def release(session: Session, row_id: int) -> None:
    """Give a claimed row back untried: not an attempt, and it keeps its place."""
    session.execute(
        update(outbox)
        .where(outbox.c.id == row_id, outbox.c.state == State.SENDING.value)
        .values(state=State.QUEUED.value, lease_until=None, last_error=None)
    )


def halt(session: Session, chat_id: int, until: datetime) -> None:
    """Claim nothing for this chat, or EVERY_CHAT, until then. A later end stays."""
    session.connection().execute(_HALT, {"chat_id": chat_id, "until": until})


def cancel_for_person(session: Session, person_id: int, reason: str, now: datetime | None = None) -> int:
    """Nothing that waits goes to this person any more. How much that was."""
    waiting = update(outbox).where(outbox.c.person_id == person_id, state_is(outbox, State.QUEUED))
    return count_changed(session, waiting.values(state=State.CANCELLED.value, last_error=reason, done_at=now))


def remove_waiting(
    session: Session,
    person_id: int,
    push: str,
    references: Sequence[int],
    *,
    ready_by: datetime | None = None,
) -> None:
    """Take back what is queued about these and not said yet: its reason is gone, and its like may be queued anew.

    `ready_by`: only what might be said by then.
    """
    waiting = delete(outbox).where(
        outbox.c.person_id == person_id,
        state_is(outbox, State.QUEUED),
        outbox.c.push == push,
        outbox.c.reference.in_(references),
    )
    session.execute(waiting if ready_by is None else waiting.where(outbox.c.not_before <= ready_by))


def move_chat(session: Session, chat_id: int, to_chat_id: int) -> None:
    """A group has a new number: what waits for it goes there."""
    for state in (State.QUEUED, State.SENDING):
        there = update(outbox).where(state_is(outbox, state), outbox.c.chat_id == chat_id)
        session.execute(there.values(chat_id=to_chat_id))


def give_to_group(session: Session, group_id: int, to_group_id: int) -> None:
    """Two rows turned out to be one group: everything for either is for the one that stays."""
    session.execute(update(outbox).where(outbox.c.group_id == group_id).values(group_id=to_group_id))


def count_by_state(session: Session) -> dict[str, int]:
    rows = session.execute(select(outbox.c.state, func.count()).group_by(outbox.c.state))
    return {state: int(count) for state, count in rows}


_READY = Prepared(
    select(outbox.c.id)
    .where(state_is(outbox, State.QUEUED), outbox.c.not_before <= bindparam("now", type_=Moment))
    .limit(1)
)


def is_ready(session: Session, now: datetime) -> bool:
    """Whether something may be said by now, as far as time goes."""
    return bool(_READY(session, now=now))


_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_NEXT_READY = Prepared(
    select(func.min(outbox.c.not_before)).where(
        state_is(outbox, State.QUEUED), outbox.c.not_before > bindparam("after", type_=Moment)
    )
)
_NEXT_END = Prepared(
    select(func.min(halted.c.until)).where(halted.c.until > bindparam("after", type_=Moment))
)


def next_ready_at(session: Session, *, after: datetime | None = None) -> datetime | None:
    """When something may be claimed next, later than `after`: it becomes ready, or a halt ends. None: nothing waits."""
    found = [_NEXT_READY(session, after=after or _LONG_AGO)[0][0]]
    if after is not None:
        found += _NEXT_END(session, after=after)[0]
    return min((at for at in found if at is not None), default=None)
