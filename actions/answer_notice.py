"""Somebody answers a notice, and whoever wrote it answers back, through the bot: by name, and by no Telegram account."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from actions.not_allowed import NotAllowed
from domain.authority import Deed
from domain.notices import LONGEST_ANSWER, MOST_ANSWERS_A_DAY, NoticeState
from storage import authority, notice_threads, notices
from storage import notice_receivers as receivers
from storage.due import add_due
from storage.notice_threads import ANSWER, REPLY, Thread

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class NoticeAnswered:
    """It was passed on to them."""

    to: str


@dataclass(frozen=True, slots=True)
class ThreadEnded:
    """One of the two has ended it, or the other cannot be reached any more."""

    ended: bool = True


@dataclass(frozen=True, slots=True)
class TooMuch:
    """More than is passed on: `longest` characters, `most` a day."""

    longest: int = LONGEST_ANSWER
    most: int = MOST_ANSWERS_A_DAY


def answer_notice(
    session: Session, person_id: int, notice_id: int, text: str, *, now: datetime
) -> NoticeAnswered | ThreadEnded | TooMuch | NotAllowed:
    """An answer of somebody who was sent the notice, to whoever wrote it."""
    found = notices.find_notice(session, notice_id)
    sent = receivers.is_receiver(session, receivers.key_of(notice_id, person_id=person_id))
    if found is None or not sent or found.state is NoticeState.RECALLED or not text:
        return NotAllowed()
    thread = notice_threads.find_thread_of(session, notice_id, person_id)
    if thread is None:
        notice_threads.add_thread(session, notice_id, person_id, now)
        thread = notice_threads.find_thread_of(session, notice_id, person_id)
    assert thread is not None
    return _say(session, thread, text, now, by_author=False)


def reply_in_thread(
    session: Session, person_id: int, thread_id: int, text: str, *, now: datetime
) -> NoticeAnswered | ThreadEnded | TooMuch | NotAllowed:
    """A word of either of the two; of the author only as long as they may send notices."""
    thread = notice_threads.find_thread(session, thread_id)
    if thread is None or not text or person_id not in (thread.person_id, thread.author_id):
        return NotAllowed()
    by_author = person_id == thread.author_id
    if by_author and not authority.list_areas_where(session, person_id, Deed.SEND_NOTICE, now.date()):
        return NotAllowed()
    return _say(session, thread, text, now, by_author=by_author)


def end_thread(
    session: Session, person_id: int, thread_id: int, *, now: datetime
) -> ThreadEnded | NotAllowed:
    """Neither hears the other any more, by either of the two."""
    thread = notice_threads.find_thread(session, thread_id)
    if thread is None or person_id not in (thread.person_id, thread.author_id):
        return NotAllowed()
    if not thread.is_closed:
        notice_threads.close_thread(session, thread_id, now)
    return ThreadEnded()


def _say(
    session: Session, thread: Thread, text: str, now: datetime, *, by_author: bool
) -> NoticeAnswered | ThreadEnded | TooMuch:
    if thread.is_closed or not (by_author or thread.author_is_there):
        return ThreadEnded()
    lately = notice_threads.count_answers(session, thread.id, since=now - A_DAY, by_author=by_author)
    if len(text) > LONGEST_ANSWER or lately >= MOST_ANSWERS_A_DAY:
        return TooMuch()
    answer_id = notice_threads.add_answer(session, thread.id, text, now, by_author=by_author)
    push, to = (REPLY, thread.person_id) if by_author else (ANSWER, thread.author_id)
    add_due(session, push, f"person:{to}", reference=answer_id, due_at=now)
    return NoticeAnswered(thread.name if by_author else thread.author)
