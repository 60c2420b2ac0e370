"""A notice that is done is sent again to those whom it failed to reach, and to nobody who has it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from actions.feed_notice import PROGRESS, night_of
from actions.not_allowed import NotAllowed
from domain.notices import USEFUL_FOR, Move, may
from storage import audit, notices
from storage import notice_receivers as receivers
from storage.due import add_due
from storage.notice_rights import lock_in_hand


@dataclass(frozen=True, slots=True)
class NoticeRetried:
    """So many wait again: what failed, and who can be reached by now."""

    failed: int
    reachable: int


def retry_notice(
    session: Session, person_id: int, notice_id: int, *, unknown: bool = False, now: datetime
) -> NoticeRetried | NotAllowed:
    """Again to whom it failed, by its author; to groups not at night. `unknown`: also where it may stand already."""
    hand = lock_in_hand(session, person_id, notice_id, now.date())
    if hand is None or not hand.wrote or not may(hand.notice.state, Move.RETRY):
        return NotAllowed()
    found = hand.notice
    night = night_of(session, found, now)
    failed, reachable = receivers.send_again(
        session, notice_id, found.area_id, unknown=unknown, not_before=night or now, until=now + USEFUL_FOR
    )
    if failed or reachable:
        notices.move_notice(session, notice_id, Move.RETRY, ended_at=None)
        add_due(session, PROGRESS, f"notice:{notice_id}", reference=notice_id, due_at=now)
        audit.add_audit(
            session,
            person_id,
            "notice_retried",
            area_id=found.area_id,
            why=f"{notice_id}:unknown" if unknown else str(notice_id),
            at=now,
        )
    return NoticeRetried(failed, reachable)
