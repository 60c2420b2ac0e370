"""A notice under way is paused, goes on, or is stopped. What has left already is not called back by this."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from actions.feed_notice import PROGRESS, night_of
from actions.not_allowed import NotAllowed
from domain.notices import Move, WhyEnded
from storage import audit, notices
from storage import notice_receivers as receivers
from storage.due import add_due
from storage.notice_receivers import NOTICE, PAUSED, STOPPED
from storage.notice_rights import lock_in_hand
from storage.notices import Noticed

HELD = "notice_held"  # the push that tells its author that somebody else did it


@dataclass(frozen=True, slots=True)
class NoticeHeld:
    notice_id: int


def pause_notice(
    session: Session, person_id: int, notice_id: int, *, now: datetime
) -> NoticeHeld | NotAllowed:
    """Nothing more leaves until its author says so, or whoever else looks after the notices of the place."""
    found = _find(session, person_id, notice_id, Move.PAUSE, now)
    if found is None:
        return NotAllowed()
    notices.move_notice(session, notice_id, Move.PAUSE)
    receivers.hold(session, notice_id, PAUSED, now)
    return _noted(session, person_id, found, "notice_paused", now)


def resume_notice(
    session: Session, person_id: int, notice_id: int, *, now: datetime
) -> NoticeHeld | NotAllowed:
    """It goes on where it stood, not into the night of its groups. Not by an author whom another has stopped."""
    found = _find(session, person_id, notice_id, Move.RESUME, now)
    if found is None:
        return NotAllowed()
    notices.move_notice(session, notice_id, Move.RESUME)
    receivers.let_go(session, notice_id, not_before=night_of(session, found, now))
    add_due(session, NOTICE, f"notice:{notice_id}", reference=notice_id, due_at=now)
    add_due(session, PROGRESS, f"notice:{notice_id}", reference=notice_id, due_at=now)
    return _noted(session, person_id, found, "notice_resumed", now)


def stop_notice(
    session: Session, person_id: int, notice_id: int, *, now: datetime
) -> NoticeHeld | NotAllowed:
    """Nobody more gets it, ever. Whoever has it keeps it."""
    found = _find(session, person_id, notice_id, Move.STOP, now)
    if found is None:
        return NotAllowed()
    notices.end_notice(session, notice_id, Move.STOP, WhyEnded.STOPPED, now)
    receivers.hold(session, notice_id, STOPPED, now)
    receivers.stop_paused(session, notice_id)
    return _noted(session, person_id, found, "notice_stopped", now)


def _find(session: Session, person_id: int, notice_id: int, move: Move, now: datetime) -> Noticed | None:
    """The notice, locked, if this person may make the move and it can be made."""
    hand = lock_in_hand(session, person_id, notice_id, now.date())
    return hand.notice if hand is not None and hand.may(move) else None


def _noted(session: Session, person_id: int, found: Noticed, what: str, now: datetime) -> NoticeHeld:
    note_held(session, person_id, found, what, now=now)
    return NoticeHeld(found.id)


def note_held(session: Session, person_id: int, found: Noticed, what: str, *, now: datetime) -> None:
    """Write down who did it. An author who did not do it themselves sees it where they look, and is told."""
    by_another = person_id != found.author_id
    notices.change_notice(session, found.id, held_by=person_id if by_another else None)
    if by_another:
        add_due(session, PROGRESS, f"notice:{found.id}", reference=found.id, due_at=now)
        add_due(session, HELD, f"person:{found.author_id}", reference=found.id, due_at=now)
    audit.add_audit(session, person_id, what, area_id=found.area_id, why=str(found.id), at=now)
