"""Blood pressure in every order and dress people type it. Judges no value: only whether one was meant."""

import re
from collections.abc import Iterator

from domain.spoken.kinds import Kind, Token
from domain.understanding.message import Draft, Message
from domain.understanding.mmhg import (
    DIASTOLIC,
    MMHG_IN_A_KPA,
    PART_NAMES,
    PRESSURE,
    PULSE,
    PULSE_UNITS,
    SYSTOLIC,
    in_mmhg,
    is_plain,
    is_possible,
)

_PASSED_OVER = frozenset({Kind.MEASURED, Kind.ME, Kind.WHEN})  # between a label and its number
_KPA_BELOW = 40  # clinical facts 1.6: both numbers below this are kPa
_NO_PRESSURE_ABOVE = 3000  # a slip of one digit too many is asked about, a year or a price is not
_CLEARLY_REVERSED = 25  # mmHg between the numbers of 82-128; 120-130 is a range
_LOOSENESS = ("slash", "colon", "dash", "range")
_PLAIN_PRESSURE = re.compile(r"\s*([1-9]\d{1,2})/([1-9]\d{1,2})\s*\Z", re.ASCII)
_WITH_A_DOT = re.compile(r"\d{2,3}[.点]\d{2,3}$")
_SOLID = re.compile(r"(\d{3})(\d{2,3})$")


def plain_pressure(text: str) -> Draft | None:
    """128/82 and nothing else, the message most often sent: what `read_pairs` would find, by the short way."""
    match = _PLAIN_PRESSURE.match(text)
    if match is None:
        return None
    draft = Draft(0, 3, "blood_pressure", {"systolic": float(match[1]), "diastolic": float(match[2])})
    return draft if _is_sound(draft) else None


def read_pairs(message: Message) -> None:
    """128/82, 128 82 72, 17.1/10.9kPa, 128。82: two or three numbers linked to each other."""
    position = 0
    while position < len(message.tokens):
        if message.tokens[position].kind not in (Kind.NUMBER, Kind.DEAD) or not message.is_free(position):
            position += 1
            continue
        numbers, links = _chain(message, position)
        if not _is_named_otherwise(message, position) and not _is_sum(message, numbers):
            for draft in _drafts(message, numbers, links):
                message.add(draft)
        position = numbers[-1] + 1


def _is_named_otherwise(message: Message, position: int) -> bool:
    """心率60-100 is no pressure, and neither is what stands after a meal: 空腹 6 7."""
    before = message.at(position - 1)
    is_label = before.kind is Kind.LABEL and before.meaning.rstrip("?") not in PART_NAMES | {"blood_pressure"}
    return is_label or (before.kind is Kind.LABEL and before.meaning == "pulse")


def _is_sum(message: Message, numbers: list[int]) -> bool:
    """128-82=46."""
    return any(message.at(position + 1).text == "=" for position in numbers)


def _chain(message: Message, start: int) -> tuple[list[int], list[str]]:
    """The places of numbers that follow each other, and how each is linked to the next."""
    numbers = [start]
    links: list[str] = []
    while True:
        after = message.at(numbers[-1] + 1)
        linked = after.kind is Kind.LINK
        position = numbers[-1] + 1 + linked
        following = message.at(position)
        is_plain_number = is_plain(following) or following.kind is Kind.DEAD
        if not is_plain_number or not message.is_free(position):
            return numbers, links
        is_list = after.meaning == "colon" and after.end != following.start  # than 150/95: 128/82
        links.append("comma" if is_list else after.meaning if linked else "space")
        numbers.append(position)


def _drafts(message: Message, numbers: list[int], links: list[str]) -> Iterator[Draft]:
    groups = _tight_groups(numbers, links)
    if all(len(places) == 1 for places, _ in groups):
        yield from _loose(message, numbers)
        return
    pressure_first = len(groups[0][0]) > 1
    for index, (places, link) in enumerate(groups):
        after = groups[index + 1][0] if index + 1 < len(groups) else []
        one_only = index + 2 >= len(groups) or len(groups[index + 2][0]) > 1
        if len(places) == 2 and pressure_first and one_only and _is_unnamed_pulse(message, after):
            places = places + after  # 128/82 72
        draft = _tight(message, places, link) if len(places) in (2, 3) else None
        if draft is not None:
            yield draft


def _tight_groups(numbers: list[int], links: list[str]) -> list[tuple[list[int], str]]:
    """The numbers of a chain that slashes and dashes hold together, and the loosest link that does."""
    groups: list[tuple[list[int], str]] = [([numbers[0]], "slash")]
    for link, number in zip(links, numbers[1:], strict=True):
        if link in _LOOSENESS:
            places, before = groups[-1]
            groups[-1] = ([*places, number], max(link, before, key=_LOOSENESS.index))
        else:
            groups.append(([number], "slash"))
    return groups


def _is_unnamed_pulse(message: Message, places: list[int]) -> bool:
    if len(places) != 1 or message.at(places[0] + 1).kind is Kind.LABEL:
        return False
    return _is_pulse(message.at(places[0]))


