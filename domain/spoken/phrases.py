"""Pieces of a message joined into what they say together: 1小时20分, 130斤半, 昨晚8点, two hours after lunch."""

from datetime import datetime, time

from domain.spoken.kinds import Kind, Said, Token
from domain.spoken.times import TIME_KINDS, ago, read_time

_MINUTES = {"hour": 60.0, "minute": 1.0, "quarter": 15.0}
_DAYS = {"day": 1, "week": 7}
_DATES = frozenset({"date_year", "date_month", "date_day"})
_TENTHS = {"chi": 10.0, "degrees": 10.0, "metre": 10.0}  # 2尺6, 36度5, 1米7
_AMOUNTS = frozenset({Kind.NUMBER, Kind.HALF, Kind.ARTICLE})
_SILENT = frozenset({Kind.QUIET, Kind.UNIT, Kind.HALF, Kind.ARTICLE, Kind.MONTH})
_AFTER_A_MEAL = (110, 130)  # minutes that still count as "two hours after"
_NONE = Token(Kind.BREAK, "", -1, -1)

Phrase = tuple[Token, int]  # what was said, and the index after it


def phrases_of(tokens: list[Token], *, language: str, now: datetime) -> list[Token]:
    """The same message in larger pieces; words that carry nothing are gone."""
    joined: list[Token] = []
    position = 0
    while position < len(tokens):
        token, phrase = tokens[position], None
        if token.kind in _AMOUNTS:
            phrase = _amount(tokens, position, joined, language=language, now=now)
        elif token.kind in TIME_KINDS:
            phrase = read_time(tokens, position, language=language, now=now)
        joined.append(phrase[0] if phrase else token)
        position = phrase[1] if phrase else position + 1
    return _with_meals(_without_strangers([token for token in joined if token.kind not in _SILENT]))


def _at(tokens: list[Token], position: int) -> Token:
    return tokens[position] if 0 <= position < len(tokens) else _NONE


def _amount(
    tokens: list[Token], start: int, before: list[Token], *, language: str, now: datetime
) -> Phrase | None:
    """A duration, a date, a number with its unit, or the number as it stands."""
    following = _at(tokens, start + 1)
    duration = _duration(tokens, start, after_meal=bool(before) and before[-1].kind is Kind.MEAL)
    if duration is not None:
        return _ago_or_duration(tokens, start, duration, now)
    if tokens[start].kind is not Kind.NUMBER:
        return None
    if following.kind is not Kind.UNIT and following.kind is not Kind.MONTH:
        return _clock_after_at(tokens[start], start, before)
    days = _DAYS.get(following.meaning)
    if days and _at(tokens, start + 2).kind is Kind.AGO:
        return _said(tokens, start, start + 3, Said(int(tokens[start].number) * days)), start + 3
    if following.meaning in _DATES or Kind.MONTH in (following.kind, _at(tokens, start + 2).kind):
        found = read_time(tokens, start, language=language, now=now)
        if found is not None:
            return found
    return _quantity(tokens, start)


def _said(tokens: list[Token], start: int, end: int, said: Said) -> Token:
    return Token(Kind.WHEN, "", tokens[start].start, tokens[end - 1].end, 0.0, "", said)


def _clock_after_at(token: Token, start: int, before: list[Token]) -> Phrase | None:
    """ "at 8" is a time, unless it is the sugar that was at 8."""
    is_hour = token.number.is_integer() and 1 <= token.number <= 12
    if (
        not is_hour
        or not before
        or before[-1].text != "at"
        or _at(before, len(before) - 2).kind is Kind.LABEL
    ):
        return None
    said = Said(clock=time(int(token.number)))
    return Token(Kind.WHEN, "", token.start, token.end, 0.0, "", said), start + 1


def _ago_or_duration(tokens: list[Token], start: int, duration: tuple[float, int], now: datetime) -> Phrase:
    minutes, end = duration
    if _at(tokens, end).kind is Kind.AGO:
        return _said(tokens, start, end + 1, ago(minutes, now)), end + 1
    return Token(Kind.DURATION, "", tokens[start].start, tokens[end - 1].end, minutes), end


def _duration(tokens: list[Token], start: int, *, after_meal: bool) -> tuple[float, int] | None:
    """Minutes, and the index after them: 半小时, 一个半小时, 1小时20分, an hour and a half."""
    amount = {Kind.HALF: 0.5, Kind.ARTICLE: 1.0}.get(tokens[start].kind, tokens[start].number)
    position = start + 1
    if tokens[start].kind is Kind.NUMBER:
        joint = _at(tokens, position)
        if joint.text in ("个", "and") and _at(tokens, position + 1).kind is Kind.HALF:
            amount, position = amount + 0.5, position + 2
        elif joint.meaning == "more":
            position += 1
    unit = _at(tokens, position)
    if unit.kind is not Kind.UNIT or unit.meaning not in _MINUTES or _is_adverb(tokens, position):
        return None
    minutes = amount * _MINUTES[unit.meaning]
    if unit.meaning != "hour":
        return minutes, position + 1
    more, end = _beyond_the_hour(tokens, position + 1, after_meal)
    return minutes + more, end


