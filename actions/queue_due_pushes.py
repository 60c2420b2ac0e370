"""Turns what is due of one push into outbox rows, and says when it is due next. Sends nothing, and chooses no words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy.orm import Session

from domain.outbox import Kind
from storage.due import Fire, claim_due, settle_due
from storage.failpoint import failpoint
from storage.outbox import add_outbox

AT_ONCE = 1000  # due rows in one transaction: whoever logs a reading meanwhile waits for no more than this


class Scheduled(Protocol):
    """What is asked of a push here."""

    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> Kind: ...
    @property
    def useful_for(self) -> timedelta: ...
    @property
    def fire(self) -> Callable[[Session, Sequence[Fire], datetime], Sequence[Fire]]: ...


@dataclass(frozen=True, slots=True)
class PushesQueued:
    """How many rows were due, how many outbox rows they became, and how many were skipped because they came too late."""

    due: int = 0
    queued: int = 0
    skipped: int = 0

    def __add__(self, other: "PushesQueued") -> "PushesQueued":
        return PushesQueued(self.due + other.due, self.queued + other.queued, self.skipped + other.skipped)


def queue_due_pushes(
    session: Session, push: Scheduled, *, now: datetime, at_most: int = AT_ONCE
) -> PushesQueued:
    """Claim what is due of this push, queue it and settle it, all in the one transaction this runs in.

    Twice at once doubles nothing: a row is claimed by one of them, and the outbox keeps a dedupe key once.
    """
    claimed = claim_due(session, push.name, now=now, at_most=at_most, useful_since=now - push.useful_for)
    if not claimed:
        return PushesQueued()
    failpoint("due-claimed")
    fired = push.fire(session, claimed, now)
    if len(fired) != len(claimed):
        raise ValueError(f"{push.name} was given {len(claimed)} due rows and settled {len(fired)}")
    if any(one.next_at is not None and one.next_at <= one.due_at for one in fired):
        raise ValueError(f"{push.name} would be due again at once, for ever")
    wanted = [item for one in fired if not one.late for item in one.queue]
    queued = add_outbox(session, push=push.name, kind=push.kind, items=wanted, now=now)
    failpoint("due-queued")
    settle_due(session, push.name, fired)
    return PushesQueued(len(claimed), queued, sum(len(one.queue) for one in fired if one.late))


def enrol_receivers(session: Session, enrol: Callable[[Session, datetime], int], *, now: datetime) -> int:
    """Add the due rows of receivers a push does not know yet. How many."""
    return enrol(session, now)
