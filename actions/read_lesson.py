"""A person read a lesson to its end. Paid once a week, whichever lesson it was; keeps nothing but the points."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from actions.pay import Paid, pay_for
from domain.points import Act
from storage import people


@dataclass(frozen=True, slots=True)
class LessonRead:
    paid: Paid


def read_lesson(session: Session, person_id: int, *, now: datetime) -> LessonRead:
    """Whoever did not agree that health data is kept may read, and earns nothing."""
    person = people.get_person(session, person_id)
    today = now.astimezone(ZoneInfo(person.timezone)).date()
    act = Act.READ_LESSON if person.may_be_logged else None
    return LessonRead(pay_for(session, person, act, taken_at=now, local_date=today, now=now))
