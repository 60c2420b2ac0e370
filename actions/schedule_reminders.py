"""When a reminder is due next, kept as a due row. Reminds nobody."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from storage import reminders
from storage.due import add_due, remove_due
from storage.outbox import remove_waiting
from storage.reminders import Kept

PUSH = "reminder"


def receiver(person_id: int) -> str:
    return f"person:{person_id}"


def schedule(session: Session, reminder: Kept, zone: ZoneInfo, *, after: datetime) -> datetime | None:
    """Put its next time later than `after` on the clock; a paused one is taken off. Returns that time.

    The due row's reference is the reminder; below zero it is the one that was put off (`put_off`), and that was promised
    for a moment, whatever the usual times are now.
    """
    at = None if reminder.paused else reminder.times.after(after, zone)
    if at is None:
        unschedule(session, reminder.person_id, reminder.id)
    else:
        add_due(session, PUSH, receiver(reminder.person_id), due_at=at, reference=reminder.id)
    return at


def put_off(session: Session, reminder: Kept, until: datetime) -> None:
    """Say it once more at `until`, beside its usual times."""
    add_due(session, PUSH, receiver(reminder.person_id), due_at=until, reference=-reminder.id)


def take_back(session: Session, reminder: Kept) -> None:
    """What was put off, or is queued and held, is not said any more; its usual times stay."""
    remove_due(session, PUSH, receiver(reminder.person_id), reference=-reminder.id)
    remove_waiting(session, reminder.person_id, PUSH, (reminder.id, -reminder.id))


def unschedule(session: Session, person_id: int, reminder_id: int) -> None:
    for reference in (reminder_id, -reminder_id):
        remove_due(session, PUSH, receiver(person_id), reference=reference)


def reschedule_all(session: Session, person_id: int, zone: ZoneInfo, *, now: datetime) -> None:
    """A person lives by another clock now: seven in the morning is another moment."""
    for reminder in reminders.list_reminders(session, person_id):
        schedule(session, reminder, zone, after=now)
