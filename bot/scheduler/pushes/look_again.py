"""Somebody who was taken off the round logged something by themselves: whoever noted it is asked to look again."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.push import Button, Message, Push
from bot.scheduler import personal
from bot.wording import Words
from bot.words import round_words
from domain.authority import Deed
from domain.outbox import Kind
from domain.round import Standing
from storage import authority, cards, visits
from storage.database import Session
from storage.due import Fire
from storage.outbox import Ready

NAME = "look_again"
NEWS_FOR = timedelta(days=7)


def fire(session: Session, due: Sequence[Fire], now: datetime) -> Sequence[Fire]:
    return personal.each_on_duty(session, NAME, due, until=now + NEWS_FOR)


def say(session: Session, row: Ready, words: Words, now: datetime) -> Message | None:
    noted = visits.find_visit(session, row.reference)
    card = cards.find_card(session, noted.person_id) if noted is not None else None
    if noted is None or card is None or card.standing is not Standing.ACTIVE or row.person_id is None:
        return None
    if not authority.may(session, row.person_id, Deed.SEE_PERSON, card.area_id, now.date()):
        return None
    return Message(
        words(
            "🔎 {name} has just logged something themselves. On {day} it was noted: {what}.",
            name=card.name,
            day=words.day(noted.at.astimezone(ZoneInfo(card.timezone)).date()),
            what=words(round_words.VISITS[noted.met]),
        )
        + "\n\n"
        + words("I write to them again. Please look in on them; if it is so after all, note it once more."),
        ((Button(words("👤 The card"), f"who:{card.id}"),),),
    )


PUSH = Push(NAME, Kind.DUTY, fire, say, useful_for=NEWS_FOR)