def _is_pulse(token: Token) -> bool:
    is_number = token.kind is Kind.NUMBER and token.meaning in PULSE_UNITS and token.number.is_integer()
    return is_number and is_possible(PULSE, token.number)


def _tight(message: Message, group: list[int], link: str) -> Draft | None:
    tokens = [message.at(position) for position in group]
    if link == "range" or not all(is_plain(token) and token.number < _NO_PRESSURE_ABOVE for token in tokens):
        return None
    start, end = group[0], group[-1] + 1
    draft = Draft(start, end, "blood_pressure", _values(tokens))
    announced = message.announces_pressure(start, end)
    if _is_kpa(tokens, announced):
        return in_mmhg(draft, tokens, certain=True)
    strange = message.has_strange_words(start, end)
    if link == "dash":
        meant = (announced or not strange) and (_is_sound(draft) or _is_clearly_reversed(draft))
    elif announced or not strange:
        meant = announced or _is_sound(draft) or _resembles_pressure(draft)
    else:  # 128/82 among words the tables do not know: a pressure, or the number of a house
        meant = _is_sound(draft) and link != "colon"
        draft.ask = message.has_unknown_words(start, end)
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
        if all(is_plain(token) and token.number.is_integer() for token in tokens) and _is_loose_pressure(
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
        part.name: token.number for part, token in zip((SYSTOLIC, DIASTOLIC, PULSE), tokens, strict=False)
    }


def _is_kpa(tokens: list[Token], announced: bool) -> bool:
    """Said to be kPa, or two numbers below 40 that are too exact for a date: 17.1/10.9."""
    if any(token.meaning == "kpa" for token in tokens):
        return True
    high, low = tokens[0].number, tokens[1].number
    exact = not (high.is_integer() and low.is_integer())
    return low < high < _KPA_BELOW and (exact or announced) and low * MMHG_IN_A_KPA >= DIASTOLIC.possible[0]


def _whole(draft: Draft) -> Draft:
    """Nobody's cuff shows 128.5: rounded, and asked about."""
    if not all(value.is_integer() for value in draft.values.values()):
        draft.values = {part: float(round(value)) for part, value in draft.values.items()}
        draft.ask = True
    return draft


def _is_sound(draft: Draft) -> bool:
    possible = all(is_possible(PRESSURE.part(name), value) for name, value in draft.values.items())
    return possible and draft.values["systolic"] > draft.values["diastolic"]


def _is_clearly_reversed(draft: Draft) -> bool:
    high, low = draft.values["diastolic"], draft.values["systolic"]
    possible = is_possible(SYSTOLIC, high) and is_possible(DIASTOLIC, low)
    return possible and high - low >= _CLEARLY_REVERSED and high >= 100


def _resembles_pressure(draft: Draft) -> bool:
    """Close enough to ask about: 1280/82 and 300/20 are, 24/7 and 9/10 are not."""
    first, second = draft.values["systolic"], draft.values["diastolic"]
    return first >= SYSTOLIC.usual[0] or (max(first, second) >= 60 and min(first, second) >= 10)


def read_single_numbers(message: Message) -> None:
    """What is left where a pressure was announced: 血压128 is half of one, 128.82 and 血压12882 are one."""
    for position, token in enumerate(message.tokens):
        is_number = token.kind is Kind.NUMBER and token.meaning in ("", "mmhg")
        if not is_number or not message.is_free(position) or is_linked(message, position):
            continue
        draft = _dotted(message, position) or _announced_number(message, position)
        if draft is not None:
            message.add(draft)


def is_linked(message: Message, position: int) -> bool:
    """Part of a range or a longer row: 130-140."""
    for link_at, other_at in ((position - 1, position - 2), (position + 1, position + 2)):
        is_number = message.at(other_at).kind in (Kind.NUMBER, Kind.DEAD)
        if message.at(link_at).meaning in ("slash", "dash", "range") and is_number:
            return True
    return False


def _dotted(message: Message, position: int) -> Draft | None:
    token = message.at(position)
    if not _WITH_A_DOT.match(token.text) or message.has_strange_words(position, position + 1):
        return None
    if message.at(position - 1).kind in (Kind.MEAL, Kind.LABEL) and not _is_pressure_label(
        message, position - 1
    ):
        return None
    high, low = (float(number) for number in re.split("[.点]", token.text))
    draft = Draft(position, position + 1, "blood_pressure", {"systolic": high, "diastolic": low})
    usual = SYSTOLIC.usual[0] <= high <= SYSTOLIC.usual[1] and DIASTOLIC.usual[0] <= low <= DIASTOLIC.usual[1]
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
    if token.number.is_integer() and is_possible(SYSTOLIC, token.number):
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
    is_top = SYSTOLIC.usual[0] <= token.number <= SYSTOLIC.usual[1] and token.number.is_integer()
    if others and is_top and token.meaning in ("", "mmhg"):
        message.add(Draft(numbers[0], numbers[0] + 1, "blood_pressure", {"systolic": token.number}))
