"""The second person said yes or no, or nobody did in time: whoever wrote the notice hears it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from actions.decide_notice import give_up_asking
from actions.send_notice import DECIDED
from bot.push import Button, Message, Push
from bot.scheduler import personal
from bot.wording import Words
from bot.words import notice_words
from domain.notices import NoticeState, WhyEnded
from domain.outbox import Kind
from storage import notices
from storage.database import Session
from storage.due import Fire
from storage.outbox import Ready

NEWS_FOR = timedelta(days=3)


def fire(session: Session, due: Sequence[Fire], now: datetime) -> Sequence[Fire]:
    for one in due:
        give_up_asking(session, one.reference, now=now)
    return personal.each_on_duty(session, DECIDED, due, until=now + NEWS_FOR)


def say(session: Session, row: Ready, words: Words, now: datetime) -> Message | None:
    found = notices.find_notice(session, row.reference)
    if found is None or found.state is NoticeState.WAITING:
        return None
    title = notice_words.title(words, found)
    look = ((Button(words("📢 See how it goes"), f"nshow:{found.id}"),),)
    if found.why_ended in (WhyEnded.REFUSED, WhyEnded.NOT_DECIDED):
        said = words(notice_words.WHY_ENDED[WhyEnded(found.why_ended)])
        return Message("\n\n".join([words("📢 <b>{title}</b>", title=title), said]), look)
    if found.decided_by is None:
        return None
    return Message(words("✅ Your notice “{title}” may leave.", title=title), look)


PUSH = Push(DECIDED, Kind.DUTY, fire, say, useful_for=NEWS_FOR)
