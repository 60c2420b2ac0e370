"""Every night the programme's figures are counted, and on the first of a month those of the last one kept. Says nothing."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from actions.count_figures import NIGHTLY, count_figures
from bot.push import Message, Push
from bot.wording import Words
from domain.outbox import Kind
from domain.wall_time import next_at_wall
from storage import figures
from storage.database import Session
from storage.due import Fire, add_due
from storage.figures import list_tops_unscheduled
from storage.outbox import Ready

NAME = "figures"
A_BREATH = timedelta(seconds=1)  # between two steps: whoever logs a reading goes first


def enrol(session: Session, now: datetime) -> int:
    """A due row for each area above which there is none."""
    new = list_tops_unscheduled(session, NAME)
    for top in new:
        night = next_at_wall(now, top.zone, (NIGHTLY,))
        assert night is not None
        add_due(session, NAME, f"area:{top.id}", due_at=night)
    return len(new)


def fire(session: Session, due: Sequence[Fire], now: datetime) -> Sequence[Fire]:
    """One step of a top's night; the next in a breath, until all is counted."""
    for one in due:
        top = figures.find_here(session, one.receiver_id)
        if top is None:
            continue
        done = count_figures(session, top, now=now)
        night = next_at_wall(now, top.zone, (NIGHTLY,))
        one.next_at = now + A_BREATH if done.areas else night
    return due


def say(session: Session, row: Ready, words: Words, now: datetime) -> Message | None:
    """There is nothing to say."""
    return None


# However long the bot was away, what was not counted is.
PUSH = Push(NAME, Kind.LESSON, fire, say, enrol=enrol, useful_for=timedelta(days=366))
