"""Blood pressure in every order and dress people type it. Judges no value: only whether one was meant."""

import re
from collections.abc import Iterator

from domain.spoken_tokens import Token
from domain.spoken_words import Kind
from domain.understanding_message import Draft, Message
from domain.vital_sign import Part
from domain.vitals import vital_sign

MMHG_IN_A_KPA = 7.50062  # clinical facts 1.6
_VITAL = vital_sign("blood_pressure")
_SYSTOLIC, _DIASTOLIC, _PULSE = (_VITAL.part(name) for name in ("systolic", "diastolic", "pulse"))
_PARTS = frozenset(part.name for part in _VITAL.parts)
_UNITS = frozenset({"", "mmhg", "kpa"})
_PULSE_UNITS = frozenset({"", "bpm", "times"})
_PASSED_OVER = frozenset({Kind.MEASURED, Kind.ME, Kind.WHEN})  # between a label and its number
_KPA_BELOW = 40  # clinical facts 1.6: both numbers below this are kPa
_NO_PRESSURE_ABOVE = 3000  # a slip of one digit too many is asked about, a year or a price is not
_CLEARLY_REVERSED = 25  # mmHg between the numbers of 82-128; 120-130 is a range
_WITH_A_DOT = re.compile(r"\d{2,3}\.\d{2,3}$")
_SOLID = re.compile(r"(\d{3})(\d{2,3})$")


def read_named_parts(message: Message) -> None:
    """高压128低压82, sys 145 dia 95, 128高压 82低压: the names decide, in any order."""
    position = 0
    while position < len(message.tokens):
        token = message.tokens[position]
        if token.kind is Kind.LABEL and token.meaning.rstrip("?") in _PARTS - {"pulse"}:
            draft = _named_backwards(message, position) or _named(message, position)
            if draft is not None:
                message.add(draft)
                position = draft.end
        position += 1


def _named(message: Message, start: int) -> Draft | None:
    values: dict[str, float] = {}
    position, end, weak = start, start, True
    while True:
        label = message.at(position)
        part = label.meaning.rstrip("?")
        number_at = number_after(message, position)
        if label.kind is not Kind.LABEL or part not in _PARTS or part in values or number_at is None:
            break
        values[part] = message.at(number_at).number
        weak = weak and label.meaning.endswith("?")
        position = end = number_at + 1
        while message.at(position).kind is Kind.LINK or message.at(position).meaning == "blood_pressure":
            position += 1
    end = _unnamed_rest(message, end, values) if values else end
    if not _is_sensible(values) or (weak and len(values) < 2):
        return None
    return _in_mmhg(Draft(start, end, "blood_pressure", values), message.tokens[start:end])


def _unnamed_rest(message: Message, end: int, values: dict[str, float]) -> int:
    """高压128 82: the number after a named systolic, and the one after that."""
    for part, follows in ((_DIASTOLIC, "systolic"), (_PULSE, "diastolic")):
        position = end + (message.at(end).kind is Kind.LINK)
        token = message.at(position)
        named = message.at(position + 1).kind is Kind.LABEL
        if part.name in values or follows not in values or not _is_plain(token) or named:
            continue
        if is_possible(part, token.number):
            values[part.name], end = token.number, position + 1
    return end


def _named_backwards(message: Message, first: int) -> Draft | None:
    """128高压 82低压: every number stands before its name."""
    values: dict[str, float] = {}
    position = start = first - 1
    if message.at(start - 1).kind is Kind.LABEL:
        return None
    while _is_plain(message.at(position)) and message.at(position + 1).kind is Kind.LABEL:
        values[message.at(position + 1).meaning.rstrip("?")] = message.at(position).number
        position += 2 + (message.at(position + 2).kind is Kind.LINK)
    if message.at(position).kind is Kind.NUMBER or not {"systolic", "diastolic"} <= values.keys() <= _PARTS:
        return None
    return Draft(start, position, "blood_pressure", values)


def number_after(message: Message, label_at: int, passed_over: frozenset[Kind] = _PASSED_OVER) -> int | None:
    """Where the number is that this label names; None where a pair or a range begins, or nothing of ours."""
    weak = message.at(label_at).meaning.endswith("?")
    position = label_at + 1
    for _ in range(4):
        token = message.at(position)
        if token.kind is Kind.NUMBER:
            return None if _begins_a_pair(message, position) else position
        is_link = token.kind is Kind.LINK and token.meaning in ("colon", "comma", "dash")
        if not (is_link or (token.kind in passed_over and not weak)):
            return None
        position += 1
    return None


def _begins_a_pair(message: Message, position: int) -> bool:
    link = message.at(position + 1)
    return link.meaning in ("slash", "dash") and message.at(position + 2).kind in (Kind.NUMBER, Kind.DEAD)


def _is_plain(token: Token) -> bool:
    return token.kind is Kind.NUMBER and token.meaning in _UNITS | _PULSE_UNITS


def is_possible(part: Part, value: float) -> bool:
    return part.possible[0] <= value <= part.possible[1]


