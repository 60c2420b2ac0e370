"""Faults a test asks for, and the log of what the bot asked. It breaks nothing by itself."""

from collections import deque
from dataclasses import dataclass
from typing import Any

from sandbox.errors import ApiError, LostAnswer, NoAnswer
from sandbox.state import Json

# "Too Many Requests: retry after N" and the rest are Telegram's own wording.
_DESCRIPTIONS = {400: "Bad Request: injected fault", 403: "Forbidden: bot was blocked by the user"}
CALLS_KEPT = 20_000
CODES = frozenset({429, 403, 400, 500, "timeout", "lost_answer"})


@dataclass
class Fault:
    """One injected fault; `times` is how often it still strikes. "*" is every method but getUpdates."""

    method: str
    code: int | str
    times: int = 1
    retry_after: int | None = None
    chat: int | None = None
    description: str | None = None

    def strikes(self, method: str, chat_id: str | None) -> bool:
        """Whether the call is one of those meant."""
        meant = self.method.lower()
        if meant != method.lower() and (meant != "*" or method.lower() == "getupdates"):
            return False
        return self.times > 0 and (self.chat is None or str(self.chat) == chat_id)

    def error(self) -> Exception:
        """What happens instead of an answer."""
        if self.code == "timeout":
            return NoAnswer()
        if self.code == "lost_answer":
            return LostAnswer()
        code = int(self.code)
        if code == 429:
            wait = self.retry_after if self.retry_after is not None else 1
            return ApiError(429, self.description or too_many(wait), {"retry_after": wait})
        return ApiError(code, self.description or _DESCRIPTIONS.get(code, "Internal Server Error"))


def too_many(seconds: int) -> str:
    """Telegram's words for 429."""
    return f"Too Many Requests: retry after {seconds}"


class Faults:
    """The faults waiting to strike, in the order they were asked for."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Have it strike the next calls it fits."""
        self._waiting.append(fault)

    def clear(self) -> None:
        """Forget them all."""
        self._waiting.clear()

    def strike(self, method: str, chat_id: str | None) -> Exception | None:
        """What befalls this call, used up by one; None when it may pass."""
        for fault in self._waiting:
            if fault.strikes(method, chat_id):
                fault.times -= 1
                self._waiting = [one for one in self._waiting if one.times > 0]
                return fault.error()
        return None


class CallLog:
    """What the bots asked of the Bot API, in order, the latest CALLS_KEPT of them."""

    def __init__(self) -> None:
        self._calls: deque[Json] = deque(maxlen=CALLS_KEPT)
        self._next = 1

    def add(self, **call: Any) -> Json:
        """Note a call; the caller fills in the outcome."""
        noted: Json = {"number": self._next, **call, "outcome": None}
        self._next += 1
        self._calls.append(noted)
        return noted

    def after(self, number: int) -> list[Json]:
        """The calls numbered above `number`."""
        return [call for call in self._calls if call["number"] > number]
