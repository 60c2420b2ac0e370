"""A correction of a notice is begun: to the same receivers, as a reply to what they have. Nothing leaves by this."""

from datetime import datetime

from sqlalchemy.orm import Session

from actions.draft_notice import NothingSaid, NoticeDrafted, TooLong, what_is_wrong
from actions.not_allowed import NotAllowed
from storage import notices
from storage.notice_rights import InHand, find_in_hand
from storage.notices import Content


def may_correct(hand: InHand | None) -> bool:
    """Whether it has receivers, and this person wrote it."""
    return hand is not None and hand.wrote and hand.notice.started_at is not None


def correct_notice(
    session: Session, person_id: int, notice_id: int, content: Content, *, now: datetime
) -> NoticeDrafted | TooLong | NothingSaid | NotAllowed:
    """Keep the draft of a correction, by the author of the notice, who must still be one who sends them there."""
    hand = find_in_hand(session, person_id, notice_id, now.date())
    if hand is None or not may_correct(hand):
        return NotAllowed()
    found = hand.notice
    wrong = what_is_wrong(content)
    if wrong is not None:
        return wrong
    more: dict[str, object] = {"corrects_id": found.id, "urgent": found.urgent}
    return NoticeDrafted(notices.add_notice(session, person_id, content, found.audience, now, **more))
