"""An urgent notice that somebody has and did not say so: one more word, as a reply to it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from actions.chase_notice import chase_notice
from actions.feed_notice import CHASE
from bot.push import Button, Message, Push
from bot.wording import Words
from bot.words import notice_words
from domain.notices import NoticeState
from domain.outbox import Kind
from storage import notice_receivers, notices
from storage.database import Session
from storage.due import Fire
from storage.outbox import Ready

USEFUL = timedelta(days=3)


def fire(session: Session, due: Sequence[Fire], now: datetime) -> Sequence[Fire]:
    for one in due:
        chased = chase_notice(session, one.reference, now=now)
        one.queue, one.next_at = chased.queue, chased.next_at
    return due


def say(session: Session, row: Ready, words: Words, now: datetime) -> Message | None:
    found = notices.find_notice(session, row.reference)
    if found is None or row.person_id is None or found.state not in (NoticeState.SENDING, NoticeState.DONE):
        return None
    if notices.has_receipt(session, found.id, row.person_id):
        return None
    key = notice_receivers.key_of(found.id, person_id=row.person_id)
    return Message(
        words(
            "🔴 Please read this urgent notice of {area}: “{title}”. Then tap the button.",
            area=found.area,
            title=notice_words.title(words, found),
        ),
        ((Button(words("✅ Received"), f"nrec:{found.id}"),),),
        reply_to=notice_receivers.find_message(session, key),
    )


PUSH = Push(CHASE, Kind.VILLAGE_NOTICE, fire, say, useful_for=USEFUL)