def _is_sensible(values: dict[str, float]) -> bool:
    """A whole pressure is judged by its numbers; a part of one must at least be possible."""
    if {"systolic", "diastolic"} <= values.keys():
        return True
    named = [name for name in ("systolic", "diastolic") if name in values]
    return bool(named) and is_possible(_VITAL.part(named[0]), values[named[0]])


def read_pairs(message: Message) -> None:
    """128/82, 128 82 72, 17.1/10.9kPa, 128。82: two or three numbers linked to each other."""
    position = 0
    while position < len(message.tokens):
        if message.tokens[position].kind not in (Kind.NUMBER, Kind.DEAD) or not message.is_free(position):
            position += 1
            continue
        numbers, links = _chain(message, position)
        if not _is_named_otherwise(message, position):
            for draft in _drafts(message, numbers, links):
                message.add(draft)
        position = numbers[-1] + 1


def _is_named_otherwise(message: Message, position: int) -> bool:
    """心率60-100 is no pressure, and neither is what stands after a meal: 空腹 6 7."""
    before = message.at(position - 1)
    is_label = before.kind is Kind.LABEL and before.meaning.rstrip("?") not in _PARTS | {"blood_pressure"}
    return is_label or (before.kind is Kind.LABEL and before.meaning == "pulse")


def _chain(message: Message, start: int) -> tuple[list[int], list[str]]:
    """The places of numbers that follow each other, and how each is linked to the next."""
    numbers, links = [start], []
    while True:
        after = message.at(numbers[-1] + 1)
        linked = after.kind is Kind.LINK
        position = numbers[-1] + 1 + linked
        if message.at(position).kind not in (Kind.NUMBER, Kind.DEAD) or not message.is_free(position):
            return numbers, links
        links.append(after.meaning if linked else "space")
        numbers.append(position)


def _drafts(message: Message, numbers: list[int], links: list[str]) -> Iterator[Draft]:
    tight = [link in ("slash", "dash", "colon") for link in links]
    if not any(tight):
        yield from _loose(message, numbers)
        return
    start = 0
    while start < len(numbers):
        end = start
        while end < len(tight) and tight[end]:
            end += 1
        group = numbers[start : end + 1]
        if len(group) in (2, 3):
            if len(group) == 2 and _pulse_follows(message, numbers, tight, end):
                group.append(numbers[end + 1])
                end += 1
            draft = _tight(message, group, "dash" if "dash" in links[start:end] else "slash")
            if draft is not None:
                yield draft
        start = end + 1


def _pulse_follows(message: Message, numbers: list[int], tight: list[bool], end: int) -> bool:
    """128/82 72: one whole number, neither linked nor followed by another."""
    if end + 1 >= len(numbers) or (end + 1 < len(tight) and not tight[end + 1]):
        return False
    token = message.at(numbers[end + 1])
    alone = end + 1 >= len(tight)
    return alone and _is_pulse(token) and message.at(numbers[end + 1] + 1).kind is not Kind.LABEL


def _is_pulse(token: Token) -> bool:
    is_number = token.kind is Kind.NUMBER and token.meaning in _PULSE_UNITS and token.number.is_integer()
    return is_number and is_possible(_PULSE, token.number)


def _tight(message: Message, group: list[int], link: str) -> Draft | None:
    tokens = [message.at(position) for position in group]
    if not all(_is_plain(token) and token.number < _NO_PRESSURE_ABOVE for token in tokens):
        return None
    start, end = group[0], group[-1] + 1
    draft = Draft(start, end, "blood_pressure", _values(tokens))
    announced = message.announces_pressure(start, end)
    if _is_kpa(tokens, announced):
        return _in_mmhg(draft, tokens, certain=True)
    strange = message.has_strange_words(start, end)
    if link == "dash":
        meant = (announced or not strange) and (_is_sound(draft) or _is_clearly_reversed(draft))
    elif announced or not strange:
        meant = announced or _resembles_pressure(draft)
    else:
        meant = _is_sound(draft)
    return _whole(draft) if meant else None


def _loose(message: Message, numbers: list[int]) -> Iterator[Draft]:
    """128 82, and 128 82 135 86: only numbers and words we know, or a word that says it is a pressure."""
    size = {2: 2, 3: 3, 4: 2, 6: 3}.get(len(numbers))
    if size is None:
        return
    for first in range(0, len(numbers), size):
        group = numbers[first : first + size]
        tokens = [message.at(position) for position in group]
        draft = Draft(group[0], group[-1] + 1, "blood_pressure", _values(tokens))
        if all(_is_plain(token) and token.number.is_integer() for token in tokens) and _is_loose_pressure(
            message, draft
        ):
            yield draft


def _is_loose_pressure(message: Message, draft: Draft) -> bool:
    if message.announces_pressure(draft.start, draft.end):
        return (
            _is_sound(draft) or _is_clearly_reversed(draft) or message.at(draft.start - 1).kind is Kind.LABEL
        )
    if message.has_strange_words(draft.start, draft.end):
        return False
    return _is_sound(draft) or _is_clearly_reversed(draft)


def _values(tokens: list[Token]) -> dict[str, float]:
    return {
        part.name: token.number for part, token in zip((_SYSTOLIC, _DIASTOLIC, _PULSE), tokens, strict=False)
    }


