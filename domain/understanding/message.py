"""A message as the recognisers see it: phrases, clauses, and what was made of them so far. Recognises nothing."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from domain.spoken.kinds import Kind, Token
from domain.vital_sign import Meal, Setting

_NONE = Token(Kind.BREAK, "", -1, -1)
_STRANGE = frozenset({Kind.UNKNOWN, Kind.FOREIGN, Kind.DEAD, Kind.REST})
_UNHEARD = frozenset({Kind.UNKNOWN, Kind.FOREIGN})
_PRESSURE = frozenset({"blood_pressure", "systolic", "diastolic"})


@dataclass(slots=True)
class Draft:
    """Something a recogniser found between two phrases, before it is judged. `ask`: the unit was a guess."""

    start: int
    end: int
    vital: str
    values: dict[str, float] = field(default_factory=dict)
    ask: bool = False
    exercise: str = ""
    minutes: int = 0
    meal: Meal | None = None
    setting: Setting = Setting.HOME


class Message:
    """The phrases of a message, and for each its clause: what lies between commas, stops and line ends."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.taken: set[int] = set()
        self.drafts: list[Draft] = []
        self.clause_start, self.clause_end = _clauses(tokens)
        self._strange = _running_count(token.kind in _STRANGE for token in tokens)
        self._unheard = _running_count(token.kind in _UNHEARD for token in tokens)
        self._announced = _running_count(_announces_pressure(token) for token in tokens)

    def at(self, position: int) -> Token:
        return self.tokens[position] if 0 <= position < len(self.tokens) else _NONE

    def is_free(self, position: int) -> bool:
        return position not in self.taken

    def add(self, draft: Draft) -> None:
        self.drafts.append(draft)
        self.taken.update(range(draft.start, draft.end))

    def has_strange_words(self, start: int, end: int) -> bool:
        """Whether the clauses of these phrases hold a word the tables do not know, or a number of something else."""
        return self._counted(self._strange, start, end) > 0

    def has_unknown_words(self, start: int, end: int) -> bool:
        """Whether they hold a word the tables do not know, or one that announces a number of something else."""
        return self._counted(self._unheard, start, end) > 0

    def announces_pressure(self, start: int, end: int) -> bool:
        """Whether the clauses of these phrases say that a pressure or a measurement is meant."""
        return self._counted(self._announced, start, end) > 0

    def _counted(self, counts: list[int], start: int, end: int) -> int:
        return counts[self.clause_end[end - 1]] - counts[self.clause_start[start]]


def is_boundary(token: Token) -> bool:
    return token.kind is Kind.BREAK or (token.kind is Kind.LINK and token.meaning in ("comma", "stop"))


def _announces_pressure(token: Token) -> bool:
    if token.kind is Kind.LABEL:
        return token.meaning.rstrip("?") in _PRESSURE
    return token.kind is Kind.MEASURED or token.meaning in ("mmhg", "kpa")


def _running_count(flags: Iterable[bool]) -> list[int]:
    counts = [0]
    for flag in flags:
        counts.append(counts[-1] + flag)
    return counts


def _clauses(tokens: list[Token]) -> tuple[list[int], list[int]]:
    """For each phrase, where its clause begins and the index after its end."""
    starts: list[int] = []
    ends = [0] * len(tokens)
    first = 0
    for position, token in enumerate(tokens):
        starts.append(first)
        if is_boundary(token):
            ends[first : position + 1] = [position + 1] * (position + 1 - first)
            first = position + 1
    ends[first:] = [len(tokens)] * (len(tokens) - first)
    return starts, ends
