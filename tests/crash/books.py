"""What the people of a trial were told and what must be kept of it; and everything that was not as it should be."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.wording import Words
from bot.words import telling
from domain.understanding import Exercised, Measured

_POINTS = re.compile(r"\+(\d+)")


@dataclass(frozen=True, slots=True)
class Log:
    """A reading or an exercise: as it must lie in the database, and how an answer that names it looks."""

    key: str
    pattern: re.Pattern[str]


def key_of(vital: str, values: Iterable[float | None]) -> str:
    return f"{vital} {'/'.join(f'{value:g}' for value in values if value is not None)}"


def log_of(words: Words, item: Measured | Exercised) -> Log:
    if isinstance(item, Measured):
        told = telling.numbers(words, item.reading)
        return Log(key_of(item.reading.vital, item.reading.values.values()), re.compile(re.escape(told)))
    name = re.escape(telling.exercise_name(words, item.kind))
    return Log(key_of(item.kind, [item.minutes]), re.compile(rf"{name}\D*{item.minutes}(?!\d)"))


@dataclass
class Account:
    """What one person was told: logs that are kept, logs taken back, points."""

    kept: list[Log] = field(default_factory=list)
    ended: list[tuple[Log, str]] = field(default_factory=list)
    points: int = 0

    def keep(self, log: Log) -> None:
        self.kept.append(log)

    def named_in(self, texts: Sequence[str]) -> Log | None:
        """The newest log in force that one of these answers names."""
        return next((log for log in reversed(self.kept) if any(map(log.pattern.search, texts))), None)

    def end(self, log: Log, why: str) -> None:
        self.kept.remove(log)
        self.ended.append((log, why))

    def rows(self) -> Counter[str]:
        """The rows that must be in the database, no more and no fewer."""
        return Counter([log.key for log in self.kept] + [f"{log.key} {why}" for log, why in self.ended])


@dataclass
class Findings:
    """Everything that was not as promised; the first of them decides the exit code."""

    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)
    answered_differently: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def all(self) -> dict[str, list[str]]:
        return {
            "lost": self.lost,
            "twice": self.twice,
            "unanswered": self.unanswered,
            "answered differently": self.answered_differently,
            "otherwise wrong": self.wrong,
        }

    @property
    def is_empty(self) -> bool:
        return not any(self.all.values())

    def compare(self, whose: str, promised: Counter[str], found: Counter[str]) -> None:
        """What was promised and is not there is lost; what is there and was not promised is there twice."""
        self.lost += [f"{whose}: {key}" for key in (promised - found).elements()]
        self.twice += [f"{whose}: {key}" for key in (found - promised).elements()]


def points_in(texts: Iterable[str]) -> int:
    return sum(int(points) for text in texts for points in _POINTS.findall(text))
