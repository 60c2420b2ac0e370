"""A notice from its draft to its end: who may do what to it when, until when it can be taken back, how long it takes.

Sends nothing, and knows no clock.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from domain.outbox import PER_SECOND

LONGEST_TEXT = (
    3000  # characters: one message of Telegram's 4,096 with its heading, so that it is taken back whole
)
LONGEST_CAPTION = 800  # the same of a caption's 1,024
LONGEST_ANSWER = 1000
MOST_ANSWERS_A_DAY = 20  # [D] of one person in one thread: a talk, not a flood
DECIDE_WITHIN = timedelta(days=3)  # [D] then nobody's answer is a no
RECALL_WITHIN = timedelta(hours=48)  # Bot API, deleteMessage
TOO_LATE_AFTER = timedelta(hours=12)  # [D] what should have begun so long ago waits for a word of its author
CHASE_AFTER = timedelta(
    hours=2
)  # [D] then whoever has an urgent notice and did not say so is asked once more
USEFUL_FOR = timedelta(days=3)  # [D] what could not leave by then is old news


class NoticeState(StrEnum):
    DRAFT = "draft"
    WAITING = "waiting"  # for the second person
    SCHEDULED = "scheduled"
    SENDING = "sending"
    PAUSED = "paused"
    DONE = "done"
    CANCELLED = "cancelled"
    RECALLED = "recalled"


class Move(StrEnum):
    """What can be done to a notice."""

    ASK = "ask"  # a second person
    SCHEDULE = "schedule"
    APPROVE = "approve"
    REFUSE = "refuse"
    BEGIN = "begin"
    HOLD_BACK = "hold_back"  # it is so late that its author has to say whether it still shall begin
    PAUSE = "pause"
    RESUME = "resume"
    FINISH = "finish"
    STOP = "stop"
    RETRY = "retry"
    RECALL = "recall"


_STATE = NoticeState
_UNDER_WAY = frozenset({_STATE.SENDING, _STATE.PAUSED})
# From which states, to which. What is not here cannot be done.
MOVES: Mapping[Move, tuple[frozenset[NoticeState], NoticeState]] = {
    Move.ASK: (frozenset({_STATE.DRAFT}), _STATE.WAITING),
    Move.SCHEDULE: (frozenset({_STATE.DRAFT}), _STATE.SCHEDULED),
    Move.APPROVE: (frozenset({_STATE.WAITING}), _STATE.SCHEDULED),
    Move.REFUSE: (frozenset({_STATE.WAITING}), _STATE.CANCELLED),
    Move.BEGIN: (frozenset({_STATE.SCHEDULED}), _STATE.SENDING),
    Move.HOLD_BACK: (frozenset({_STATE.SCHEDULED}), _STATE.PAUSED),
    Move.PAUSE: (frozenset({_STATE.SENDING}), _STATE.PAUSED),
    Move.RESUME: (frozenset({_STATE.PAUSED}), _STATE.SENDING),
    Move.FINISH: (frozenset({_STATE.SENDING}), _STATE.DONE),
    Move.STOP: (
        frozenset({_STATE.DRAFT, _STATE.WAITING, _STATE.SCHEDULED, *_UNDER_WAY}),
        _STATE.CANCELLED,
    ),
    Move.RETRY: (frozenset({_STATE.SENDING, _STATE.DONE}), _STATE.SENDING),
    Move.RECALL: (frozenset({*_UNDER_WAY, _STATE.DONE, _STATE.CANCELLED}), _STATE.RECALLED),
}


class WhyEnded(StrEnum):
    """Why a notice did not go its way to the end."""

    STOPPED = "stopped"
    REFUSED = "refused"
    NOT_DECIDED = "not_decided"
    NO_ROLE = "no_role"  # whoever wrote it may not send any more


def may(state: NoticeState, move: Move) -> bool:
    return state in MOVES[move][0]


def recall_until(first_sent_at: datetime | None) -> datetime | None:
    """Until when every copy can be taken back; None while nobody has one."""
    return None if first_sent_at is None else first_sent_at + RECALL_WITHIN


def may_recall(state: NoticeState, first_sent_at: datetime | None, now: datetime) -> bool:
    until = recall_until(first_sent_at)
    return may(state, Move.RECALL) and until is not None and now < until


def gone_by(ready: int, held: Mapping[datetime, int], now: datetime) -> datetime:
    """When the last of them will have left, at the pace Telegram allows.

    `ready` leave at once; `held`: so many are in their quiet hours until then.
    """
    free_at = now + timedelta(seconds=ready / PER_SECOND)
    for end in sorted(held):
        free_at = max(free_at, end) + timedelta(seconds=held[end] / PER_SECOND)
    return free_at
