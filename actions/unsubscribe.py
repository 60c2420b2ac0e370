"""A person does not want one of the bot's messages any more, or wants it again. One tap, no question."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from storage import subscriptions
from storage.due import remove_due


@dataclass(frozen=True, slots=True)
class SubscriptionChanged:
    push: str
    wanted: bool


def unsubscribe(session: Session, person_id: int, push: str, *, now: datetime) -> SubscriptionChanged:
    """Nothing of this push is said to this person any more, whatever is queued or due."""
    receiver = f"person:{person_id}"
    subscriptions.add_unsubscribed(session, receiver, push)
    remove_due(session, push, receiver)
    return SubscriptionChanged(push, False)


def subscribe_again(session: Session, person_id: int, push: str, *, now: datetime) -> SubscriptionChanged:
    """From the next time on."""
    subscriptions.remove_unsubscribed(session, f"person:{person_id}", push)
    return SubscriptionChanged(push, True)
