"""The second person says whether a notice may leave. Whoever wrote it is not one."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from actions.feed_notice import PROGRESS
from actions.not_allowed import NotAllowed
from actions.send_notice import DECIDED, start_at
from domain.authority import Deed
from domain.notices import DECIDE_WITHIN, Move, NoticeState, WhyEnded
from storage import audit, authority, notices
from storage.due import add_due
from storage.notices import Noticed


@dataclass(frozen=True, slots=True)
class NoticeDecided:
    accepted: bool
    author: str


def decide_notice(
    session: Session, person_id: int, notice_id: int, *, accepted: bool, now: datetime
) -> NoticeDecided | NotAllowed:
    """Let it leave, or not, by somebody else who approves notices there, before the time to decide is over."""
    found = notices.lock_notice(session, notice_id)
    if found is None or not waits_for(session, person_id, found, now):
        return NotAllowed()
    if accepted:
        notices.move_notice(session, notice_id, Move.APPROVE, decided_by=person_id, decided_at=now)
        start_at(session, found, found.send_at or now, now)
    else:
        notices.end_notice(session, notice_id, Move.REFUSE, WhyEnded.REFUSED, now)
        notices.change_notice(session, notice_id, decided_by=person_id, decided_at=now)
    audit.add_audit(
        session,
        person_id,
        "notice_approved" if accepted else "notice_refused",
        area_id=found.area_id,
        why=f"{found.id}:urgent" if found.urgent else str(found.id),
        at=now,
    )
    add_due(session, DECIDED, f"person:{found.author_id}", reference=notice_id, due_at=now)
    add_due(session, PROGRESS, f"notice:{notice_id}", reference=notice_id, due_at=now)
    return NoticeDecided(accepted, found.author)


def waits_for(session: Session, person_id: int, found: Noticed, now: datetime) -> bool:
    """Whether this person may decide about it now."""
    if found.state is not NoticeState.WAITING or found.author_id == person_id:
        return False
    in_time = found.asked_at is not None and now < found.asked_at + DECIDE_WITHIN
    return in_time and authority.may(session, person_id, Deed.APPROVE_NOTICE, found.area_id, now.date())


def give_up_asking(session: Session, notice_id: int, *, now: datetime) -> None:
    """Nobody said yes in time: it does not leave."""
    found = notices.lock_notice(session, notice_id)
    if found is None or found.asked_at is None or now < found.asked_at + DECIDE_WITHIN:
        return
    if notices.end_notice(session, notice_id, Move.REFUSE, WhyEnded.NOT_DECIDED, now):
        add_due(session, PROGRESS, f"notice:{notice_id}", reference=notice_id, due_at=now)
