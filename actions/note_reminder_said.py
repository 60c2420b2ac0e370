"""A reminder was said: whatever else of it waits for the same moment would only say it again. Sends nothing."""

from datetime import datetime

from sqlalchemy.orm import Session

from actions.schedule_reminders import PUSH
from storage.outbox import remove_waiting


def note_reminder_said(session: Session, person_id: int, reminder_id: int, *, now: datetime) -> None:
    """Take that back: held through the night by one clock or another, or put off, they may come together."""
    remove_waiting(session, person_id, PUSH, (reminder_id, -reminder_id), ready_by=now)