def _is_adverb(tokens: list[Token], position: int) -> bool:
    """十分舒服 is "very comfortable", not ten minutes."""
    following = _at(tokens, position + 1)
    is_touching = following.kind is Kind.UNKNOWN and following.start == tokens[position].end
    return tokens[position].text == "分" and tokens[position - 1].text == "十" and is_touching


def _beyond_the_hour(tokens: list[Token], position: int, after_meal: bool) -> tuple[float, int]:
    """The half or the minutes after whole hours."""
    following, third = _at(tokens, position), _at(tokens, position + 1)
    if following.kind is Kind.HALF:
        return 30.0, position + 1
    if following.text == "and" and third.kind is Kind.HALF:
        return 30.0, position + 2
    if following.text in ("and", ",") and _at(tokens, position + 2).meaning == "minute":
        position, following, third = position + 1, third, _at(tokens, position + 2)
    if following.kind is not Kind.NUMBER or not following.number < 60:
        return 0.0, position
    if third.meaning == "minute":
        return following.number, position + 2
    is_touching = following.start == tokens[position - 1].end and following.number.is_integer()
    if is_touching and not after_meal and third.kind not in (Kind.UNIT, Kind.LINK):
        return following.number, position + 1
    return 0.0, position


def _quantity(tokens: list[Token], start: int) -> Phrase:
    """A number with its unit; one with a counter or a unit of nothing we keep measures nothing."""
    number, position = tokens[start], start + 1
    if tokens[position].meaning == "more" and _at(tokens, position + 1).kind is Kind.UNIT:
        position += 1
    unit = tokens[position]
    meaning = "" if unit.meaning == "more" else unit.meaning
    value, end = number.number, position + 1
    if unit.text != "多" and meaning in ("", "cun", "second", *_DAYS, *_MINUTES, *_DATES):
        return Token(Kind.DEAD, number.text, number.start, unit.end), end
    following = _at(tokens, end)
    if meaning in _TENTHS and following.kind is Kind.NUMBER and following.start == unit.end:
        value, end = _with_tenths(value, following, _TENTHS[meaning]), end + 1
        end += _at(tokens, end).meaning == "cun"
    elif following.kind is Kind.HALF and meaning in ("kg", "jin"):
        value, end = value + 0.5, end + 1
    return Token(Kind.NUMBER, number.text, number.start, tokens[end - 1].end, value, meaning), end


def _with_tenths(whole: float, following: Token, tenths: float) -> float:
    """1米7 and 1米70 are the same height."""
    if not following.number.is_integer():
        return whole
    return whole + following.number / (tenths if following.number < 10 else tenths * 10)


def _without_strangers(tokens: list[Token]) -> list[Token]:
    """A number that something else announced (电话, room, $) is dead."""
    if all(token.kind is not Kind.FOREIGN for token in tokens):
        return tokens
    kept: list[Token] = []
    for token in tokens:
        announces = _at(kept, len(kept) - (2 if kept and kept[-1].meaning == "colon" else 1))
        is_answer = announces.text == "no" and token.start > announces.end + 2  # no, it's 138/82
        if token.kind is Kind.NUMBER and announces.kind is Kind.FOREIGN and not is_answer:
            token = token._replace(kind=Kind.DEAD)
        kept.append(token)
    return kept


def _with_meals(tokens: list[Token]) -> list[Token]:
    """ "After a meal" takes the hours said beside it; with an exercise in the clause they are the exercise's."""
    joined: list[Token] = []
    moving = _clauses_with_exercise(tokens) if any(token.meaning == "after" for token in tokens) else []
    position = 0
    while position < len(tokens):
        token = tokens[position]
        if token.kind is Kind.MEAL and token.meaning == "after":
            minutes = 120.0
            if not moving[position] and _at(tokens, position + 1).kind is Kind.DURATION:
                position += 1
                minutes = tokens[position].number
            elif not moving[position] and joined and joined[-1].kind is Kind.DURATION:
                minutes = joined.pop().number
            is_two_hours = _AFTER_A_MEAL[0] <= minutes <= _AFTER_A_MEAL[1]
            token = token._replace(meaning="after_2h" if is_two_hours else "random")
        joined.append(token)
        position += 1
    return joined


def _clauses_with_exercise(tokens: list[Token]) -> list[bool]:
    """For each token, whether its clause names an exercise."""
    flags: list[bool] = []
    clause: list[Token] = []
    for token in [*tokens, _NONE]:
        clause.append(token)
        if token.kind is Kind.BREAK or token.meaning in ("comma", "stop"):
            flags += [any(piece.kind is Kind.EXERCISE for piece in clause)] * len(clause)
            clause = []
    return flags
