"""The times of day in a wish to be reminded. Unlike a reading's, they are all meant, and none of them is past."""

from dataclasses import dataclass, field
from datetime import time

from domain.spoken.kinds import Kind, Token
from domain.spoken.when import PartOfDay

_MIDNIGHT_UNTIL = 5  # 夜里2点 is two in the morning
_COMMA = "comma"


@dataclass(slots=True)
class SpokenTimes:
    """Times of day, and where in the text they stood."""

    clocks: list[time] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)


def read_times(tokens: list[Token], *, bare: bool = False) -> SpokenTimes:
    """All times of day said. `bare`: a lone number is an hour, because a time was asked for."""
    reader = _Reader(tokens, bare)
    while reader.position < len(tokens):
        reader.step()
    return reader.finished()


class _Reader:
    """Walks over the pieces; a part of the day colours the times after it, in English also those just before."""

    def __init__(self, tokens: list[Token], bare: bool) -> None:
        self.position = 0
        self._tokens = tokens
        self._bare = bare
        self._found = SpokenTimes()
        self._parts: list[str] = []  # what colours the next time: 早晚7点 has two
        self._parts_used = False
        self._plain: list[int] = []  # times no part of the day has coloured yet
        self._half_past = False

    def step(self) -> None:
        token = self._tokens[self.position]
        self.position += 1
        clock = self._clock(token)
        if clock is not None:
            self._add(clock, token)
        elif token.kind is Kind.PART:
            self._part(token)
        elif token.kind is Kind.HALF and self._next_is("past"):
            self._half_past = True
            self._mark(token)
            self._mark(self._tokens[self.position])
            self.position += 1

    def finished(self) -> SpokenTimes:
        """A part of the day without a time means its usual time."""
        if self._parts and not self._parts_used:
            self._found.clocks += [PartOfDay(part).usual for part in self._parts]
        return self._found

    def _next_is(self, text: str) -> bool:
        return self.position < len(self._tokens) and self._tokens[self.position].text == text

    def _clock(self, token: Token) -> time | None:
        if token.kind is Kind.WHEN and token.said is not None and token.said.clock is not None:
            return token.said.clock
        if token.kind is Kind.NUMBER and not token.meaning and self._may_be_hour(token):
            return time(int(token.number) % 24)
        return None

    def _may_be_hour(self, token: Token) -> bool:
        """A bare number after "at", a part of the day, or another time: "at 7 and 19"."""
        whole = token.number == int(token.number) and 0 <= token.number <= 24
        if not whole or self._followed_by_unit():
            return False
        before = self._tokens[self.position - 2] if self.position > 1 else None
        if before is None:
            return self._bare
        after_time = before.kind is Kind.LINK and before.meaning == _COMMA and bool(self._found.clocks)
        after_at = before.kind is Kind.QUIET and before.text in ("at", "around")
        return self._bare or after_time or after_at or before.kind is Kind.PART or self._half_past

    def _followed_by_unit(self) -> bool:
        return self.position < len(self._tokens) and self._tokens[self.position].kind is Kind.UNIT

    def _add(self, clock: time, token: Token) -> None:
        if self._half_past:
            clock, self._half_past = clock.replace(minute=30), False
        parts = self._parts or [""]
        if not self._parts:
            self._plain.append(len(self._found.clocks))
        self._found.clocks += [_coloured(clock, part) for part in parts]
        self._parts_used = True
        self._mark(token)

    def _part(self, token: Token) -> None:
        self._mark(token)
        if token.text.isascii() and self._plain and not self._between_times(token):
            for place in self._plain:
                self._found.clocks[place] = _coloured(self._found.clocks[place], token.meaning)
            self._plain = []
            return
        if self._parts_used or not self._parts:
            self._parts, self._parts_used = [], False
        self._parts.append(token.meaning)
        self._plain = []

    def _between_times(self, token: Token) -> bool:
        """Whether it belongs to what follows: "7 and every evening at 8"."""
        before = self._tokens[self.position - 2] if self.position > 1 else None
        return before is not None and before.kind not in (Kind.WHEN, Kind.NUMBER, Kind.QUIET)

    def _mark(self, token: Token) -> None:
        before = self._tokens[self.position - 2] if self.position > 1 else None
        if before is not None and before.kind is Kind.QUIET and before.text in ("at", "around"):
            self._found.spans.append((before.start, before.end))
        self._found.spans.append((token.start, token.end))


def _coloured(clock: time, part: str) -> time:
    """An hour as the part of the day means it: 晚上8点 is 20:00, 夜里12点 midnight."""
    hour = clock.hour
    if part in ("evening", "night") and hour == 12:
        return clock.replace(hour=0)
    if part == "night" and hour < _MIDNIGHT_UNTIL:
        return clock
    late = part in ("afternoon", "evening", "night") and hour < 12
    return clock.replace(hour=hour + 12) if late or (part == "noon" and hour < 6) else clock
