"""A resident answers a reminder: done, later, tonight, not today, or the time is right. Logs nothing."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from actions.change_reminder import NoSuchReminder
from actions.schedule_reminders import put_off, schedule, take_back
from domain.people import QuietHours
from domain.reminders import PUT_OFF, next_day, tonight
from storage import people, reminders
from storage.reminders import Kept


class Answer(StrEnum):
    DONE = "done"
    IN_AN_HOUR = "hour"
    TONIGHT = "tonight"
    NOT_TODAY = "skip"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class ReminderAnswered:
    """`next_at`: when it comes again because of this answer, UTC; None: at its usual times."""

    reminder: Kept
    next_at: datetime | None


def answer_reminder(
    session: Session, person_id: int, reminder_id: int, answer: Answer, *, now: datetime
) -> ReminderAnswered | NoSuchReminder:
    """Whatever the answer, it was not ignored; all but `KEEP` take the place of what still waits to be said."""
    person = people.get_person(session, person_id)
    kept = reminders.find_reminder(session, reminder_id, person_id=person_id)
    if kept is None:
        return NoSuchReminder(reminder_id)
    reminders.change_reminder(session, reminder_id, ignored=0)
    if answer is not Answer.KEEP:
        take_back(session, kept)
    zone, quiet = ZoneInfo(person.timezone), QuietHours(person.quiet_from, person.quiet_until)
    next_at: datetime | None = None
    if answer is Answer.NOT_TODAY:
        next_at = schedule(session, kept, zone, after=next_day(now, zone))
    elif answer in (Answer.IN_AN_HOUR, Answer.TONIGHT):
        next_at = now + PUT_OFF if answer is Answer.IN_AN_HOUR else tonight(now, zone, quiet)
        put_off(session, kept, next_at)
    return ReminderAnswered(kept, next_at)
