"""What became of a request, by name: every way Telegram and the network may answer. Acts on none of them."""

import re
from enum import StrEnum

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.delivery.pace import Held
from bot.delivery.telegram_bot import NeverSent


class Outcome(StrEnum):
    HELD = "held"  # our own pace, or a halt: not an attempt
    TOO_MANY = "too many"  # 429: not an attempt either
    FORBIDDEN = "forbidden"  # blocked, deactivated, kicked, never started
    MIGRATED = "migrated"  # the group has a new number
    REFUSED = "refused"  # 400 that no second try changes
    NEVER_SENT = "never sent"  # nobody was reached
    LOST = "lost"  # it may have arrived: a timeout, a broken connection, a 5xx
    LOST_CHANGE = "lost change"  # the same of an edit or a deletion, which does no harm twice
    UNREADABLE = "unreadable"  # accepted, and the answer made no sense: never again
    TOKEN_REFUSED = "token refused"  # 401, or 404 for every method
    BROKEN = "broken"  # our own mistake


# Telegram's words for a chat it will not find again, though it says 400 and not 403.
_NOBODY_THERE = ("chat not found", "user not found", "peer_id_invalid", "group chat was deactivated")

# Telegram's words for a 403, and what is kept of them.
WHY_FORBIDDEN = {
    "blocked by the user": "blocked",
    "user is deactivated": "deactivated",
    "was kicked": "kicked",
    "not a member": "kicked",
    "can't initiate conversation": "never started",
}


_REPEATED = re.compile(r"""["“«<`]|(?<!\w)'|https?:|[^\x00-\x7f]""")


def outcome_of(error: BaseException, *, accepted: bool, does_no_harm_twice: bool = False) -> Outcome:
    """`accepted`: Telegram had said ok before this went wrong. The order matters: some errors are kinds of others."""
    outcome = _outcome_of(error, accepted)
    return Outcome.LOST_CHANGE if outcome is Outcome.LOST and does_no_harm_twice else outcome


def _outcome_of(error: BaseException, accepted: bool) -> Outcome:
    if isinstance(error, Held):
        return Outcome.HELD
    if accepted or (type(error) is TelegramError and "Invalid server response" in error.message):
        return Outcome.UNREADABLE
    if isinstance(error, BadRequest):  # a kind of NetworkError in PTB, and so is NeverSent
        return Outcome.FORBIDDEN if is_nobody_there(error) else Outcome.REFUSED
    for kind, outcome in _BY_CLASS:
        if isinstance(error, kind):
            return outcome
    return Outcome.BROKEN


_BY_CLASS: tuple[tuple[type[TelegramError], Outcome], ...] = (
    (RetryAfter, Outcome.TOO_MANY),
    (ChatMigrated, Outcome.MIGRATED),
    (Forbidden, Outcome.FORBIDDEN),
    (InvalidToken, Outcome.TOKEN_REFUSED),
    (Conflict, Outcome.LOST),
    (NeverSent, Outcome.NEVER_SENT),
    (NetworkError, Outcome.LOST),
)


def is_nobody_there(error: TelegramError) -> bool:
    return any(words in error.message.lower() for words in _NOBODY_THERE)


def why_refused(error: BaseException) -> str:
    """Telegram's own words for a refusal, up to where they repeat ours: a name in a tag, an address, a letter."""
    return _REPEATED.split(str(error), maxsplit=1)[0].strip()


def why_unreachable(error: TelegramError) -> str:
    """The reason kept with the person or the group."""
    said = error.message.lower()
    return next((why for words, why in WHY_FORBIDDEN.items() if words in said), "not reachable")
