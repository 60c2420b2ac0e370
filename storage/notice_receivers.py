"""What became of a notice with each of its receivers: rows of the outbox, one for each, those who cannot have it too."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    String,
    and_,
    case,
    func,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session

from domain.groups import PRESENT
from domain.outbox import GONE, RULES, Kind, State
from domain.round import Standing as LookedAfter
from storage import authority
from storage.engine.many import Many
from storage.outbox import NO_LONGER_USEFUL, outbox, state_is
from storage.rows import count_changed
from storage.tables import Person, VillageGroup, table

person, village_group = table(Person), table(VillageGroup)

NOTICE = "notice"  # the push whose rows these are
PAUSED, STOPPED = "paused", "stopped"  # why a row that could leave does not
RECALLED = "recalled"  # it left, and was taken back
WAITS_PAUSED = (PAUSED, NO_LONGER_USEFUL)  # the second: it was about to leave when the notice was paused
# Why somebody could not have it, as the audience says: it may be otherwise by now.
MAY_COME_BACK = ("unreachable", "no telegram", "not in the group")
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
    recalled: int = 0  # of those
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
    def may_come_back(self) -> int:
        """Where it failed, and who may be there the next time."""
        return self.failed + self.expired + sum(self.cannot.get(why, 0) for why in MAY_COME_BACK)

    @property
    def missed(self) -> int:
        """Who neither has it nor waits for it, and of whom nobody knows."""
        return self.failed + self.unknown + self.expired + self.stopped + self.unreachable

    @property
    def rows(self) -> int:
        return self.sent + self.waiting + self.paused + self.missed


@dataclass(frozen=True, slots=True)
class Standing:
    """A message that stands in a chat, by the row of the outbox it came from."""

    row_id: int
    chat_id: int
    person_id: int | None
    group_id: int | None


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
    nothing = literal_column("''", String)
    told = outbox.c.state.in_([State.CANCELLED.value, State.SENT.value, State.FAILED.value])
    why = func.coalesce(case((told, outbox.c.last_error), else_=nothing), nothing)
    rows = session.execute(
        select(outbox.c.state, why, func.count()).where(*_of(notice_id)).group_by(outbox.c.state, why)
    ).all()
    found = {(State(state), why): int(count) for state, why, count in rows}
    cannot: dict[str, int] = {}
    for (state, reason), count in found.items():
        gone = state is State.FAILED and reason in GONE
        if gone or (state is State.CANCELLED and reason not in (*WAITS_PAUSED, STOPPED)):
            # "unreachable: blocked" and its like are one, and so is what the message itself found out.
            kept = "unreachable" if gone else reason.partition(":")[0]
            cannot[kept] = cannot.get(kept, 0) + count
    return Counts(
        sent=sum(count for (state, _why), count in found.items() if state is State.SENT),
        recalled=found.get((State.SENT, RECALLED), 0),
        waiting=found.get((State.QUEUED, ""), 0) + found.get((State.SENDING, ""), 0),
        paused=sum(found.get((State.CANCELLED, why), 0) for why in WAITS_PAUSED),
        failed=sum(
            count for (state, why), count in found.items() if state is State.FAILED and why not in GONE
        ),
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
        *_of(notice_id), outbox.c.state == State.CANCELLED.value, outbox.c.last_error.in_(WAITS_PAUSED)
    )
    values: dict[str, object] = {"state": State.QUEUED.value, "last_error": None, "done_at": None}
    return count_changed(
        session, paused.values(**values if not_before is None else {**values, "not_before": not_before})
    )


def stop_paused(session: Session, notice_id: int) -> None:
    """What was paused will not leave."""
    paused = update(outbox).where(
        *_of(notice_id), outbox.c.state == State.CANCELLED.value, outbox.c.last_error.in_(WAITS_PAUSED)
    )
    session.execute(paused.values(last_error=STOPPED))


def is_receiver(session: Session, key: str) -> bool:
    """Whether it left, or is about to leave, for the receiver of this key."""
    kept = select(outbox.c.id).where(outbox.c.dedupe_key == key, outbox.c.state != State.CANCELLED.value)
    return session.execute(kept).first() is not None


def receivers_of(notice_id: int, column: ColumnElement[int | None]) -> Select[Any]:
    """The receivers of a notice, those too who could not have it, as a part of another question."""
    return select(column).where(*_of(notice_id), column.is_not(None))


def find_message(session: Session, key: str) -> int | None:
    """The message that stands in the chat of the receiver of this key; None where there is none, or none any more."""
    sent = select(outbox.c.message_id).where(outbox.c.dedupe_key == key, state_is(outbox, State.SENT))
    found: int | None = session.execute(sent).scalar()
    return found


def send_again(
    session: Session, notice_id: int, area_id: int, *, unknown: bool, not_before: datetime, until: datetime
) -> tuple[int, int]:
    """What failed waits again, and with `unknown` what may have arrived; and who could not be reached before and can now.

    How many of either. The row stays the one it was, so nobody who has it gets it again.
    """
    again = {
        "state": State.QUEUED.value, "attempts": 0, "last_error": None, "done_at": None, "parts_said": 0,
        "not_before": not_before, "expires_at": until,
    }  # fmt: skip
    is_gone = and_(outbox.c.state == State.FAILED.value, outbox.c.last_error.in_(GONE))
    could_not = and_(
        outbox.c.state == State.CANCELLED.value, outbox.c.last_error.not_in((*WAITS_PAUSED, STOPPED))
    )
    states = [State.FAILED.value, State.EXPIRED.value] + ([State.UNKNOWN.value] if unknown else [])
    failed = update(outbox).where(*_of(notice_id), outbox.c.state.in_(states), ~is_gone)
    number = count_changed(session, failed.values(**again))
    chat = func.coalesce(_chat_of_person(), _chat_of_group(session, area_id))
    reachable = update(outbox).where(*_of(notice_id), or_(is_gone, could_not), chat.is_not(None))
    return number, count_changed(session, reachable.values(**again, chat_id=chat))


def _chat_of_person() -> ScalarSelect[int | None]:
    """Of a row's receiver, if they can have it now."""
    return (
        select(person.c.telegram_id)
        .where(
            person.c.id == outbox.c.person_id,
            person.c.unreachable_why.is_(None),
            person.c.consents_abroad,
            person.c.standing == LookedAfter.ACTIVE.value,
        )
        .scalar_subquery()
    )


