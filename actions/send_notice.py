"""A notice is sent off: at once or at a time, or to the second person who says yes first. Says nothing itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from actions.aim_notice import may_aim
from actions.not_allowed import NotAllowed
from domain.authority import Deed
from domain.notices import DECIDE_WITHIN, Move, NoticeState
from storage import audience, audit, notices, teams
from storage.due import add_due
from storage.notice_receivers import NOTICE
from storage.notices import Ground, Noticed

ASKED, DECIDED = "notice_asked", "notice_decided"  # the pushes that ask the second person and tell the first


@dataclass(frozen=True, slots=True)
class NoticeSent:
    """It leaves at this time."""

    at: datetime


@dataclass(frozen=True, slots=True)
class NoticeAsked:
    """So many were asked whether it may leave."""

    approvers: int


@dataclass(frozen=True, slots=True)
class NobodyToReceive:
    """Not one of them can have it."""

    none: bool = True


@dataclass(frozen=True, slots=True)
class NobodyToApprove:
    """It needs a second person, and there is none."""

    none: bool = True


def send_notice(
    session: Session, person_id: int, notice_id: int, *, at: datetime | None, card: int | None, now: datetime
) -> NoticeSent | NoticeAsked | NobodyToReceive | NobodyToApprove | NotAllowed:
    """Send a draft off, at a time or now, by whoever wrote it. `card`: the message in which they see how it goes.

    What is urgent, and what goes beyond their own ground, waits for a second person.
    """
    found = notices.find_notice(session, notice_id)
    if found is None or found.author_id != person_id or found.state is not NoticeState.DRAFT:
        return NotAllowed()
    if not may_aim(session, person_id, found.audience, urgent=found.urgent, now=now):
        return NotAllowed()
    reach = audience.measure(session, audience.whom(found, now))
    if not reach.reached:
        return NobodyToReceive()
    how: dict[str, object] = {"send_at": at, "card": card, "total": reach.total}
    if found.urgent or _ground(session, found, now) is not Ground.OWN:
        return _ask(session, found, how, now)
    notices.move_notice(session, notice_id, Move.SCHEDULE, **how)
    start_at(session, found, at or now, now)
    _audit(session, found, "notice_sent", now)
    return NoticeSent(at or now)


def _ground(session: Session, found: Noticed, now: datetime) -> Ground:
    return notices.ground_of(session, found.author_id, found.area_id, now.date())


def _ask(
    session: Session, found: Noticed, how: Mapping[str, object], now: datetime
) -> NoticeAsked | NobodyToApprove:
    approvers = teams.list_who_may(session, Deed.APPROVE_NOTICE, found.area_id, now.date())
    approvers = [one for one in approvers if one != found.author_id]
    if not approvers:
        return NobodyToApprove()
    notices.move_notice(session, found.id, Move.ASK, asked_at=now, **how)
    for approver in approvers:
        add_due(session, ASKED, f"person:{approver}", reference=found.id, due_at=now)
    add_due(session, DECIDED, f"person:{found.author_id}", reference=found.id, due_at=now + DECIDE_WITHIN)
    _audit(session, found, "notice_asked", now)
    return NoticeAsked(len(approvers))


def start_at(session: Session, found: Noticed, at: datetime, now: datetime) -> None:
    """From that time on its receivers are queued, a batch after another."""
    add_due(session, NOTICE, f"notice:{found.id}", reference=found.id, due_at=max(at, now))


def _audit(session: Session, found: Noticed, what: str, now: datetime) -> None:
    why = f"{found.id}:urgent" if found.urgent else str(found.id)
    audit.add_audit(session, found.author_id, what, area_id=found.area_id, why=why, at=now)
