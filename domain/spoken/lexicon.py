"""The tables of words made ready for looking up from any place in a text. Holds no words of its own."""

import re
from collections.abc import Iterable, Iterator, Mapping

from domain.spoken import asides, words
from domain.spoken.exercise_words import EXERCISES, VAGUE_EXERCISES
from domain.spoken.kinds import Kind
from domain.spoken.numbers import NUMERALS

Meaning = tuple[Kind, str]


def _each(listed: str) -> Iterator[str]:
    return (word.strip() for word in listed.split(",") if word.strip())


def _of(kind: Kind, table: Mapping[str, str], mark: str = "") -> Iterator[tuple[str, Meaning]]:
    return ((word, (kind, mark + meaning)) for meaning, listed in table.items() for word in _each(listed))


def _meals() -> Iterator[tuple[str, Meaning]]:
    """Every "after lunch" and 晚饭前: fasting only before breakfast, the two hours only when a meal is over."""
    for meal, (chinese, english) in words.EATEN.items():
        before = {"breakfast": "fasting", "later": "random", "any": "before"}[meal]
        for noun in _each(chinese):
            if noun.startswith("吃完"):
                yield noun, (Kind.MEAL, "after")
            yield from ((noun + end, (Kind.MEAL, before)) for end in ("前", "以前", "之前"))
            yield from ((noun + end, (Kind.MEAL, "after")) for end in ("后", "以后", "之后", "过后", "完后"))
        for noun in _each(english):
            for middle in ("", "my ", "a ", "the "):
                yield f"before {middle}{noun}", (Kind.MEAL, before)
                yield f"after {middle}{noun}", (Kind.MEAL, "after")
            yield f"pre {noun}", (Kind.MEAL, before)
            yield f"post {noun}", (Kind.MEAL, "after")


def _days() -> Iterator[tuple[str, Meaning]]:
    for (ago, part), listed in words.DAYS.items():
        yield from ((word, (Kind.DAY, f"{ago} {part}")) for word in _each(listed))
    for day, listed in enumerate(words.WEEKDAYS):
        chinese, _, english = listed.partition(", ")
        for week in ("周", "星期", "礼拜"):
            yield from ((week + name, (Kind.WEEKDAY, str(day))) for name in chinese.split())
            yield from (("上" + week + name, (Kind.WEEKDAY, f"{day} last")) for name in chinese.split())
            yield from (("下" + week + name, (Kind.PLAN, "")) for name in chinese.split())
        for name in _each(english):
            yield name, (Kind.WEEKDAY, str(day))
            yield f"on {name}", (Kind.WEEKDAY, str(day))
            yield f"last {name}", (Kind.WEEKDAY, str(day))
            yield f"next {name}", (Kind.PLAN, "")


def _all_words() -> Iterator[tuple[str, Meaning]]:
    """Where a word is listed twice, the later meaning wins."""
    for kind, listed in asides.SIMPLE.items():
        yield from _of(kind, {"": listed})
    for relative in _each(asides.RELATIVES):
        yield relative, (Kind.SOMEBODY_ELSE, "")
        yield relative + "s", (Kind.SOMEBODY_ELSE, "")
    yield from _of(Kind.FOREIGN, {"": words.FOREIGN_PREFIXES})
    yield from _of(Kind.EXERCISE, EXERCISES)
    yield from _of(Kind.EXERCISE, VAGUE_EXERCISES, mark="~")
    yield from _meals()
    yield from _of(Kind.MEAL, words.MEALS)
    yield from _days()
    yield from _of(Kind.PART, words.PARTS)
    yield from (
        (name, (Kind.MONTH, str(n))) for n, group in enumerate(words.MONTHS, 1) for name in group.split()
    )
    yield from _of(Kind.LABEL, words.LABELS)
    yield from _of(Kind.MEASURED, {"office": asides.OFFICE})
    yield from _of(Kind.TARGET, {"asked": asides.ASKED})
    yield from _of(Kind.COMPARED, {"after": asides.TARGET_ENDS, "change": asides.BEFORE_A_CHANGE})


def _by_first(entries: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The words under their first character, longest first."""
    shelves: dict[str, list[str]] = {}
    for word in entries:
        shelves.setdefault(word[0], []).append(word)
    return {first: tuple(sorted(shelf, key=len, reverse=True)) for first, shelf in shelves.items()}


def _lengths_by_first_word(phrases: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """How many words the phrases that begin with a word may have, longest first."""
    lengths: dict[str, set[int]] = {}
    for phrase in phrases:
        parts = phrase.split()
        lengths.setdefault(parts[0], set()).add(len(parts))
    return {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}


WORDS: dict[str, Meaning] = dict(_all_words())
WEAK: dict[str, str] = {word: meaning for word, (_, meaning) in _of(Kind.LABEL, words.WEAK_LABELS)}
UNITS: dict[str, str] = {word: meaning for word, (_, meaning) in _of(Kind.UNIT, words.UNITS)} | dict.fromkeys(
    _each(words.COUNTERS), ""
)
_CHINESE = _by_first(word for word in [*WORDS, *WEAK] if not word.isascii())
_UNITS = _by_first(UNITS)
_PLAIN = re.compile(f"(?:(?![{''.join(_CHINESE)}{''.join(NUMERALS)}])[\u3400-\u9fff])+")
_LATIN_LENGTHS = _lengths_by_first_word(word for word in WORDS if word.isascii())


def chinese_word_at(text: str, start: int) -> str:
    """The longest known Chinese word that begins here, or nothing."""
    for word in _CHINESE.get(text[start], ()):
        if text.startswith(word, start):
            return word
    return ""


def plain_until(text: str, start: int) -> int:
    """Where the run of Chinese characters ends that begins here and in which no word can begin after the first."""
    match = _PLAIN.match(text, start + 1)
    return match.end() if match else start + 1


def latin_lengths(first: str) -> tuple[int, ...]:
    return _LATIN_LENGTHS.get(first, ())


def unit_at(text: str, start: int) -> str:
    """The longest unit or counter that begins here; a Latin one only where its word ends."""
    for word in _UNITS.get(text[start], ()):
        if text.startswith(word, start) and not _goes_on(text, word, start + len(word)):
            return word
    return ""


def _goes_on(text: str, word: str, end: int) -> bool:
    following = text[end : end + 1]
    return word[-1].isascii() and word[-1].isalpha() and following.isascii() and following.isalpha()