def _chat_of_group(session: Session, area_id: int) -> ScalarSelect[int]:
    """Of a row's group, if the bot is in it by now and it still is a group of the area."""
    return (
        select(village_group.c.telegram_id)
        .where(
            village_group.c.id == outbox.c.group_id,
            village_group.c.bot_status.in_(PRESENT),
            authority.below(session, village_group.c.area_id, area_id),
        )
        .scalar_subquery()
    )


def is_on_its_way(session: Session, notice_id: int) -> bool:
    """Whether some of it is with Telegram at this moment."""
    query = select(outbox.c.id).where(*_of(notice_id), outbox.c.state == State.SENDING.value).limit(1)
    return session.execute(query).first() is not None


def list_standing(session: Session, notice_id: int, *, after: int, at_most: int) -> list[Standing]:
    """The messages that stand in chats, by the id of their rows."""
    columns = (outbox.c.id, outbox.c.chat_id, outbox.c.person_id, outbox.c.group_id)
    rows = session.execute(
        select(*columns)
        .where(*_of(notice_id), outbox.c.state == State.SENT.value, outbox.c.message_id.is_not(None))
        .where(outbox.c.id > after)
        .order_by(outbox.c.id)
        .limit(at_most)
    )
    return [Standing(*row) for row in rows]


def mark_recalled(session: Session, row_id: int) -> None:
    """The message of this row does not stand there any more."""
    row = update(outbox).where(outbox.c.id == row_id)
    session.execute(row.values(message_id=None, last_error=RECALLED))
