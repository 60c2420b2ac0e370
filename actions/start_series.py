"""A person starts seven days of measuring at home. Starting again begins anew; nothing is paid for starting."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from actions.log_reading import NoConsent
from domain.home_series import ends, next_time
from storage import people, subscriptions
from storage.due import add_due

PUSH = "home_series"


@dataclass(frozen=True, slots=True)
class SeriesStarted:
    first: datetime
    until: datetime


def start_series(session: Session, person_id: int, *, now: datetime) -> SeriesStarted:
    """Morning and evening from the next one on. Who asks for it wants it, whatever they ended before. Raises NoConsent."""
    person = people.get_person(session, person_id)
    if not person.may_be_logged:
        raise NoConsent
    zone, receiver = ZoneInfo(person.timezone), f"person:{person_id}"
    first = next_time(now, zone)
    until = ends(first, zone)
    subscriptions.remove_unsubscribed(session, receiver, PUSH)
    add_due(session, PUSH, receiver, due_at=first, until=until)
    return SeriesStarted(first, until)
