"""Somebody answered a lesson's quiz. The first answer counts, a right one is paid; nothing is kept of strangers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from actions.pay import Paid, pay_for
from domain.points import Act
from storage import people, quizzes


@dataclass(frozen=True, slots=True)
class QuizAnswered:
    person_id: int
    right: bool
    paid: Paid


@dataclass(frozen=True, slots=True)
class NotCounted:
    """Not our quiz, nobody who agreed to be counted, an answer taken back, or not their first."""


def answer_quiz(
    session: Session, poll_id: str, telegram_id: int, options: Sequence[int], *, now: datetime
) -> QuizAnswered | NotCounted:
    """Doing it twice changes nothing, so an update that comes again needs no note of its own."""
    quiz = quizzes.find_quiz(session, poll_id)
    person = people.find_person_by_telegram(session, telegram_id) if quiz and options else None
    if quiz is None or person is None or not person.may_be_logged:
        return NotCounted()
    if quizzes.has_answered(session, poll_id, person.id):
        return NotCounted()
    right = list(options) == [quiz.right_option]
    quizzes.add_answer(session, poll_id, person.id, right=right, now=now)
    today = now.astimezone(ZoneInfo(person.timezone)).date()
    act = Act.QUIZ_RIGHT if right else None
    return QuizAnswered(
        person.id, right, pay_for(session, person, act, taken_at=now, local_date=today, now=now)
    )
