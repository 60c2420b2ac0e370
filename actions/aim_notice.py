"""Whom a notice is for, and whether it is urgent: changed as long as it is a draft, by whoever wrote it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from actions.not_allowed import NotAllowed
from domain.audience import Audience
from domain.authority import Deed
from domain.notices import NoticeState
from storage import authority, notices
from storage.notices import Ground


@dataclass(frozen=True, slots=True)
class NoticeAimed:
    notice_id: int


def aim_notice(
    session: Session, person_id: int, notice_id: int, audience: Audience, *, urgent: bool, now: datetime
) -> NoticeAimed | NotAllowed:
    """Set the audience. A sensitive tag may be aimed at by whoever may see it there, urgency by whoever may use it."""
    found = notices.find_notice(session, notice_id)
    if found is None or found.author_id != person_id or found.state is not NoticeState.DRAFT:
        return NotAllowed()
    if found.corrects_id is not None or not may_aim(session, person_id, audience, urgent=urgent, now=now):
        return NotAllowed()
    notices.set_audience(session, notice_id, audience, urgent=urgent)
    return NoticeAimed(notice_id)


def may_aim(session: Session, person_id: int, audience: Audience, *, urgent: bool, now: datetime) -> bool:
    """Whether somebody may write to these people, by themselves or for the yes of a second person."""
    today, area_id = now.date(), audience.area_id
    if notices.ground_of(session, person_id, area_id, today) is Ground.FOREIGN:
        return False
    if audience.has_sensitive_tags and not authority.may(
        session, person_id, Deed.SEE_SENSITIVE_TAGS, area_id, today
    ):
        return False
    return not urgent or bool(authority.list_areas_where(session, person_id, Deed.SEND_URGENT_NOTICE, today))
