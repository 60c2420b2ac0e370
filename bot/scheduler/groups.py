"""What pushes to a village group share: where they go, on whose clock, the button that ends them. Knows no push by name."""

from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta

from bot.push import Button
from bot.wording import Words
from domain.outbox import NIGHT, end_of_quiet
from domain.wall_time import at_wall
from storage.database import Session
from storage.due import Fire, Queue, add_due
from storage.places import Place, find_places, list_places_unscheduled

Decide = Callable[[Fire, Place], None]

LOOK_AGAIN = timedelta(hours=1)
ON_TIME = timedelta(hours=1)


def enrol(session: Session, push: str, first: Callable[[Place], datetime | None]) -> int:
    """Schedule this push for the groups it does not know yet. How many."""
    new = [
        (place, at) for place in list_places_unscheduled(session, push) if (at := first(place)) is not None
    ]
    for place, at in new:
        add_due(session, push, place.name, due_at=at)
    return len(new)


def each(session: Session, push: str, due: Sequence[Fire], decide: Decide) -> Sequence[Fire]:
    """Let `decide` queue and reschedule; nothing is due any more where the push is not wanted."""
    places = find_places(session, push, {one.receiver_id for one in due})
    for one in due:
        place = places.get(one.receiver_id)
        if place is not None:
            decide(one, place)
    return due


def post(
    one: Fire, place: Place, push: str, key: str, *, reference: int, now: datetime, until: datetime
) -> None:
    """Queue one post, good until `until`; `one.next_at` is when the next is due.

    Where the bot is not in the group it looks again later, as long as this one is still good.
    """
    if now >= until:
        one.late = True
        return
    if not place.has_bot:
        again = now + LOOK_AGAIN
        one.next_at = again if again < until and (one.next_at is None or again < one.next_at) else one.next_at
        return
    missed = now - one.due_at > ON_TIME or one.due_at.minute or one.due_at.second
    one.queue = (
        Queue(
            f"{push}:{place.name}:{key}",
            place.telegram_id,
            group_id=place.id,
            reference=reference,
            not_before=end_of_quiet(NIGHT, place.zone, now) if missed else None,
            expires_at=until,
        ),
    )


def end_of_week(at: datetime, place: Place) -> datetime:
    """When the ISO week of `at` ends in the village."""
    day = at.astimezone(place.zone).date()
    return at_wall(day + timedelta(days=7 - day.weekday()), time(), place.zone)


def end_of_day(at: datetime, place: Place, *, after: int = 0) -> datetime:
    """When the day of `at` ends in the village, or the one so many days after it."""
    day = at.astimezone(place.zone).date()
    return at_wall(day + timedelta(days=1 + after), time(), place.zone)


def no_more(words: Words, push: str) -> Button:
    """One tap of an administrator, and this push is not posted in this group again."""
    return Button(words("🔕 Not in this group"), f"gunsub:{push}")
