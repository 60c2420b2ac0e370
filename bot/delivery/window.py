"""How many requests reached Telegram in the last second, as far as that can be known from here. Waits for nothing.

A request arrives at some time between its departure and its answer. Counting it from its answer, less the way back
(half the shortest round trip seen lately), is not too early: so no jitter of the network or of this machine makes more
arrive in a second than are meant to.
"""

from collections import deque
from dataclasses import dataclass

_ROUND_TRIPS_REMEMBERED = 100
_LOOK_AGAIN_SECONDS = 0.005


@dataclass(slots=True)
class Departure:
    """A request that left; `counts_from` is unknown until it is answered."""

    left_at: float
    counts_from: float | None = None


class Window:
    """At most so many in a sliding time. All times are seconds of the event loop."""

    def __init__(self, most: int, seconds: float) -> None:
        self._most, self._seconds = most, seconds
        self._departures: list[Departure] = []
        self._round_trips: deque[float] = deque(maxlen=_ROUND_TRIPS_REMEMBERED)

    def leave(self, now: float) -> Departure:
        """A request leaves; tell `answer` when it was answered, or failed."""
        departure = Departure(now)
        self._departures.append(departure)
        return departure

    def answer(self, departure: Departure, now: float) -> None:
        self._round_trips.append(now - departure.left_at)
        departure.counts_from = max(departure.left_at, now - min(self._round_trips) / 2)

    def add(self, now: float) -> None:
        """Something that leaves and arrives at once."""
        self.count(now)  # forgets the old ones
        self._departures.append(Departure(now, now))

    def count(self, now: float) -> int:
        """How many are in the window, with those on their way."""
        self._departures = [
            one
            for one in self._departures
            if one.counts_from is None or one.counts_from > now - self._seconds
        ]
        return len(self._departures)

    def free_at(self, now: float, kept_free: int = 0) -> float:
        """When the next may leave, or when to ask again."""
        over = self.count(now) - max(1, self._most - kept_free)
        if over < 0:
            return now
        known = sorted(one.counts_from for one in self._departures if one.counts_from is not None)
        return known[over] + self._seconds if over < len(known) else now + _LOOK_AGAIN_SECONDS
