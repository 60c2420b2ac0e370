"""What kinds of things the bot says unprompted, and the rules of each. Sends nothing."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.people import QuietHours

ATTEMPTS = 6  # then a message is parked and the rest goes on
_FIRST_PAUSE = timedelta(seconds=5)
_LONGEST_PAUSE = timedelta(minutes=10)


class Kind(StrEnum):
    ALERT = "alert"
    REMINDER = "reminder"
    DUTY = "duty"  # what somebody's role asks of them: an invitation, a decision; and what a group is told of itself
    NOTICE = "notice"
    LESSON = "lesson"


class State(StrEnum):
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"  # the answer was lost after Telegram may have accepted it
    FAILED = "failed"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class KindRules:
    """`priority`: lower leaves first. `twice_is_better_than_never`: sent again after a lost answer.

    `breaks_quiet_hours`: sent in them, and that is audited. `about_health`: only to a person who agreed that health data
    is kept; what is not goes to the team as well, and a duty to whoever agreed to Telegram.
    """

    priority: int
    twice_is_better_than_never: bool
    breaks_quiet_hours: bool
    about_health: bool


RULES = {
    Kind.ALERT: KindRules(0, True, True, False),
    Kind.REMINDER: KindRules(1, True, False, True),
    Kind.DUTY: KindRules(1, True, False, False),
    Kind.NOTICE: KindRules(2, False, False, True),
    Kind.LESSON: KindRules(3, False, False, True),
}


def pause_after(attempts: int) -> timedelta:
    """How long to wait after so many attempts that failed: 5 s, doubled each time, ten minutes at most."""
    doubled: int = 2 ** max(0, attempts - 1)
    return min(_FIRST_PAUSE * doubled, _LONGEST_PAUSE)


def end_of_quiet(hours: QuietHours, zone: ZoneInfo, now: datetime) -> datetime | None:
    """When somebody's quiet hours end, if `now` is within them; None otherwise."""
    local = now.astimezone(zone)
    if not hours.holds(local.time()):
        return None
    day = local.date() if local.time() < hours.end else local.date() + timedelta(days=1)
    end = datetime.combine(day, hours.end, zone).astimezone(now.tzinfo)
    # Where the clocks went back over the end, the first of the two hours is already past.
    return end if end > now else end + timedelta(hours=1)
