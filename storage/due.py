"""What is due, and when. Rows decide; whoever looks at the clock only asks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import bindparam, delete, func, select, text
from sqlalchemy.orm import Session

from storage.engine.many import Many
from storage.engine.prepared import Prepared
from storage.moment import Moment
from storage.tables import Due, table

due = table(Due)


class Queue(NamedTuple):  # there may be ten thousand at once, and as they are they go to the database
    """An outbox row to be. `dedupe_key` makes it once; `not_before` holds it through quiet hours."""

    dedupe_key: str
    chat_id: int
    person_id: int | None = None
    group_id: int | None = None
    reference: int = 0
    not_before: datetime | None = None
    expires_at: datetime | None = None
    body_id: int | None = None


@dataclass(slots=True)  # not frozen: freezing is half the price of making one
class Fire:
    """A due row, and what its push decided: what to queue, and when it is due next (None: never again).

    `late`: the bot was away for so long that it is no longer useful; whatever is queued for it is left out and counted.
    """

    receiver: str
    reference: int
    due_at: datetime
    queue: tuple[Queue, ...] = ()
    next_at: datetime | None = None
    late: bool = False

    @property
    def receiver_id(self) -> int:
        return int(self.receiver.partition(":")[2])


_SCHEDULE = Prepared(
    text(
        "INSERT INTO due (push, receiver, reference, due_at, until)"
        " VALUES (:push, :receiver, :reference, :due_at, :until)"
        " ON CONFLICT (receiver, push, reference) DO UPDATE SET due_at = excluded.due_at, until = excluded.until"
    ).bindparams(bindparam("due_at", type_=Moment), bindparam("until", type_=Moment))
)


def add_due(
    session: Session,
    push: str,
    receiver: str,
    *,
    due_at: datetime,
    reference: int = 0,
    until: datetime | None = None,
) -> None:
    """Schedule a push for a receiver, or move it if it is scheduled already. After `until` it is no longer useful."""
    _SCHEDULE(session, push=push, receiver=receiver, reference=reference, due_at=due_at, until=until)


@dataclass(frozen=True, slots=True)
class Planned:
    """A push that is to be due for a receiver. After `until` it is no longer useful."""

    push: str
    receiver: str
    due_at: datetime
    reference: int = 0
    until: datetime | None = None


def add_planned(session: Session, planned: Sequence[Planned]) -> None:
    """Schedule several at once: one statement, said for each."""
    _SCHEDULE.many(
        session,
        [
            {
                "push": one.push,
                "receiver": one.receiver,
                "reference": one.reference,
                "due_at": one.due_at,
                "until": one.until,
            }
            for one in planned
        ],
    )


def remove_due(session: Session, push: str, receiver: str, *, reference: int | None = None) -> None:
    which = [due.c.push == push, due.c.receiver == receiver]
    if reference is not None:
        which.append(due.c.reference == reference)
    session.execute(delete(due).where(*which))


def remove_all_due(session: Session, receivers: Iterable[str]) -> None:
    """Nothing is due for these receivers any more."""
    session.execute(delete(due).where(due.c.receiver.in_(list(receivers))))


_CLAIM = Prepared(
    select(due.c.receiver, due.c.reference, due.c.due_at, due.c.until)
    .where(due.c.push == bindparam("named"), due.c.due_at <= bindparam("now"))
    .order_by(due.c.due_at)
    .limit(bindparam("at_most"))
    .with_for_update(skip_locked=True)
)


def claim_due(
    session: Session, push: str, *, now: datetime, at_most: int = 1000, useful_since: datetime | None = None
) -> list[Fire]:
    """Rows due by now, oldest first, locked until the transaction ends where the database locks rows.

    `useful_since`: what was due before it is late, unless its row says until when it is useful.
    """
    rows = _CLAIM(session, named=push, now=now, at_most=at_most)
    since = useful_since or datetime.min.replace(tzinfo=UTC)
    return [
        Fire(receiver, reference, due_at, (), None, due_at < since if until is None else until < now)
        for receiver, reference, due_at, until in rows
    ]


_ADVANCE = Many(
    due,
    ("receiver", "reference", "due_at"),
    "UPDATE due SET due_at = given.due_at FROM given"
    " WHERE due.receiver = given.receiver AND due.push = :push AND due.reference = given.reference",
)
_REMOVE = Many(
    due,
    ("receiver", "reference"),
    "DELETE FROM due WHERE (receiver, reference) IN (SELECT receiver, reference FROM given) AND push = :push",
)


def settle_due(session: Session, push: str, fired: Sequence[Fire]) -> None:
    """Advance what comes again, remove what does not."""
    again = [(one.receiver, one.reference, one.next_at) for one in fired if one.next_at is not None]
    _ADVANCE(session, again, push=push)
    over = [(one.receiver, one.reference) for one in fired if one.next_at is None]
    _REMOVE(session, over, push=push)


def list_pushes_due(session: Session, pushes: Iterable[str], now: datetime) -> list[str]:
    """Which of these pushes have something due by now, in the order given."""
    first = _first_due(session, pushes)
    return [push for push, due_at in first.items() if due_at <= now]


def next_due_at(session: Session, pushes: Iterable[str]) -> datetime | None:
    """When one of these pushes is due next; None when none ever is."""
    return min(_first_due(session, pushes).values(), default=None)


_FIRST = Prepared(select(func.min(due.c.due_at)).where(due.c.push == bindparam("named")))


def _first_due(session: Session, pushes: Iterable[str]) -> dict[str, datetime]:
    """One look at the index for each: however many rows there are, this costs the same."""
    found = {push: _FIRST(session, named=push)[0][0] for push in pushes}
    return {push: due_at for push, due_at in found.items() if due_at is not None}


def list_pushes(session: Session) -> list[str]:
    """Every push that has something scheduled: from one name to the next along the index, however many rows there are."""
    found: list[str] = []
    while True:
        after = select(func.min(due.c.push)).where(due.c.push > (found[-1] if found else ""))
        push = session.execute(after).scalar()
        if push is None:
            return found
        found.append(push)
