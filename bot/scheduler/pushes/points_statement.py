"""A person's points of the month that ended, on the first of the next. Shows nobody else's."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from bot.push import Message, Push
from bot.scheduler import personal
from bot.wording import Words
from bot.words import vocabulary
from domain.outbox import Kind
from domain.points import Earned
from domain.wall_time import at_wall
from storage import points
from storage.database import Session
from storage.due import Fire, add_due
from storage.outbox import Ready
from storage.receivers import Receiver, find_receivers, list_unscheduled

NAME = "points_statement"
AT = time(9, 0)
USEFUL = timedelta(days=3)


def _next(receiver: Receiver, after: datetime) -> datetime:
    first = after.astimezone(receiver.zone).date().replace(day=1)
    this = at_wall(first, AT, receiver.zone)
    return this if this > after else at_wall((first + timedelta(days=32)).replace(day=1), AT, receiver.zone)


def enrol(session: Session, now: datetime) -> int:
    new = list_unscheduled(session, NAME)
    for receiver in new:
        add_due(session, NAME, receiver.name, due_at=_next(receiver, now))
    return len(new)


def _earned(session: Session, person_id: int, month: date) -> list[Earned]:
    end = (month + timedelta(days=32)).replace(day=1)
    return [one for one in points.list_earned(session, person_id, since=month) if one.local_date < end]


def _month_before(day: date) -> date:
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def fire(session: Session, due: Sequence[Fire], now: datetime) -> Sequence[Fire]:
    def tell(one: Fire, receiver: Receiver) -> None:
        one.next_at = _next(receiver, now)
        month = _month_before(one.due_at.astimezone(receiver.zone).date())
        if _earned(session, receiver.id, month):
            one.queue = (personal.to(receiver, NAME, f"{month:%Y-%m}", until=one.due_at + USEFUL),)

    return personal.each(session, NAME, due, tell)


def say(session: Session, row: Ready, words: Words, now: datetime) -> Message | None:
    assert row.person_id is not None
    receiver = find_receivers(session, NAME, [row.person_id]).get(row.person_id)
    if receiver is None:
        return None
    month = _month_before(now.astimezone(receiver.zone).date())
    earned = _earned(session, receiver.id, month)
    if not earned:
        return None
    by_act: Counter[str] = Counter()
    for one in earned:
        by_act[vocabulary.ACTS[one.act]] += one.points
    total = sum(one.points for one in earned)
    lines = [
        words.count(
            "⭐ Last month you earned <b>{n} point</b>.", "⭐ Last month you earned <b>{n} points</b>.", total
        ),
        "\n".join(
            words("· {act}: {points}", act=words(act), points=sum_) for act, sum_ in by_act.most_common()
        ),
        words("You have {balance} points in all. /points", balance=points.get_balance(session, receiver.id)),
    ]
    return Message("\n\n".join(lines), (personal.no_more(words, NAME),))


PUSH = Push(NAME, Kind.NOTICE, fire, say, enrol=enrol, useful_for=timedelta(days=1))
