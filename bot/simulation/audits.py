"""What must be so after the days were lived: each a question with the rows that answer it wrongly. Repairs nothing."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from bot.simulation.hearing import Heard
from storage import audits
from storage.audit import find_break
from storage.database import Session
from storage.lived import Hours
from storage.points import wrong_balances

NAMED = 5  # wrong rows that are named; of the others only how many


@dataclass(frozen=True, slots=True)
class Audit:
    """`wrong` is empty when it holds."""

    what: str
    wrong: tuple[str, ...]


@dataclass
class Bystander:
    """What no table remembers: whose quiet hours were which when, what was heard twice, what failed aloud."""

    hours: dict[int, list[Hours]] = field(default_factory=dict)
    heard_twice: tuple[Heard, ...] = ()
    errors: list[str] = field(default_factory=list)


def audit(session: Session, seen: Bystander, *, now: datetime) -> list[Audit]:
    """Every audit, in the order they are shown."""
    told = audits.list_told(session)
    consents = audits.Consents(session)
    quiet = audits.told_in_quiet_hours(session, told, seen.hours)
    return [
        Audit("every balance equals the ledger", _balances(session)),
        Audit("nothing was told twice, by the outbox", _named(audits.told_twice(told))),
        Audit("nothing was told twice, by what was heard", _heard(seen.heard_twice)),
        Audit(
            "nothing was told without consent", _named(audits.told_without_consent(session, told, consents))
        ),
        Audit("nothing was told in quiet hours but alerts, and those are audited", _named(quiet)),
        Audit("nothing was kept without consent", _kept(session, consents)),
        Audit("nothing that is due was left undone", tuple(audits.left_undone(session, now))),
        Audit("the audit log is an unbroken chain", _broken(session)),
        Audit("no update and no push failed", tuple(seen.errors)),
    ]


def _balances(session: Session) -> tuple[str, ...]:
    return tuple(
        f"account {account} holds {kept}, the ledger says {owed}"
        for account, kept, owed in wrong_balances(session)
    )


def _broken(session: Session) -> tuple[str, ...]:
    broken = find_break(session)
    return () if broken is None else (f"entry {broken.number} does not follow from the one before",)


def _named(told: Iterable[audits.Told]) -> tuple[str, ...]:
    return tuple(f"row {one.id} of {one.push}, sent {one.at:%Y-%m-%d %H:%M} UTC" for one in told)


def _heard(heard: Iterable[Heard]) -> tuple[str, ...]:
    return tuple(f"the same words again at {one.at:%Y-%m-%d %H:%M} UTC" for one in heard)


def _kept(session: Session, consents: audits.Consents) -> tuple[str, ...]:
    return tuple(f"{table} {row_id}" for table, row_id in audits.kept_without_consent(session, consents))
