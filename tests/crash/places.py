"""Where a bot may be killed, and which place is next. Deterministic by seed."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

ANY_MOMENT = "any moment"
# In the order one update passes them.
PLACES = (
    "after-acknowledging",  # Telegram has let go of the ones before, these have just come
    "met",
    "before-action",
    "before-note",  # acted and moved on, not yet noted as handled
    "after-action",
    "before-commit",
    "after-commit",
    "before-answer",
    "after-answer",
    "handled",  # this one is; the others that came with it may not be
    "before-acknowledging",
)
# By webhook nothing is asked for, and Telegram has let go when it hears 200.
WEBHOOK_PLACES = tuple(place for place in PLACES if place not in ("after-acknowledging", "handled"))
FURTHEST_PASSAGE = 10  # some of those for each person who writes at the same time
FURTHEST_BATCH = 4
LATEST_SECONDS = 0.15  # a bot is up and has answered everybody by then


@dataclass(frozen=True, slots=True)
class Death:
    """One kill to come: at the `passage`-th time the bot passes `place`, or `after_seconds` of life."""

    place: str
    passage: int = 0
    after_seconds: float = 0.0

    @property
    def failpoint(self) -> str:
        return "" if self.place == ANY_MOMENT else f"{self.place}:{self.passage}"


def deaths(count: int, chance: Random, *, webhook: bool) -> Iterator[Death]:
    """As many deaths, each place as often as the others, in no order; every fifth or so at any moment."""
    places = [*(WEBHOOK_PLACES if webhook else PLACES), ANY_MOMENT, ANY_MOMENT]
    drawn = [places[number % len(places)] for number in range(count)]
    chance.shuffle(drawn)
    for place in drawn:
        if place == ANY_MOMENT:
            yield Death(place, after_seconds=chance.uniform(0, LATEST_SECONDS))
        else:
            by_batch = place.endswith("-acknowledging") and not webhook
            yield Death(place, passage=chance.randint(1, FURTHEST_BATCH if by_batch else FURTHEST_PASSAGE))
