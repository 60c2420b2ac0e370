"""The outbox: what the bot has yet to say, what it said, and what became of it. Sends nothing, and claims nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, func, select, text, update
from sqlalchemy.orm import Session

from domain.outbox import RULES, Kind, State
from storage.due import Queue
from storage.moment import Moment
from storage.prepared import Prepared
from storage.rows import add_row, count_changed
from storage.tables import Halt, OutboxBody, OutboxRow, table

outbox = table(OutboxRow)
outbox_body = table(OutboxBody)
halted = table(Halt)

EVERY_CHAT = 0  # the chat_id of a halt that holds everything

# Said as text: what both databases understand, SQLAlchemy offers for each of them alone.
_ADD = Prepared(
    text(
        "INSERT INTO outbox (dedupe_key, chat_id, person_id, group_id, kind, priority, push, reference, body_id,"
        " not_before, expires_at, attempts, state, made_at) VALUES (:dedupe_key, :chat_id, :person_id, :group_id,"
        " :kind, :priority, :push, :reference, :body_id, :not_before, :expires_at, 0, 'queued', :made_at)"
        " ON CONFLICT (dedupe_key) DO NOTHING"
    ).bindparams(*(bindparam(name, type_=Moment) for name in ("not_before", "expires_at", "made_at")))
)
_HALT = text(
    "INSERT INTO halt (chat_id, until) VALUES (:chat_id, :until)"
    " ON CONFLICT (chat_id) DO UPDATE SET until = excluded.until WHERE halt.until < excluded.until"
).bindparams(bindparam("until", type_=Moment))


@dataclass(frozen=True, slots=True)
class Ready:
    """An outbox row claimed for sending. `message_id`: its first part was sent already, the rest was not."""

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


def add_outbox(session: Session, *, push: str, kind: Kind, items: Sequence[Queue], now: datetime) -> int:
    """Queue what is not queued already, by its key. How many there were."""
    rows = [
        {
            "dedupe_key": item.dedupe_key,
            "chat_id": item.chat_id,
            "person_id": item.person_id,
            "group_id": item.group_id,
            "kind": kind.value,
            "priority": RULES[kind].priority,
            "push": push,
            "reference": item.reference,
            "body_id": item.body_id,
            "not_before": item.not_before or now,
            "expires_at": item.expires_at,
            "made_at": now,
        }
        for item in items
    ]
    return _ADD.many(session, rows)


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


IN_FLIGHT = "the answer was being waited for"


def mark_in_flight(session: Session, row_id: int) -> None:
    """From here on Telegram may have it: said before the request of what must not be said twice."""
    session.execute(update(outbox).where(outbox.c.id == row_id).values(last_error=IN_FLIGHT))


def mark_first_part(session: Session, row_id: int, message_id: int) -> None:
    """The words were sent; the quiz or the pin that goes with them was not yet."""
    session.execute(
        update(outbox).where(outbox.c.id == row_id).values(message_id=message_id, last_error=None)
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
    return _cancel(session, outbox.c.person_id == person_id, reason, now)


def cancel_for_chat(session: Session, chat_id: int, reason: str, now: datetime | None = None) -> int:
    return _cancel(session, outbox.c.chat_id == chat_id, reason, now)


def _cancel(session: Session, whose: ColumnElement[bool], reason: str, now: datetime | None) -> int:
    waiting = update(outbox).where(whose, outbox.c.state == State.QUEUED.value)
    return count_changed(session, waiting.values(state=State.CANCELLED.value, last_error=reason, done_at=now))


def move_chat(session: Session, chat_id: int, to_chat_id: int) -> None:
    """A group has a new number: what waits for it goes there."""
    session.execute(update(outbox).where(outbox.c.chat_id == chat_id).values(chat_id=to_chat_id))


def give_to_group(session: Session, group_id: int, to_group_id: int) -> None:
    """Two rows turned out to be one group: what waits for either is for the one that stays."""
    session.execute(update(outbox).where(outbox.c.group_id == group_id).values(group_id=to_group_id))


def count_by_state(session: Session) -> dict[str, int]:
    rows = session.execute(select(outbox.c.state, func.count()).group_by(outbox.c.state))
    return {state: int(count) for state, count in rows}


def next_ready_at(session: Session, *, after: datetime | None = None) -> datetime | None:
    """When something may be claimed next, later than `after`: it becomes ready, or a halt ends. None: nothing waits."""
    waiting = select(func.min(outbox.c.not_before)).where(outbox.c.state == State.QUEUED.value)
    if after is not None:
        waiting = waiting.where(outbox.c.not_before > after)
    ends = select(func.min(halted.c.until)).where(halted.c.until > after) if after is not None else None
    found = [session.execute(query).scalar() for query in (waiting, ends) if query is not None]
    return min((at for at in found if at is not None), default=None)
