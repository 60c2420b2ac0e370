"""A notice under way is paused, goes on, or is stopped. What has left already is not called back by this."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from actions.feed_notice import PROGRESS
from actions.not_allowed import NotAllowed
from domain.notices import Move, WhyEnded, may
from domain.outbox import NIGHT, end_of_quiet
from storage import audience, audit, notices
from storage import notice_receivers as receivers
from storage.due import add_due
from storage.notice_receivers import NOTICE, PAUSED, STOPPED
from storage.notices import Noticed


@dataclass(frozen=True, slots=True)
class NoticeHeld:
    notice_id: int


def pause_notice(
    session: Session, person_id: int, notice_id: int, *, now: datetime
) -> NoticeHeld | NotAllowed:
    """Nothing more leaves until its author says so."""
    found = _own(session, person_id, notice_id, Move.PAUSE)
    if found is None:
        return NotAllowed()
    notices.move_notice(session, notice_id, Move.PAUSE)
    receivers.hold(session, notice_id, PAUSED, now)
    return _noted(session, found, "notice_paused", now)


def resume_notice(
    session: Session, person_id: int, notice_id: int, *, now: datetime
) -> NoticeHeld | NotAllowed:
    """It goes on where it stood, not into the night of its groups."""
    found = _own(session, person_id, notice_id, Move.RESUME)
    if found is None:
        return NotAllowed()
    notices.move_notice(session, notice_id, Move.RESUME)
    zone = audience.zone_of(session, found.area_id)
    night = end_of_quiet(NIGHT, zone, now) if found.audience.in_groups else None
    receivers.let_go(session, notice_id, not_before=night)
    add_due(session, NOTICE, f"notice:{notice_id}", reference=notice_id, due_at=now)
    add_due(session, PROGRESS, f"notice:{notice_id}", reference=notice_id, due_at=now)
    return _noted(session, found, "notice_resumed", now)


def stop_notice(
    session: Session, person_id: int, notice_id: int, *, now: datetime
) -> NoticeHeld | NotAllowed:
    """Nobody more gets it, ever. Whoever has it keeps it."""
    found = _own(session, person_id, notice_id, Move.STOP)
    if found is None:
        return NotAllowed()
    notices.end_notice(session, notice_id, Move.STOP, WhyEnded.STOPPED, now)
    receivers.hold(session, notice_id, STOPPED, now)
    receivers.stop_paused(session, notice_id)
    return _noted(session, found, "notice_stopped", now)


def _own(session: Session, person_id: int, notice_id: int, move: Move) -> Noticed | None:
    """The notice, locked, if this person wrote it and the move can be made."""
    found = notices.lock_notice(session, notice_id)
    if found is None or found.author_id != person_id or not may(found.state, move):
        return None
    return found


def _noted(session: Session, found: Noticed, what: str, now: datetime) -> NoticeHeld:
    audit.add_audit(
        session,
        at=now,
        actor_id=found.author_id,
        subject_id=None,
        area_id=found.area_id,
        what=what,
        why=str(found.id),
    )
    return NoticeHeld(found.id)
