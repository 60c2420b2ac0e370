"""A resident changes, pauses or deletes a reminder of theirs. Nobody else's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from actions.schedule_reminders import schedule, unschedule
from actions.set_reminder import ReminderSet, TooManyReminders
from domain.reminders import MOST_TIMES, Times, in_order
from storage import people, reminders


@dataclass(frozen=True, slots=True)
class NoSuchReminder:
    """It is not theirs, or deleted already; nothing was changed."""

    wanted: int


@dataclass(frozen=True, slots=True)
class ReminderDeleted:
    about: str
    words: str


def change_reminder(
    session: Session,
    person_id: int,
    reminder_id: int,
    *,
    clocks: Sequence[time] | None = None,
    more: bool = False,
    weekdays: int | None = None,
    paused: bool | None = None,
    now: datetime,
) -> ReminderSet | TooManyReminders | NoSuchReminder:
    """Change what is given and leave the rest; `more`: the times are added to those there are."""
    person = people.get_person(session, person_id)
    kept = reminders.find_reminder(session, reminder_id, person_id=person_id)
    if kept is None:
        return NoSuchReminder(reminder_id)
    wanted = [*(clocks or ()), *(kept.clocks if more or not clocks else ())]
    times = Times(in_order(wanted), weekdays or kept.weekdays)
    if len(times.clocks) > MOST_TIMES:
        return TooManyReminders(MOST_TIMES)
    reminders.change_reminder(
        session,
        reminder_id,
        times=times.written(),
        weekdays=times.weekdays,
        paused=kept.paused if paused is None else paused,
        ignored=0,
    )
    changed = reminders.find_reminder(session, reminder_id)
    assert changed is not None
    return ReminderSet(changed, schedule(session, changed, ZoneInfo(person.timezone), after=now))


def delete_reminder(
    session: Session, person_id: int, reminder_id: int, *, now: datetime
) -> ReminderDeleted | NoSuchReminder:
    """Delete it, and take it off the clock."""
    people.get_person(session, person_id)
    kept = reminders.find_reminder(session, reminder_id, person_id=person_id)
    if kept is None:
        return NoSuchReminder(reminder_id)
    unschedule(session, person_id, reminder_id)
    reminders.delete_reminder(session, reminder_id)
    return ReminderDeleted(kept.about, kept.words)