def _is_kpa(tokens: list[Token], announced: bool) -> bool:
    """Said to be kPa, or two numbers below 40 that are too exact for a date: 17.1/10.9."""
    if any(token.meaning == "kpa" for token in tokens):
        return True
    high, low = tokens[0].number, tokens[1].number
    exact = not (high.is_integer() and low.is_integer())
    return low < high < _KPA_BELOW and (exact or announced) and low * MMHG_IN_A_KPA >= _DIASTOLIC.possible[0]


def _in_mmhg(draft: Draft, tokens: list[Token], *, certain: bool = False) -> Draft:
    if certain or any(token.meaning == "kpa" for token in tokens):
        for part in ("systolic", "diastolic"):
            if part in draft.values:
                draft.values[part] = float(round(draft.values[part] * MMHG_IN_A_KPA))
        draft.ask = True
    return draft


def _whole(draft: Draft) -> Draft:
    """Nobody's cuff shows 128.5: rounded, and asked about."""
    if not all(value.is_integer() for value in draft.values.values()):
        draft.values = {part: float(round(value)) for part, value in draft.values.items()}
        draft.ask = True
    return draft


def _is_sound(draft: Draft) -> bool:
    possible = all(is_possible(_VITAL.part(name), value) for name, value in draft.values.items())
    return possible and draft.values["systolic"] > draft.values["diastolic"]


def _is_clearly_reversed(draft: Draft) -> bool:
    high, low = draft.values["diastolic"], draft.values["systolic"]
    possible = is_possible(_SYSTOLIC, high) and is_possible(_DIASTOLIC, low)
    return possible and high - low >= _CLEARLY_REVERSED and high >= 100


def _resembles_pressure(draft: Draft) -> bool:
    """Close enough to ask about: 1280/82 and 300/20 are, 24/7 and 9/10 are not."""
    first, second = draft.values["systolic"], draft.values["diastolic"]
    return first >= _SYSTOLIC.usual[0] or (max(first, second) >= 60 and min(first, second) >= 10)


def read_single_numbers(message: Message) -> None:
    """What is left where a pressure was announced: 血压128 is half of one, 128.82 and 血压12882 are one."""
    for position, token in enumerate(message.tokens):
        if (
            token.kind is not Kind.NUMBER
            or token.meaning not in ("", "mmhg")
            or not message.is_free(position)
        ):
            continue
        draft = _dotted(message, position) or _announced_number(message, position)
        if draft is not None:
            message.add(draft)


def _dotted(message: Message, position: int) -> Draft | None:
    token = message.at(position)
    if not _WITH_A_DOT.match(token.text) or message.has_strange_words(position, position + 1):
        return None
    if message.at(position - 1).kind in (Kind.MEAL, Kind.LABEL) and not _is_pressure_label(
        message, position - 1
    ):
        return None
    high, low = (float(number) for number in token.text.split("."))
    draft = Draft(position, position + 1, "blood_pressure", {"systolic": high, "diastolic": low})
    usual = (
        _SYSTOLIC.usual[0] <= high <= _SYSTOLIC.usual[1] and _DIASTOLIC.usual[0] <= low <= _DIASTOLIC.usual[1]
    )
    return draft if usual and high > low else None


def _is_pressure_label(message: Message, position: int) -> bool:
    return message.at(position).kind is Kind.LABEL and message.at(position).meaning == "blood_pressure"


def _announced_number(message: Message, position: int) -> Draft | None:
    label = position - 1
    while message.at(label).kind in _PASSED_OVER or message.at(label).meaning == "colon":
        label -= 1
    token = message.at(position)
    if not _is_pressure_label(message, label) and token.meaning != "mmhg":
        return None
    solid = _SOLID.match(token.text)
    if solid:
        return _solid(position, float(solid[1]), float(solid[2]))
    if token.number.is_integer() and is_possible(_SYSTOLIC, token.number):
        return Draft(position, position + 1, "blood_pressure", {"systolic": token.number})
    return None


def _solid(position: int, high: float, low: float) -> Draft | None:
    """血压12882: 128/82 without anything between, to be confirmed."""
    draft = Draft(position, position + 1, "blood_pressure", {"systolic": high, "diastolic": low}, ask=True)
    return draft if _is_sound(draft) else None


def read_lone_number(message: Message) -> None:
    """128 and nothing else is the half of a pressure; 72 or 6.1 could be anything."""
    known = frozenset({Kind.WHEN, Kind.MEASURED, Kind.LINK, Kind.BREAK, Kind.ME})
    numbers = [position for position, token in enumerate(message.tokens) if token.kind is Kind.NUMBER]
    if len(numbers) != 1 or message.drafts:
        return
    token = message.at(numbers[0])
    others = all(other.kind in known for other in message.tokens if other.kind is not Kind.NUMBER)
    is_top = _SYSTOLIC.usual[0] <= token.number <= _SYSTOLIC.usual[1] and token.number.is_integer()
    if others and is_top and token.meaning in ("", "mmhg"):
        message.add(Draft(numbers[0], numbers[0] + 1, "blood_pressure", {"systolic": token.number}))
