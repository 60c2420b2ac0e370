"""What became of a notice with each of its receivers: rows of the outbox, one for each, those who cannot have it too."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, String, case, func, literal_column, select, update
from sqlalchemy.orm import Session

from domain.outbox import RULES, Kind, State
from storage.many import Many
from storage.outbox import NO_LONGER_USEFUL, outbox, state_is
from storage.rows import count_changed

NOTICE = "notice"  # the push whose rows these are
PAUSED, STOPPED = "paused", "stopped"  # why a row that could leave does not
_PAUSED = (PAUSED, NO_LONGER_USEFUL)  # the second: it was about to leave when the notice was paused
_KIND = Kind.VILLAGE_NOTICE
# In the words of the index outbox_of_notice.
_IS_NOTICE: ColumnElement[bool] = literal_column(f"kind = '{_KIND.value}'")

_ADD_MISSED = Many(
    outbox,
    ("dedupe_key", "chat_id", "person_id", "group_id", "reference", "last_error"),
    "INSERT INTO outbox (dedupe_key, chat_id, person_id, group_id, reference, last_error,"
    " kind, priority, push, made_at, not_before, done_at, attempts, state)"
    " SELECT dedupe_key, chat_id, person_id, group_id, reference, last_error,"
    " :kind, :priority, :push, :made_at, :not_before, :done_at, 0, 'cancelled'"
    " FROM given WHERE true ON CONFLICT (dedupe_key) DO NOTHING",
)


@dataclass(frozen=True, slots=True)
class Missed:
    """A receiver who cannot have it, and why."""

    key: str
    person_id: int | None
    group_id: int | None
    why_not: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How far a notice is. `cannot`: by reason; `waiting`: with a row in the outbox that has not left; `rows`: all."""

    sent: int = 0
    waiting: int = 0
    paused: int = 0
    failed: int = 0
    unknown: int = 0
    expired: int = 0
    stopped: int = 0
    cannot: Mapping[str, int] = field(default_factory=dict)

    @property
    def unreachable(self) -> int:
        return sum(self.cannot.values())

    @property
    def rows(self) -> int:
        left = self.sent + self.waiting + self.paused + self.failed + self.unknown
        return left + self.expired + self.stopped + self.unreachable


def key_of(notice_id: int, *, person_id: int | None = None, group_id: int | None = None) -> str:
    """The key of a receiver's row: there is one of each, whatever happens."""
    receiver = f"group:{group_id}" if group_id is not None else f"person:{person_id}"
    return f"{NOTICE}:{notice_id}:{receiver}"


def add_missed(session: Session, notice_id: int, missed: Sequence[Missed], now: datetime) -> int:
    """Keep who cannot have it, beside those it goes to."""
    rows = [(one.key, 0, one.person_id, one.group_id, notice_id, one.why_not) for one in missed]
    return _ADD_MISSED(
        session,
        rows,
        kind=_KIND.value,
        priority=RULES[_KIND].priority,
        push=NOTICE,
        made_at=now,
        not_before=now,
        done_at=now,
    )


def _of(notice_id: int) -> list[ColumnElement[bool]]:
    return [_IS_NOTICE, outbox.c.push == NOTICE, outbox.c.reference == notice_id]


def count_receivers(session: Session, notice_id: int) -> Counts:
    """One statement, whatever became of how many."""
    why = case((state_is(outbox, State.CANCELLED), outbox.c.last_error), else_=literal_column("''", String))
    rows = session.execute(
        select(outbox.c.state, why, func.count()).where(*_of(notice_id)).group_by(outbox.c.state, why)
    ).all()
    found = {(State(state), why): int(count) for state, why, count in rows}
    cannot: dict[str, int] = {}
    for (state, reason), count in found.items():
        if state is State.CANCELLED and reason not in (*_PAUSED, STOPPED):
            kept = (reason or "").partition(":")[0]  # "unreachable: blocked" and its like are one
            cannot[kept] = cannot.get(kept, 0) + count
    return Counts(
        sent=found.get((State.SENT, ""), 0),
        waiting=found.get((State.QUEUED, ""), 0) + found.get((State.SENDING, ""), 0),
        paused=sum(found.get((State.CANCELLED, why), 0) for why in _PAUSED),
        failed=found.get((State.FAILED, ""), 0),
        unknown=found.get((State.UNKNOWN, ""), 0),
        expired=found.get((State.EXPIRED, ""), 0),
        stopped=found.get((State.CANCELLED, STOPPED), 0),
        cannot=cannot,
    )


def count_waiting(session: Session, notice_id: int) -> int:
    """How many rows have not left yet."""
    waiting = (State.QUEUED.value, State.SENDING.value)
    query = select(func.count()).where(*_of(notice_id), outbox.c.state.in_(waiting))
    return int(session.execute(query).scalar_one())


def next_leaves_at(session: Session, notice_id: int) -> datetime | None:
    """When the first of what waits may leave, or is on its way; None when nothing waits."""
    waiting = (State.QUEUED.value, State.SENDING.value)
    query = select(func.min(outbox.c.not_before)).where(*_of(notice_id), outbox.c.state.in_(waiting))
    at: datetime | None = session.execute(query).scalar_one()
    return at


def hold(session: Session, notice_id: int, why: str, now: datetime) -> int:
    """Nothing that waits leaves any more, paused or for good. What is on its way is not called back."""
    waiting = update(outbox).where(*_of(notice_id), outbox.c.state == State.QUEUED.value)
    return count_changed(session, waiting.values(state=State.CANCELLED.value, last_error=why, done_at=now))


def let_go(session: Session, notice_id: int, *, not_before: datetime | None) -> int:
    """What was paused waits again, as it did, or until a later moment."""
    paused = update(outbox).where(
        *_of(notice_id), outbox.c.state == State.CANCELLED.value, outbox.c.last_error.in_(_PAUSED)
    )
    values: dict[str, object] = {"state": State.QUEUED.value, "last_error": None, "done_at": None}
    return count_changed(
        session, paused.values(**values if not_before is None else {**values, "not_before": not_before})
    )


def stop_paused(session: Session, notice_id: int) -> None:
    """What was paused will not leave."""
    paused = update(outbox).where(
        *_of(notice_id), outbox.c.state == State.CANCELLED.value, outbox.c.last_error.in_(_PAUSED)
    )
    session.execute(paused.values(last_error=STOPPED))


def is_receiver(session: Session, key: str) -> bool:
    """Whether it left, or is about to leave, for the receiver of this key."""
    kept = select(outbox.c.id).where(outbox.c.dedupe_key == key, outbox.c.state != State.CANCELLED.value)
    return session.execute(kept).first() is not None
