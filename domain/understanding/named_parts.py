"""Blood pressure with its numbers named, in any order: 高压128低压82, sys 145 dia 95. Judges no value."""

from domain.spoken.kinds import Kind
from domain.understanding.message import Draft, Message
from domain.understanding.mmhg import DIASTOLIC, PART_NAMES, PRESSURE, PULSE, in_mmhg, is_plain, is_possible

_PASSED_OVER = frozenset({Kind.MEASURED, Kind.ME, Kind.WHEN})  # between a label and its number


def read_named_parts(message: Message) -> None:
    """高压128低压82, sys 145 dia 95, 128高压 82低压: the names decide, in any order."""
    position = 0
    while position < len(message.tokens):
        token = message.tokens[position]
        if token.kind is Kind.LABEL and token.meaning.rstrip("?") in PART_NAMES - {"pulse"}:
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
        if label.kind is not Kind.LABEL or part not in PART_NAMES or part in values or number_at is None:
            break
        values[part] = message.at(number_at).number
        weak = weak and label.meaning.endswith("?")
        position = end = number_at + 1
        while message.at(position).kind is Kind.LINK or message.at(position).meaning == "blood_pressure":
            position += 1
    end = _unnamed_rest(message, end, values) if values else end
    if not _is_sensible(values) or (weak and len(values) < 2):
        return None
    return in_mmhg(Draft(start, end, "blood_pressure", values), message.tokens[start:end])


def _unnamed_rest(message: Message, end: int, values: dict[str, float]) -> int:
    """高压128 82: the number after a named systolic, and the one after that."""
    for part, follows in ((DIASTOLIC, "systolic"), (PULSE, "diastolic")):
        position = end + (message.at(end).kind is Kind.LINK)
        token = message.at(position)
        named = message.at(position + 1).kind is Kind.LABEL
        if part.name in values or follows not in values or not is_plain(token) or named:
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
    while is_plain(message.at(position)) and message.at(position + 1).kind is Kind.LABEL:
        values[message.at(position + 1).meaning.rstrip("?")] = message.at(position).number
        position += 2 + (message.at(position + 2).kind is Kind.LINK)
    if (
        message.at(position).kind is Kind.NUMBER
        or not {"systolic", "diastolic"} <= values.keys() <= PART_NAMES
    ):
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
    return link.meaning in ("slash", "dash", "range") and message.at(position + 2).kind in (
        Kind.NUMBER,
        Kind.DEAD,
    )


def _is_sensible(values: dict[str, float]) -> bool:
    """A whole pressure is judged by its numbers; a part of one must at least be possible."""
    if {"systolic", "diastolic"} <= values.keys():
        return True
    named = [name for name in ("systolic", "diastolic") if name in values]
    return bool(named) and is_possible(PRESSURE.part(named[0]), values[named[0]])
