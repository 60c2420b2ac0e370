"""What may never be so in a database, looked for row by row: told twice, told or kept without consent, left undone.

Changes nothing. Whoever asks gets the rows that are wrong; nothing when all is well.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from domain.outbox import RULES, Kind, State
from domain.people import ConsentScope, QuietHours
from storage.lived import Hours
from storage.tables import (
    AuditEntry,
    Consent,
    Due,
    ExerciseRow,
    Membership,
    OutboxRow,
    ReadingRow,
    table,
)

outbox, due, consent = table(OutboxRow), table(Due), table(Consent)
membership, audit_entry = table(Membership), table(AuditEntry)
LOGS = (table(ReadingRow), table(ExerciseRow))

# Alerts come again after five minutes; everything else about the same thing at least half an hour later.
APART = {Kind.ALERT: timedelta(minutes=4)}
APART_OTHERWISE = timedelta(minutes=30)
NEEDED = (ConsentScope.HEALTH.value, ConsentScope.ABROAD.value)


@dataclass(frozen=True, slots=True)
class Told:
    """A row of the outbox that was sent."""

    id: int
    push: str
    kind: Kind
    chat_id: int
    person_id: int | None
    reference: int
    at: datetime


def list_told(session: Session) -> list[Told]:
    """Everything that was sent, in the order of what it was about, then of time."""
    columns = ("id", "push", "kind", "chat_id", "person_id", "reference", "done_at")
    rows = session.execute(
        select(*(outbox.c[name] for name in columns))
        .where(outbox.c.state == State.SENT.value)
        .order_by(outbox.c.push, outbox.c.chat_id, outbox.c.reference, outbox.c.done_at, outbox.c.id)
    )
    return [Told(row[0], row[1], Kind(row[2]), *row[3:]) for row in rows]


def told_twice(told: Sequence[Told]) -> Iterator[Told]:
    """What was said of the same thing in the same chat too soon after it had been said."""
    for before, after in pairwise(told):
        if RULES[after.kind].unheard:
            continue
        same = (before.push, before.chat_id, before.reference) == (after.push, after.chat_id, after.reference)
        if same and after.at - before.at < APART.get(after.kind, APART_OTHERWISE):
            yield after


class Consents:
    """Who agreed to what, at any moment."""

    def __init__(self, session: Session) -> None:
        self._answers: dict[tuple[int, str], list[tuple[datetime, bool]]] = defaultdict(list)
        rows = session.execute(
            select(consent.c.person_id, consent.c.scope, consent.c.at, consent.c.given).order_by(consent.c.id)
        )
        for person_id, scope, at, given in rows:
            self._answers[person_id, scope].append((at, given))

    def hold(self, person_id: int, at: datetime) -> bool:
        """Whether health data could be kept and told at this moment, or at least until just before it."""
        return any(self._hold(person_id, at, before) for before in (False, True))

    def reach(self, person_id: int, at: datetime) -> bool:
        """Whether a message by Telegram could be sent to them, about nobody's health."""
        return any(self._given(person_id, ConsentScope.ABROAD.value, at, before) for before in (False, True))

    def _hold(self, person_id: int, at: datetime, before: bool) -> bool:
        return all(self._given(person_id, scope, at, before) for scope in NEEDED)

    def _given(self, person_id: int, scope: str, at: datetime, before: bool) -> bool:
        answers = self._answers.get((person_id, scope), [])
        until = [answer for answer in answers if answer[0] < at or (answer[0] == at and not before)]
        return bool(until) and until[-1][1]


def told_without_consent(session: Session, told: Iterable[Told], consents: Consents) -> Iterator[Told]:
    """What was said to somebody who had not agreed; what is not about their own health may be said to the team."""
    team = {row[0] for row in session.execute(select(membership.c.person_id).distinct())}
    for one in told:
        if one.person_id is None or consents.hold(one.person_id, one.at):
            continue
        rules = RULES[one.kind]
        if rules.unheard or (rules.about_nobody and consents.reach(one.person_id, one.at)):
            continue
        if rules.about_health or one.person_id not in team:
            yield one


def kept_without_consent(session: Session, consents: Consents) -> Iterator[tuple[str, int]]:
    """Logs that came in while their person had not agreed that any be kept: the table and the id."""
    for logs in LOGS:
        rows = session.execute(select(logs.c.id, logs.c.person_id, logs.c.logged_at).order_by(logs.c.id))
        yield from ((logs.name, log_id) for log_id, person_id, at in rows if not consents.hold(person_id, at))


def told_in_quiet_hours(
    session: Session, told: Iterable[Told], hours: dict[int, list[Hours]]
) -> Iterator[Told]:
    """What was said in somebody's quiet hours and is no alert, or is one and left no trace in the audit log.

    `hours`: whose were which when, each person's in order of time. Who is not there is not judged.
    """
    audited = _audited(session)
    for one in told:
        if (
            one.person_id is None
            or RULES[one.kind].unheard
            or not _is_quiet(hours.get(one.person_id, []), one.at)
        ):
            continue
        if not RULES[one.kind].breaks_quiet_hours or (one.person_id, one.push, one.at) not in audited:
            yield one


def _audited(session: Session) -> set[tuple[int, str, datetime]]:
    rows = session.execute(
        select(audit_entry.c.subject_id, audit_entry.c.why, audit_entry.c.at).where(
            audit_entry.c.what == "quiet_hours_broken"
        )
    )
    return {(row[0], row[1], row[2]) for row in rows}


def _is_quiet(hours: Sequence[Hours], at: datetime) -> bool:
    """By what was so before this moment and at it: a change of that very moment may have come after."""
    last = bisect_right([one.since for one in hours], at)
    at_hand = [hours[place] for place in (last - 1, last - 2) if place >= 0]
    if len(at_hand) == 2 and at_hand[0].since < at:
        at_hand.pop()
    return bool(at_hand) and all(_holds(one, at) for one in at_hand)


def _holds(hours: Hours, at: datetime) -> bool:
    local = at.astimezone(ZoneInfo(hours.timezone)).time()
    return QuietHours(hours.quiet_from, hours.quiet_until).holds(local)


def left_undone(session: Session, now: datetime) -> list[str]:
    """What should have been done by now and was not: due rows, and rows of the outbox."""
    rows = session.execute(select(due.c.push, due.c.receiver, due.c.due_at).where(due.c.due_at <= now))
    waiting = session.execute(
        select(outbox.c.push, outbox.c.dedupe_key, outbox.c.not_before).where(
            or_(
                outbox.c.state == State.SENDING.value,
                (outbox.c.state == State.QUEUED.value) & (outbox.c.not_before <= now),
            )
        )
    )
    return [f"{push} for {whom} was due at {at:%Y-%m-%d %H:%M}" for push, whom, at in [*rows, *waiting]]
