"""The team's other messages of an alert say who took it, once somebody did. Makes no new sound."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.push import Message, Push
from bot.wording import Words
from bot.words import alert_words
from domain.outbox import Kind
from storage import alerts, authority, outbox_past, teams
from storage.alerts import Case
from storage.database import Session
from storage.due import Fire, Queue
from storage.outbox import Ready

NAME, TOLD_BY = "alert_seen", "alert"
NEWS_FOR = timedelta(hours=2)  # later a tap on the old button still says it


def fire(session: Session, due: Sequence[Fire], now: datetime) -> Sequence[Fire]:
    """A row is one alert; what it becomes is an edit of each message that told of it."""
    for one in due:
        case = alerts.find_case(session, one.reference)
        if case is None or case.acknowledged_at is None:
            continue
        said = outbox_past.list_sent(session, TOLD_BY, case.id)
        one.queue = tuple(
            Queue(
                f"{NAME}:{earlier.row_id}:{case.acknowledged_at:%Y%m%dT%H%M%S}",
                earlier.chat_id,
                person_id=earlier.person_id,
                reference=earlier.row_id,
                expires_at=now + NEWS_FOR,
            )
            for earlier in said
        )
    return due


def say(session: Session, row: Ready, words: Words, now: datetime) -> Message | None:
    earlier = outbox_past.find_sent(session, row.reference)
    case = alerts.find_case(session, earlier.reference) if earlier is not None else None
    if earlier is None or case is None or case.acknowledged_at is None or not case.shares:
        return None
    told = _told(session, earlier.person_id, case, words, now)
    return Message("\n\n".join(told), edits=earlier.message_id, silent=True) if told else None


def _told(
    session: Session, person_id: int | None, case: Case, words: Words, now: datetime
) -> list[str] | None:
    """As much as they were told before: a name to clinicians, a code to helpers. None: nothing any more."""
    if person_id is None or case.acknowledged_by is None:
        return None
    today = now.date()
    if teams.clinical_role_over(session, person_id, case.area_id, today) is not None:
        if person_id == case.acknowledged_by:
            return alert_words.taken_by_reader(words, case)
        role = teams.clinical_role_over(session, case.acknowledged_by, case.area_id, today)
        return alert_words.taken_by_another(words, case, role)
    if authority.list_roles_over(session, person_id, case.area_id, today):
        return alert_words.taken_for_helpers(words, case, now)
    return None


PUSH = Push(NAME, Kind.ALERT, fire, say, useful_for=NEWS_FOR)
