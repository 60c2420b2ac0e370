"""A correction of a notice is begun: to the same receivers, as a reply to what they have. Nothing leaves by this."""

from datetime import datetime

from sqlalchemy.orm import Session

from actions.draft_notice import NothingSaid, NoticeDrafted, TooLong, what_is_wrong
from actions.not_allowed import NotAllowed
from storage import notices
from storage.notices import Content, Noticed


def may_correct(found: Noticed | None, person_id: int) -> bool:
    """Whether it has receivers, and this person wrote it."""
    return found is not None and found.author_id == person_id and found.started_at is not None


def correct_notice(
    session: Session, person_id: int, notice_id: int, content: Content, *, now: datetime
) -> NoticeDrafted | TooLong | NothingSaid | NotAllowed:
    """Keep the draft of a correction, by the author of the notice, who must still be one who sends them there."""
    found = notices.find_notice(session, notice_id)
    if found is None or not may_correct(found, person_id):
        return NotAllowed()
    wrong = what_is_wrong(content)
    if wrong is not None:
        return wrong
    more: dict[str, object] = {"corrects_id": found.id, "urgent": found.urgent}
    return NoticeDrafted(notices.add_notice(session, person_id, content, found.audience, now, **more))
