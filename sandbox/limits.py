"""Telegram's pace, enforced when asked for: too fast is answered with 429. It never slows anyone down."""

from collections import defaultdict, deque
from datetime import datetime, timedelta

from sandbox.errors import ApiError
from sandbox.faults import too_many

# Telegram, "Bots FAQ": about 30 a second overall, one a second in a chat ("short bursts" pass), 20 a minute
# in a group. The exact numbers are unpublished.
OVERALL_PER_SECOND = 30
CHAT_BURST = 5
CHAT_BURST_WINDOW = timedelta(seconds=CHAT_BURST)
GROUP_PER_MINUTE = 20


def is_paced(method: str, chat_id: str) -> bool:
    """Whether a call (its name in lower case) counts: messages, and edits in groups."""
    if method == "sendchataction":
        return False
    return method.startswith(("send", "copy", "forward")) or (
        method.startswith("edit") and chat_id[:1] == "-"
    )


class Pace:
    """How many messages each bot sent lately."""

    def __init__(self) -> None:
        self._sent: dict[tuple[int, str], deque[datetime]] = defaultdict(deque)

    def check(self, bot_id: int, chat_id: str, now: datetime) -> None:
        """Count a message. Raises ApiError 429 with retry_after seconds when it comes too fast."""
        windows = [("", OVERALL_PER_SECOND, timedelta(seconds=1)), (chat_id, CHAT_BURST, CHAT_BURST_WINDOW)]
        if chat_id.startswith("-"):
            windows = [windows[0], (chat_id, GROUP_PER_MINUTE, timedelta(minutes=1))]
        for key, most, window in windows:
            self._refuse_beyond(most, window, self._sent[bot_id, key], now)
        for key, _most, _window in windows:
            self._sent[bot_id, key].append(now)

    def _refuse_beyond(self, most: int, window: timedelta, sent: deque[datetime], now: datetime) -> None:
        while sent and now - sent[0] >= window:
            sent.popleft()
        if len(sent) >= most:
            wait = max(1, round((sent[0] + window - now).total_seconds() + 0.5))
            raise ApiError(429, too_many(wait), {"retry_after": wait})
