"""What was answered to a notice, and what came back: threads, each between its author and one person. Says nothing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, delete, func, select, update
from sqlalchemy.orm import Session

from storage.outbox import outbox
from storage.rows import add_row
from storage.tables import Notice, NoticeAnswer, NoticeThread, Person, table

thread, answer, notice = table(NoticeThread), table(NoticeAnswer), table(Notice)
person = table(Person)
author = person.alias("author")

ANSWER, REPLY = "notice_answer", "notice_reply"  # the pushes: to whoever wrote it, and back


@dataclass(frozen=True, slots=True)
class Thread:
    """A thread, with the two who speak in it."""

    id: int
    notice_id: int
    person_id: int
    name: str
    author_id: int
    author: str
    author_is_there: bool
    is_closed: bool


@dataclass(frozen=True, slots=True)
class Spoken:
    """One thing that was said, and where."""

    thread: Thread
    by_author: bool
    text: str


def _threads() -> Select[Any]:
    return (
        select(
            thread.c.id,
            thread.c.notice_id,
            thread.c.person_id,
            person.c.name,
            notice.c.author_id,
            author.c.name.label("author"),
            (author.c.telegram_id.is_not(None) & author.c.unreachable_why.is_(None)).label("author_is_there"),
            thread.c.closed_at.is_not(None).label("is_closed"),
        )
        .join(notice, notice.c.id == thread.c.notice_id)
        .join(person, person.c.id == thread.c.person_id)
        .join(author, author.c.id == notice.c.author_id)
    )


def _read(row: Row[Any]) -> Thread:
    return Thread(**row._mapping)


def find_thread(session: Session, thread_id: int) -> Thread | None:
    row = session.execute(_threads().where(thread.c.id == thread_id)).one_or_none()
    return None if row is None else _read(row)


def find_thread_of(session: Session, notice_id: int, person_id: int) -> Thread | None:
    which = thread.c.notice_id == notice_id, thread.c.person_id == person_id
    row = session.execute(_threads().where(*which)).one_or_none()
    return None if row is None else _read(row)


def add_thread(session: Session, notice_id: int, person_id: int, now: datetime) -> int:
    return add_row(session, thread, notice_id=notice_id, person_id=person_id, opened_at=now)


def close_thread(session: Session, thread_id: int, now: datetime) -> None:
    session.execute(update(thread).where(thread.c.id == thread_id).values(closed_at=now))


def add_answer(session: Session, thread_id: int, text: str, now: datetime, *, by_author: bool) -> int:
    return add_row(session, answer, thread_id=thread_id, by_author=by_author, text=text, at=now)


def count_answers(session: Session, thread_id: int, *, since: datetime, by_author: bool) -> int:
    """How much one of the two said since then."""
    said = answer.c.thread_id == thread_id, answer.c.by_author == by_author, answer.c.at >= since
    return int(session.execute(select(func.count()).select_from(answer).where(*said)).scalar_one())


def find_spoken(session: Session, answer_id: int) -> Spoken | None:
    row = session.execute(select(answer).where(answer.c.id == answer_id)).one_or_none()
    found = None if row is None else find_thread(session, row.thread_id)
    return None if row is None or found is None else Spoken(found, row.by_author, row.text)


def find_what_was_said(session: Session, person_id: int, message_id: int) -> tuple[str, int] | None:
    """The push, and what it was about, of a message that stands in somebody's chat."""
    row = session.execute(
        select(outbox.c.push, outbox.c.reference).where(
            outbox.c.person_id == person_id, outbox.c.message_id == message_id
        )
    ).first()
    return None if row is None else (row.push, row.reference)


def list_spoken(session: Session, person_id: int) -> list[dict[str, Any]]:
    """Everything said in threads somebody opened, by either, as they may take it away with them."""
    rows = session.execute(
        select(thread.c.notice_id, answer.c.by_author, answer.c.text, answer.c.at)
        .join(thread, thread.c.id == answer.c.thread_id)
        .where(thread.c.person_id == person_id)
        .order_by(answer.c.id)
    )
    return [
        {"notice": row.notice_id, "by": "author" if row.by_author else "me", "words": row.text, "at": row.at}
        for row in rows
    ]


def erase_threads(session: Session, person_id: int) -> None:
    """What somebody opened is gone with all that was said in it; in what they wrote as an author their words are."""
    theirs = select(thread.c.id).where(thread.c.person_id == person_id)
    session.execute(delete(answer).where(answer.c.thread_id.in_(theirs)))
    session.execute(delete(thread).where(thread.c.person_id == person_id))
