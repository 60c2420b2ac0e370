"""A lesson's quiz stands in a group: which poll it is, so that a right answer can earn its points. Pays nothing."""

from datetime import datetime

from sqlalchemy.orm import Session

from storage.quizzes import add_quiz


def note_quiz_posted(
    session: Session,
    poll_id: str,
    group_id: int,
    *,
    lesson: str,
    week: str,
    right_option: int,
    message_id: int | None,
    now: datetime,
) -> None:
    add_quiz(
        session,
        poll_id=poll_id,
        group_id=group_id,
        lesson=lesson,
        week=week,
        right_option=right_option,
        message_id=message_id,
        posted_at=now,
    )
