"""A notice goes beyond the ground of whoever wrote it, or is urgent: somebody else is asked whether it may leave."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from actions.decide_notice import waits_for
from actions.send_notice import ASKED
from bot.push import Message, Push
from bot.scheduler import personal
from bot.wording import Words
from bot.words import notice_audience_words, notice_words
from domain.notices import DECIDE_WITHIN
from domain.outbox import Kind
from storage import notices
from storage.database import Session
from storage.due import Fire
from storage.outbox import Ready


def fire(session: Session, due: Sequence[Fire], now: datetime) -> Sequence[Fire]:
    return personal.each_on_duty(session, ASKED, due, until=now + DECIDE_WITHIN)


def say(session: Session, row: Ready, words: Words, now: datetime) -> Message | None:
    """The notice itself, as its readers will see it, below who asks and for whom it is."""
    found = notices.find_notice(session, row.reference)
    if found is None or row.person_id is None or not waits_for(session, row.person_id, found, now):
        return None
    zone = ZoneInfo(found.timezone)
    asked = words("🙋 <b>{name} asks: may this notice leave?</b>", name=found.author)
    told = notice_audience_words.who(words, found)
    when = words.moment(found.send_at, zone) if found.send_at else words("at once")
    number = words("{n} receivers, {when}", n=found.total, when=when)
    read = notice_words.as_read(words, found)
    text = "\n".join([asked, told, number, "――――――", read.text])
    return replace(read, text=text, buttons=notice_words.decision(words, found))


PUSH = Push(ASKED, Kind.DUTY, fire, say, useful_for=DECIDE_WITHIN)
