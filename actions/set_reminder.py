"""A resident asks to be reminded of something. Reminds nobody yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from actions.log_reading import NoConsent
from actions.schedule_reminders import schedule
from domain.reminders import ABOUTS, MOST_CHARACTERS, MOST_REMINDERS, MOST_TIMES, Times, in_order
from domain.wall_time import EVERY_DAY
from storage import people, reminders
from storage.reminders import Kept


@dataclass(frozen=True, slots=True)
class ReminderSet:
    """The reminder as it stands now, and when it comes next, UTC."""

    reminder: Kept
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class TooManyReminders:
    """Nothing was set: more than `most` reminders, or times a day, is nagging."""

    most: int


def set_reminder(
    session: Session,
    person_id: int,
    *,
    about: str,
    words: str = "",
    clocks: Sequence[time],
    weekdays: int,
    now: datetime,
) -> ReminderSet | TooManyReminders:
    """Remind a person at these times of day; times for the same thing on the same days join the reminder there is.

    Raises NoConsent where health data may not be kept, ValueError for what no reminder can be.
    """
    person = people.get_person(session, person_id)
    if not person.may_be_logged:
        raise NoConsent
    if about not in ABOUTS or not clocks or not 0 < weekdays <= EVERY_DAY:
        raise ValueError("a reminder needs something it is about, a time and a day")
    words = words.strip()[:MOST_CHARACTERS]
    before = reminders.list_reminders(session, person_id)
    same = next(
        (one for one in before if (one.about, one.words, one.weekdays) == (about, words, weekdays)), None
    )
    times = Times(in_order([*clocks, *(same.clocks if same else ())]), weekdays)
    if len(times.clocks) > MOST_TIMES:
        return TooManyReminders(MOST_TIMES)
    if same is None and len(before) >= MOST_REMINDERS:
        return TooManyReminders(MOST_REMINDERS)
    if same is None:
        kept_id = reminders.add_reminder(
            session, person_id, about=about, words=words, times=times, made_at=now
        )
    else:
        kept_id = same.id
        reminders.change_reminder(session, kept_id, times=times.written(), paused=False, ignored=0)
    kept = reminders.find_reminder(session, kept_id)
    assert kept is not None
    return ReminderSet(kept, schedule(session, kept, ZoneInfo(person.timezone), after=now))
