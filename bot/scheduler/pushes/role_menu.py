"""A role began or ended by a table: the command menu of whoever it is follows, which nobody hears."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from bot.commands import private_menus
from bot.push import Message, Push
from bot.scheduler import personal
from bot.wording import Words
from domain.outbox import Kind
from storage import areas, authority
from storage.database import Session
from storage.due import Fire
from storage.outbox import Ready

NAME = "role_menu"
USEFUL = timedelta(days=30)


def fire(session: Session, due: Sequence[Fire], now: datetime) -> Sequence[Fire]:
    """Now, and again when the role's last day is over."""
    last_days = areas.list_last_days(session, {one.reference for one in due})
    for one in personal.each_on_duty(session, NAME, due, until=now + USEFUL, each_time=True):
        last = last_days.get(one.reference)
        if last is not None and last >= now.date():
            one.next_at = datetime.combine(last + timedelta(days=1), time(), UTC)
    return due


def say(session: Session, row: Ready, words: Words, now: datetime) -> Message | None:
    if row.person_id is None:
        return None
    return Message(menus=private_menus(authority.list_deeds(session, row.person_id, now.date())))


PUSH = Push(NAME, Kind.CHANGE, fire, say, useful_for=USEFUL)
