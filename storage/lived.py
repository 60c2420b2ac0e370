"""What a database has lived through, counted: what was logged, said, held, and answered. Judges nothing."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from sqlalchemy import Select, case, func, select, true
from sqlalchemy.orm import Session

from domain.outbox import RULES, Kind, State
from storage.points import PROGRAMME
from storage.tables import (
    Alert,
    ExerciseRow,
    LedgerEntry,
    OutboxRow,
    Person,
    QuizAnswer,
    QuizPoll,
    ReadingRow,
    table,
)

person, reading, exercise = table(Person), table(ReadingRow), table(ExerciseRow)
outbox, alert, ledger_entry = table(OutboxRow), table(Alert), table(LedgerEntry)
quiz_poll, quiz_answer = table(QuizPoll), table(QuizAnswer)
_FROM_PROGRAMME = ledger_entry.c.from_account == PROGRAMME


@dataclass(frozen=True, slots=True)
class Hours:
    """Somebody's quiet hours and clock, as they are from `since` on."""

    person_id: int
    timezone: str
    quiet_from: time
    quiet_until: time
    since: datetime

    def differ(self, other: "Hours") -> bool:
        mine = (self.timezone, self.quiet_from, self.quiet_until)
        return mine != (other.timezone, other.quiet_from, other.quiet_until)


def list_hours(session: Session, *, since: datetime) -> list[Hours]:
    """Everybody's, read at `since`."""
    rows = session.execute(
        select(person.c.id, person.c.timezone, person.c.quiet_from, person.c.quiet_until)
        .where(person.c.erased_at.is_(None))
        .order_by(person.c.id)
    )
    return [Hours(*row, since) for row in rows]


@dataclass(frozen=True, slots=True)
class PushLived:
    """What became of one push's rows. `held`: waited for the end of quiet hours first."""

    kind: str
    push: str
    sent: int = 0
    held: int = 0
    cancelled: int = 0
    expired: int = 0
    failed: int = 0
    unknown: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class AlertsLived:
    """`minutes`: from the alert to whoever took it, in order."""

    raised: int
    taken: int
    closed: int
    minutes: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Lived:
    people: dict[str, int]
    logs: dict[str, int]
    pushes: list[PushLived]
    reasons: dict[str, int]  # why something was not sent
    alerts: AlertsLived
    quizzes: dict[str, int]
    points: int


def count_lived(session: Session) -> Lived:
    """Everything there is to count; of who was forgotten only what their account in the books tells."""
    return Lived(
        people=_people(session),
        logs=_logs(session),
        pushes=_pushes(session),
        reasons=_reasons(session),
        alerts=_alerts(session),
        quizzes=_quizzes(session),
        points=_one(
            session, select(func.coalesce(func.sum(ledger_entry.c.points), 0)).where(_FROM_PROGRAMME)
        ),
    )


def _one(session: Session, query: Select[Any]) -> int:
    return int(session.execute(query).scalar_one())


def _people(session: Session) -> dict[str, int]:
    here = person.c.erased_at.is_(None)
    groups = {
        "joined": true(),
        "agreed to health data": here & person.c.consents_health & person.c.consents_abroad,
        "refused or withdrew": here & ~(person.c.consents_health & person.c.consents_abroad),
        "unreachable": here & person.c.unreachable_why.is_not(None),
        "forgotten": person.c.erased_at.is_not(None),
        "on the board": here & person.c.nickname.is_not(None),
    }
    return {
        name: _one(session, select(func.count()).select_from(person).where(which))
        for name, which in groups.items()
    }


def _logs(session: Session) -> dict[str, int]:
    rows = session.execute(
        select(reading.c.vital, func.count()).group_by(reading.c.vital).order_by(reading.c.vital)
    )
    logs = {str(row[0]): int(row[1]) for row in rows}
    logs["exercise"] = _one(session, select(func.count()).select_from(exercise))
    taken_back = [
        _one(session, select(func.count()).select_from(log).where(log.c.ended_at.is_not(None)))
        for log in (reading, exercise)
    ]
    return {**logs, "of these put right or taken back": sum(taken_back)}


def _pushes(session: Session) -> list[PushLived]:
    held = case((outbox.c.not_before > outbox.c.made_at, 1), else_=0)
    rows = session.execute(
        select(outbox.c.kind, outbox.c.push, outbox.c.state, func.count(), func.sum(held))
        .group_by(outbox.c.kind, outbox.c.push, outbox.c.state)
        .order_by(outbox.c.push)
    )
    found: dict[tuple[str, str], dict[str, int]] = {}
    for kind, push, state, count, waited in rows:
        counts = found.setdefault((kind, push), {"held": 0})
        name = "waiting" if state in (State.QUEUED.value, State.SENDING.value) else state
        counts[name] = counts.get(name, 0) + count
        counts["held"] += waited
    lived = [PushLived(kind, push, **counts) for (kind, push), counts in found.items()]
    return sorted(lived, key=lambda one: (RULES[Kind(one.kind)].priority, one.push))


def _reasons(session: Session) -> dict[str, int]:
    rows = session.execute(
        select(outbox.c.state, outbox.c.last_error, func.count())
        .where(outbox.c.state.in_([State.CANCELLED.value, State.FAILED.value, State.UNKNOWN.value]))
        .group_by(outbox.c.state, outbox.c.last_error)
        .order_by(outbox.c.state, outbox.c.last_error)
    )
    return {f"{state}: {why}": count for state, why, count in rows}


def _alerts(session: Session) -> AlertsLived:
    rows = session.execute(
        select(alert.c.opened_at, alert.c.acknowledged_at, alert.c.closed_at).order_by(alert.c.id)
    ).all()
    minutes = sorted((taken - opened).total_seconds() / 60 for opened, taken, _ in rows if taken is not None)
    closed = sum(1 for _, taken, closed_at in rows if taken is None and closed_at is not None)
    return AlertsLived(len(rows), len(minutes), closed, tuple(minutes))


def _quizzes(session: Session) -> dict[str, int]:
    return {
        "posted": _one(session, select(func.count()).select_from(quiz_poll)),
        "answered": _one(session, select(func.count()).select_from(quiz_answer)),
        "right": _one(session, select(func.count()).select_from(quiz_answer).where(quiz_answer.c.right)),
    }
