"""What pushes to one person share: who may have it, the row it becomes, the button that ends it. Knows no push by name."""

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.push import Button
from bot.wording import Words
from storage.database import Session
from storage.due import Fire, Queue
from storage.receivers import Receiver, find_addressees, find_receivers

Decide = Callable[[Fire, Receiver], None]


def each(session: Session, push: str, due: Sequence[Fire], decide: Decide) -> Sequence[Fire]:
    """Let `decide` queue and reschedule for those who may be told; nothing is due any more for the others.

    Whoever comes back or agrees again is enrolled anew.
    """
    may = find_receivers(session, push, {one.receiver_id for one in due})
    for one in due:
        receiver = may.get(one.receiver_id)
        if receiver is not None:
            decide(one, receiver)
    return due


def each_on_duty(
    session: Session, push: str, due: Sequence[Fire], *, until: datetime, each_time: bool = False
) -> Sequence[Fire]:
    """Queue each once for its person, as a part of their role: it is not about their own health.

    `each_time`: about the same thing it is said again whenever it is due again.
    """
    found = find_addressees(session, {one.receiver_id for one in due})
    for one in due:
        receiver = found.get(one.receiver_id)
        if receiver is not None:
            key = f"{one.reference}:{one.due_at:%Y%m%dT%H%M%S}" if each_time else one.reference
            one.queue = (to(receiver, push, key, reference=one.reference, until=until),)
    return due


def to(
    receiver: Receiver, push: str, key: object, *, reference: int = 0, until: datetime | None = None
) -> Queue:
    """The outbox row to this person; `key` says which one of this push's it is, so that it is said once."""
    return Queue(
        f"{push}:{receiver.id}:{key}",
        receiver.telegram_id,
        person_id=receiver.id,
        reference=reference,
        expires_at=until,
    )


def no_more(words: Words, push: str) -> tuple[Button, ...]:
    """One tap, and this push is not said to this person again."""
    return (Button(words("🔕 No more of these"), f"unsub:{push}"),)
