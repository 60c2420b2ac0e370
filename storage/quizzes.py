"""Quizzes that were posted with lessons, and the first answer of each person. Pays nothing."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from storage.tables import QuizAnswer, QuizPoll, table

quiz_poll = table(QuizPoll)
quiz_answer = table(QuizAnswer)


@dataclass(frozen=True, slots=True)
class PostedQuiz:
    poll_id: str
    lesson: str
    week: str
    right_option: int


def add_quiz(session: Session, **values: object) -> None:
    session.execute(insert(quiz_poll).values(**values))


def find_quiz(session: Session, poll_id: str) -> PostedQuiz | None:
    columns = (quiz_poll.c.poll_id, quiz_poll.c.lesson, quiz_poll.c.week, quiz_poll.c.right_option)
    row = session.execute(select(*columns).where(quiz_poll.c.poll_id == poll_id)).one_or_none()
    return None if row is None else PostedQuiz(*row)


def has_answered(session: Session, poll_id: str, person_id: int) -> bool:
    query = select(quiz_answer.c.right).where(
        quiz_answer.c.poll_id == poll_id, quiz_answer.c.person_id == person_id
    )
    return session.execute(query).first() is not None


@dataclass(frozen=True, slots=True)
class Answered:
    """A person's answer, as they may read it."""

    lesson: str
    week: str
    right: bool
    answered_at: datetime


def list_answers(session: Session, person_id: int) -> list[Answered]:
    """Oldest first."""
    rows = session.execute(
        select(quiz_poll.c.lesson, quiz_poll.c.week, quiz_answer.c.right, quiz_answer.c.answered_at)
        .join(quiz_poll, quiz_poll.c.poll_id == quiz_answer.c.poll_id)
        .where(quiz_answer.c.person_id == person_id)
        .order_by(quiz_answer.c.answered_at)
    )
    return [Answered(*row) for row in rows]


def add_answer(session: Session, poll_id: str, person_id: int, *, right: bool, now: datetime) -> None:
    values = {"poll_id": poll_id, "person_id": person_id, "right": right, "answered_at": now}
    session.execute(insert(quiz_answer).values(**values))
