"""What the bot needs in a village group to do its work, and how long a question about one waits. Knows no group."""

from datetime import timedelta
from enum import StrEnum


class Right(StrEnum):
    """What somebody who runs the group lets the bot do, in the order in which it matters."""

    ADMINISTRATOR = (
        "administrator"  # be one of those who run it: without it, a reading typed openly stays there
    )
    DELETE = "delete"
    PIN = "pin"
    POLL = "poll"


PRESENT = ("member", "administrator", "creator")
WAITS_FOR = timedelta(days=7)  # [D] for somebody of ours to confirm which village a group is
LESSON_HOURS = range(7, 21)  # never while a village sleeps


def missing_rights(bot_status: str, *, may_delete: bool, may_pin: bool, may_poll: bool) -> tuple[Right, ...]:
    """What the bot lacks in a group it is in; nothing to say of one it is not in."""
    if bot_status not in PRESENT:
        return ()
    if bot_status == "member":
        return (Right.ADMINISTRATOR,) if may_poll else (Right.ADMINISTRATOR, Right.POLL)
    have = {Right.DELETE: may_delete, Right.PIN: may_pin, Right.POLL: may_poll}
    return tuple(right for right, given in have.items() if not given)
