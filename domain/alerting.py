"""How long a team has to take an alert, and how far up the area tree it is told meanwhile. Knows no person."""

from collections.abc import Sequence
from datetime import timedelta

# [D] clinical facts 1.5: RED is repeated until somebody takes it, ORANGE is taken within two hours.
URGENT_WITHIN = timedelta(minutes=5)
TODAY_WITHIN = timedelta(hours=2)
# [D] Awaiting a clinician's sign-off: after an hour everybody up the tree was called again and again.
URGENT_ROUNDS = 12
SLOWER = timedelta(hours=1)
GIVEN_UP_AFTER = timedelta(days=2)  # [D] by then it is the next visit's affair, not an alert


def wait_after(rounds: int, *, urgent: bool) -> timedelta:
    """How long to wait for somebody to take it, once the team was called so many times."""
    if not urgent:
        return TODAY_WITHIN
    return URGENT_WITHIN if rounds < URGENT_ROUNDS else SLOWER


def reach(rounds: int, clinical: Sequence[bool]) -> int:
    """How many levels are called: the nearest with somebody clinical, one more each time nobody took it.

    `clinical`: for the person's own area and each one above it, whether somebody clinical is there.
    """
    nearest = next((level for level, there in enumerate(clinical) if there), len(clinical) - 1)
    return min(nearest + rounds + 1, len(clinical))
