"""What a person wants to be reminded of and when; what counts as done, and when reminding becomes nagging. Says nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.people import QuietHours
from domain.vitals import VITAL_SIGNS
from domain.wall_time import EVERY_DAY, at_wall, last_at_wall, next_at_wall, start_of_day

EXERCISE = "exercise"
MEDICINE = "medicine"
OTHER = "other"
LOGGED = (*(vital.name for vital in VITAL_SIGNS), EXERCISE)  # a log shows that it was done
ABOUTS = (*LOGGED, MEDICINE, OTHER)

MOST_TIMES = 8  # a day
MOST_REMINDERS = 20  # a person
MOST_CHARACTERS = 120  # of their own words
MOST_IGNORED = 5  # in a row, then it is asked whether the time is right
TONIGHT = time(20, 0)
PUT_OFF = timedelta(hours=1)
BEFORE_QUIET = timedelta(minutes=30)


class Step(StrEnum):
    """What a reminder does when its time has come."""

    REMIND = "remind"
    ASK_ABOUT_TIME = "ask"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Times:
    """Times of day on chosen weekdays, on somebody's own clock."""

    clocks: tuple[time, ...]
    weekdays: int = EVERY_DAY

    def after(self, moment: datetime, zone: ZoneInfo) -> datetime | None:
        """The next of them later than `moment`, in UTC."""
        return next_at_wall(moment, zone, self.clocks, self.weekdays)

    def by(self, moment: datetime, zone: ZoneInfo) -> datetime | None:
        """The last of them that is not later than `moment`, in UTC."""
        return last_at_wall(moment, zone, self.clocks, self.weekdays)

    def written(self) -> str:
        """As it is kept: "07:00,19:30"."""
        return ",".join(f"{clock:%H:%M}" for clock in self.clocks)

    def opens(self, moment: datetime, zone: ZoneInfo) -> datetime:
        """From when on a log counts for the time at `moment`: halfway from the one before it that day, or the day's start.

        [D] So a morning's reading does for a lone evening reminder, but not where the morning has one of its own.
        """
        day = start_of_day(moment, zone)
        before = self.by(moment - timedelta(seconds=1), zone)
        return day if before is None or before < day else before + (moment - before) / 2


def times_of(written: str, weekdays: int) -> Times:
    """The times as they were kept."""
    return Times(tuple(time.fromisoformat(one) for one in written.split(",") if one), weekdays)


def in_order(clocks: Iterable[time]) -> tuple[time, ...]:
    """Each once, to the minute, the earliest first."""
    return tuple(sorted({clock.replace(second=0, microsecond=0, tzinfo=None) for clock in clocks}))


def step_for(about: str, ignored: int) -> Step:
    """What to do after so many in a row that nobody answered.

    After five it asks about the time. What a log would show (a reading, exercise) is then left in peace until something
    is logged or tapped; of a medicine nobody logs anything, so silence proves nothing and reminding starts over.
    """
    if ignored < MOST_IGNORED:
        return Step.REMIND
    if ignored == MOST_IGNORED:
        return Step.ASK_ABOUT_TIME
    return Step.SILENT if about in LOGGED else Step.REMIND


def ignored_after(about: str, ignored: int, step: Step) -> int:
    """How many were ignored once this one was said too, if nobody answers it."""
    if step is Step.ASK_ABOUT_TIME and about not in LOGGED:
        return 0
    return ignored if step is Step.SILENT else ignored + 1


def tonight(now: datetime, zone: ZoneInfo, quiet: QuietHours) -> datetime:
    """Eight in the evening, earlier where quiet hours begin before it; in an hour if that is past."""
    day = now.astimezone(zone).date()
    moment = at_wall(day, TONIGHT, zone)
    if quiet.holds(TONIGHT):
        moment = at_wall(day, quiet.start, zone) - BEFORE_QUIET
    return moment if moment > now else now + PUT_OFF


def next_day(moment: datetime, zone: ZoneInfo) -> datetime:
    """The last moment before tomorrow on this person's clock: what comes after it is not today's."""
    tomorrow: date = moment.astimezone(zone).date() + timedelta(days=1)
    return at_wall(tomorrow, time(0), zone) - timedelta(microseconds=1)
