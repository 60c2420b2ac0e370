"""A gentle word after 3, 7 and 30 silent days, then silence. Reproaches nothing, and never while somebody pauses."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from bot.push import Button, Message, Push
from bot.scheduler import personal
from bot.wording import Words
from domain.outbox import Kind
from domain.wall_time import at_wall
from storage import people
from storage.database import Session
from storage.due import Fire, add_due
from storage.outbox import Ready
from storage.receivers import Receiver, last_days, list_unscheduled

NAME = "return_prompt"
SILENT = (3, 7, 30)  # days [D]
AT = time(10, 0)
LOOK_AGAIN = timedelta(days=3)  # whether somebody who was away for long is back
USEFUL = timedelta(hours=10)


def _seen(receiver: Receiver, last: dict[int, date]) -> date:
    return last.get(receiver.id, receiver.joined_at.astimezone(receiver.zone).date())


def _next(receiver: Receiver, seen: date, now: datetime) -> datetime:
    moments = [at_wall(seen + timedelta(days=days), AT, receiver.zone) for days in SILENT]
    later = at_wall(now.astimezone(receiver.zone).date() + LOOK_AGAIN, AT, receiver.zone)
    return next((at for at in moments if at > now), later)


def enrol(session: Session, now: datetime) -> int:
    new = list_unscheduled(session, NAME)
    last = last_days(session, [receiver.id for receiver in new])
    for receiver in new:
        add_due(session, NAME, receiver.name, due_at=_next(receiver, _seen(receiver, last), now))
    return len(new)


def fire(session: Session, due: Sequence[Fire], now: datetime) -> Sequence[Fire]:
    last = last_days(session, {one.receiver_id for one in due})

    def ask(one: Fire, receiver: Receiver) -> None:
        seen = _seen(receiver, last)
        one.next_at = _next(receiver, seen, now)
        today = now.astimezone(receiver.zone).date()
        days = (today - seen).days
        if days in SILENT and not _pauses(session, receiver.id, today):
            one.queue = (personal.to(receiver, NAME, f"{seen}:{days}", reference=days, until=now + USEFUL),)

    return personal.each(session, NAME, due, ask)


def _pauses(session: Session, person_id: int, today: date) -> bool:
    return any(pause.holds(today) for pause in people.list_pauses(session, person_id))


def say(session: Session, row: Ready, words: Words, now: datetime) -> Message | None:
    assert row.person_id is not None
    last = last_days(session, [row.person_id]).get(row.person_id)
    if last is not None and (now.date() - last).days < row.reference - 1:
        return None  # they have come back meanwhile
    match row.reference:
        case 3:
            text = words(
                "🌱 I have not heard from you for some days. I hope you are well. One number is enough to go on."
            )
        case 7:
            text = words(
                "🌱 A week without a word. If you are ill or travelling, tap pause "
                "and your days in a row stay yours."
            )
        case _:
            text = words(
                "🌱 It has been a month. I will not ask again; whenever you send a number, we go on."
            )
    measure = Button(words("🩺 Blood pressure"), "bp:-:-")
    pause = Button(words("⏸ Pause"), "pauses")
    return Message(text, ((measure, pause), personal.no_more(words, NAME)))


PUSH = Push(NAME, Kind.NOTICE, fire, say, enrol=enrol, useful_for=USEFUL)
