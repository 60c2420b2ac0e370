"""Telegram told us that a person blocked the bot, or came back."""

from datetime import datetime

from sqlalchemy.orm import Session

from storage import people


def note_reachable(session: Session, telegram_id: int, *, why_not: str | None, now: datetime) -> None:
    """Keep why a person cannot be written to, or that they can (`why_not` None)."""
    person = people.find_person_by_telegram(session, telegram_id)
    if person is not None:
        people.change_person(session, person.id, unreachable_why=why_not)
