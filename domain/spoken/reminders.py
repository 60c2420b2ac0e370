"""A wish to be reminded, read from what a person typed: of what, at which times, on which weekdays. Sets no reminder."""

import re
from dataclasses import dataclass
from datetime import time

from domain.reminders import EXERCISE, MEDICINE, MOST_CHARACTERS, OTHER, in_order
from domain.spoken.kinds import Kind, Token
from domain.spoken.lexicon import WORDS
from domain.spoken.reminder_times import SpokenTimes, read_times
from domain.spoken.reminder_weekdays import SpokenDays, read_days, spaced
from domain.spoken.tokens import normalise, tokens_of
from domain.vitals import VITAL_SIGNS

_NOT = re.compile(
    r"(?:别|不要|不用|不必|取消|停止|停掉|关掉|关闭|删除|删掉).{0,6}(?:提醒|叫我)"
    r"|(?:do not|don't|dont|stop|cancel|no more|delete|turn off)\b.{0,20}\bremind"
)
_CALL_ME = re.compile(
    r"(?:记得|请|麻烦|帮我|可以|能不能)*(?:提醒|叫|喊)(?:我|俺|咱|一下)+(?:一下|一声)?(?:要|去|来)?"
    r"|(?:请|帮我|给我)?(?:设|加|添加|新建|定)(?:一个|个|置)?.{0,4}提醒"
    r"|(?:please |can you |could you )*\bremind (?:me|us)\b(?: to\b| that i should\b| about\b| of\b)?"
    r"|(?:please )?\b(?:set|add|make|create)\b.{0,12}\breminders?\b(?: to\b| for\b)?"
)
_MENTIONED = re.compile(r"提醒|\breminders?\b|\bremind\b")
_MEDICINE = re.compile(r"药|胰岛素|\b(?:medicines?|medications?|meds|pills?|tablets?|insulin|drugs?)\b")
_LEFT_OVER = " ,.;:!?，。；：！？、的在于每个"
_JOINING = re.compile(
    r"^(?:to|and|at|on|for|的|在|去|和|要|每|every|i want to|please)\b\s*|\s*\b(?:at|on|every|and|each|in)$"
)
_CALLING = re.compile(rf"{_CALL_ME.pattern}|提醒")
_DOTTED = re.compile(r"\b(\d{1,2})\.(\d{2})\b")
_VITALS = frozenset(vital.name for vital in VITAL_SIGNS)
_PRESSURE = frozenset({"systolic", "diastolic"})


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to be reminded of. No `clocks` or no `weekdays`: they did not say, or not so that it is clear.

    `once`: for a single day, tomorrow or the 3rd. `stop`: they want no reminding. `sure`: they asked for it, and did not
    just say what they do every day.
    """

    about: str
    words: str = ""
    clocks: tuple[time, ...] = ()
    weekdays: int | None = None
    once: bool = False
    stop: bool = False
    sure: bool = True


def understand_wish(text: str) -> Wish | None:
    """The wish in a text, or None where there is none. A text with a reading in it is not for here."""
    text = spaced(text)
    plain = normalise(text)
    if _NOT.search(plain):
        return Wish(OTHER, stop=True)
    tokens = tokens_of(text)
    days, times = read_days(plain, tokens), read_times(tokens)
    about = _about(plain, tokens)
    called = _CALL_ME.search(plain) is not None
    again = days.said and bool(times.clocks) and about != OTHER
    mentioned = _MENTIONED.search(plain) is not None and bool(times.clocks or days.said)
    if not (called or again or mentioned):
        return None
    words = "" if about in _VITALS else _own_words(text, plain, days, times)
    weekdays = days.weekdays
    if weekdays is None and not days.unclear:
        weekdays = days.every
    return Wish(about, words, in_order(times.clocks), weekdays, days.once, sure=called or mentioned)


def understand_clocks(text: str) -> tuple[time, ...]:
    """The times of day in an answer to "at what time?": "7点半", "7:30 pm", "7 and 19"."""
    times = read_times(tokens_of(_DOTTED.sub(r"\1:\2", text)), bare=True)
    return in_order(times.clocks)


def understand_days(text: str) -> int | None:
    """The weekdays in an answer to "on which days?", as bits; None where there are none."""
    text = spaced(text)
    days = read_days(normalise(text), tokens_of(text))
    return None if days.unclear or days.once else days.weekdays


def _about(plain: str, tokens: list[Token]) -> str:
    if _MEDICINE.search(plain):
        return MEDICINE
    for token in tokens:
        vital = _vital_in(token)
        if vital:
            return vital
    return EXERCISE if any(token.kind is Kind.EXERCISE for token in tokens) else OTHER


def _vital_in(token: Token) -> str:
    """The vital sign a piece names, alone or after a verb: 血压, 量血压, 称体重."""
    if token.kind is Kind.LABEL:
        name = token.meaning.rstrip("?")
        return "blood_pressure" if name in _PRESSURE else name if name in _VITALS else ""
    if token.kind in (Kind.MEASURED, Kind.UNKNOWN):
        for start in range(1, len(token.text)):
            kind, meaning = WORDS.get(token.text[start:], (Kind.UNKNOWN, ""))
            if kind is Kind.LABEL and meaning in _VITALS:
                return meaning
    return ""


def _own_words(text: str, plain: str, days: SpokenDays, times: SpokenTimes) -> str:
    """What is left once the calling, the times and the days are taken out: "call my daughter"."""
    source = text if len(text) == len(plain) else plain
    spans = [*days.spans, *times.spans, *(match.span() for match in _CALLING.finditer(plain))]
    kept = [
        " " if any(start <= place < end for start, end in spans) else character
        for place, character in enumerate(source)
    ]
    left = " ".join("".join(kept).split()).strip(_LEFT_OVER)
    before = ""
    while left != before:
        before, left = left, _JOINING.sub("", left).strip(_LEFT_OVER)
    return left[:MOST_CHARACTERS]
