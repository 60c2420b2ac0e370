"""Telegram says that a chat cannot be written to. It is left alone until somebody comes back."""

from datetime import datetime

from sqlalchemy.orm import Session

from storage import areas, outbox, people


def give_up_chat(session: Session, row_id: int, chat_id: int, why: str, *, now: datetime) -> int:
    """Keep why the person or the group cannot be reached, and cancel what waits for the person. How much that was.

    `row_id`: the message that found out. What waits for a group is cancelled when its turn comes, unless the bot is
    back in it by then.
    """
    outbox.mark_failed(session, row_id, why, now)
    person = people.find_person_by_telegram(session, chat_id)
    if person is not None:
        people.change_person(session, person.id, unreachable_why=why)
        return outbox.cancel_for_person(session, person.id, f"unreachable: {why}", now)
    if areas.find_group(session, chat_id) is not None:
        areas.change_group(session, chat_id, bot_status="kicked" if why == "kicked" else "unreachable")
    return 0
