"""What kinds of things the bot says unprompted, and the rules of each. Sends nothing."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    ALERT = "alert"
    REMINDER = "reminder"
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

    `breaks_quiet_hours`: sent in them, and that is audited. `about_health`: only to who consented.
    """

    priority: int
    twice_is_better_than_never: bool
    breaks_quiet_hours: bool
    about_health: bool


RULES = {
    Kind.ALERT: KindRules(0, True, True, False),
    Kind.REMINDER: KindRules(1, True, False, True),
    Kind.NOTICE: KindRules(2, False, False, False),
    Kind.LESSON: KindRules(3, False, False, False),
}
