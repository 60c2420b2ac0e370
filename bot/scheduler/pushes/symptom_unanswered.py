"""The question about danger signs, once more after ten minutes; the team is told nobody answered. Judges nothing."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from actions.escalate_alert import escalate_alert
from bot.push import Message, Push
from bot.scheduler import personal
from bot.wording import Words
from bot.words import telling
from bot.words.symptom_words import symptom_buttons
from domain.outbox import Kind
from storage import alerts
from storage.database import Session
from storage.due import Fire
from storage.outbox import Ready
from storage.receivers import Receiver

NAME = "symptom_unanswered"
ASKED_FOR = timedelta(hours=1)


def fire(session: Session, due: Sequence[Fire], now: datetime) -> Sequence[Fire]:
    open_still = {one.reference for one in due if escalate_alert(session, one.reference, now=now)}

    def ask(one: Fire, receiver: Receiver) -> None:
        if one.reference in open_still:
            until = now + ASKED_FOR
            one.queue = (personal.to(receiver, NAME, one.reference, reference=one.reference, until=until),)

    return personal.each(session, NAME, due, ask)


def say(session: Session, row: Ready, words: Words, now: datetime) -> Message | None:
    case = alerts.find_case(session, row.reference)
    if case is None or case.closed_at is not None or case.symptoms is not None:
        return None
    measured = case.kept
    asked = [
        telling.heading(words, measured.reading),
        words("You have not answered yet, and I worry. Do you have any of these right now?"),
        words("If you cannot tap: call 120, or call somebody to you."),
        words("Your doctor team is asked to telephone you.") if case.shares and case.area_id else "",
    ]
    buttons = symptom_buttons(words, measured.id, measured.reading)
    return Message("\n\n".join(part for part in asked if part), buttons)


PUSH = Push(NAME, Kind.ALERT, fire, say, useful_for=timedelta(days=1))
