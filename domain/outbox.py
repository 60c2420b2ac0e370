"""What kinds of things the bot says unprompted, and the rules of each. Sends nothing."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.people import QuietHours

PER_SECOND = 29  # messages, evenly; at exactly 30 the jitter of a network collides with Telegram's limit
# Why nobody can be written to any more in a chat, as a message found out; none of these is a mistake of the message.
GONE = frozenset({"blocked", "deactivated", "kicked", "never started", "not reachable"})
ATTEMPTS = 6  # then a message is parked and the rest goes on
_FIRST_PAUSE = timedelta(seconds=5)
_LONGEST_PAUSE = timedelta(minutes=10)
_HEAD_START = timedelta(days=1)
# [D] What was missed is not made up for while a village sleeps.
NIGHT = QuietHours(time(21), time(7))


class Kind(StrEnum):
    ALERT = "alert"
    REMINDER = "reminder"
    DUTY = "duty"  # what somebody's role asks of them: an invitation, a decision; and what a group is told of itself
    VILLAGE_NOTICE = "village_notice"  # what somebody wrote to an area or its groups
    CHANGE = "change"  # to a message that stands in a chat: it makes no sound
    NOTICE = "notice"  # what the bot tells somebody of their own week, month, visits
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
    is kept; what is not goes to the team as well. `about_nobody`: no health and no person is in it, so that it may go to
    whoever agreed to Telegram. `unheard`: nobody is told anything, so neither quiet hours nor a consent hold it.
    """

    priority: int
    twice_is_better_than_never: bool
    breaks_quiet_hours: bool
    about_health: bool
    about_nobody: bool = False
    unheard: bool = False


RULES = {
    Kind.ALERT: KindRules(0, True, True, False),
    Kind.REMINDER: KindRules(1, True, False, True),
    Kind.DUTY: KindRules(1, True, False, False, about_nobody=True),
    Kind.VILLAGE_NOTICE: KindRules(2, False, False, False, about_nobody=True),
    Kind.CHANGE: KindRules(2, True, False, False, unheard=True),
    Kind.NOTICE: KindRules(2, False, False, True),
    Kind.LESSON: KindRules(3, False, False, True),
}


def pause_after(attempts: int) -> timedelta:
    """How long to wait after so many attempts that failed: 5 s, doubled each time, ten minutes at most."""
    doubled: int = 2 ** max(0, attempts - 1)
    return min(_FIRST_PAUSE * doubled, _LONGEST_PAUSE)


def in_front(now: datetime) -> datetime:
    """The place in the queue of what leaves before everything else of its priority: as if it had waited for a day."""
    return now - _HEAD_START


def end_of_quiet(hours: QuietHours, zone: ZoneInfo, now: datetime) -> datetime | None:
    """When somebody's quiet hours end, if `now` is within them; None otherwise."""
    local = now.astimezone(zone)
    if not hours.holds(local.time()):
        return None
    day = local.date() if local.time() < hours.end else local.date() + timedelta(days=1)
    end = datetime.combine(day, hours.end, zone).astimezone(now.tzinfo)
    # Where the clocks went back over the end, the first of the two hours is already past.
    return end if end > now else end + timedelta(hours=1)
