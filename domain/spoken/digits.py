"""Numbers as they are written, and what is written like one: decimals, dates, clock times, 1.2万. Judges none."""

import re
from datetime import time

from domain.spoken.kinds import Kind, Said, Token
from domain.spoken.lexicon import UNITS, WEAK, WORDS, chinese_word_at, unit_at
from domain.spoken.numbers import DIGIT_WORDS, NUMERALS, digit, read_numeral

_LONGEST_NUMBER = 6  # digits: 100000 steps; a longer one is a telephone number or an identity card
_LONGEST_NUMERAL = 14  # characters: three numbers of a pressure said in one breath
_NUMERALS = re.compile(f"[{''.join(NUMERALS)}]+")
_FULL_DATE = re.compile(
    r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)|(\d{1,2})([-/.])(\d{1,2})\6(\d{4})(?!\d)", re.ASCII
)
_SHORT_DATE = re.compile(r"(\d{1,2})[/-](\d{1,2})(?!\d|\.\d|\s?[/-])", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?(?![\d.])", re.ASCII)
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?![\d,])", re.ASCII)
_DIGITS = re.compile(r"\d{1,2}[,。]\d(?![\d,。])|\d+(?:\.\d+)*", re.ASCII)
_DOTTED_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})(?=\s+\d{2,3}\s?[/ ]\s?\d{2,3}(?!\d))", re.ASCII)
_KPA = re.compile(r"\s?(?:kpa|千帕)")
_NOTHING = Token(Kind.BREAK, "", -1, -1)
_HALF_DAY = re.compile(r"\s?([ap])\.?m\b\.?")
_MYRIAD = re.compile(r"\s?(?:(万|w(?![a-z]))(?:(\d)(?![\d.])千?)?|(千|k)(?![a-z]))")
_HOUR_SIGN = re.compile(r"\s?(?:点|时|o'clock)")
_ONE_AS_DASH = re.compile(r"\s?一\s?(?=\d)")
_AFTER_THE_HOUR = re.compile(r"(?:钟|整|正|多|左右)|(半)|([一三13])刻|零?(\d{1,2})分?(?!\d)")
_LETTERS = re.compile(r"[a-z]+")


def add_numeral(text: str, start: int, found: list[Token]) -> int:
    run = _NUMERALS.match(text, start)
    assert run is not None
    if run.group() in ("零", "〇") and found and found[-1].kind is Kind.UNIT:  # 1小时零5分
        return run.end()
    numeral = read_numeral(text, start) if run.end() - start <= _LONGEST_NUMERAL else None
    if numeral is None:
        found.append(Token(Kind.DEAD, run.group(), start, run.end()))
        return run.end()
    value, end = numeral
    return _read_point(text, start, end, value, found)


def add_digits(text: str, start: int, found: list[Token]) -> int:
    previous = found[-1] if found else _NOTHING
    for reader in (_read_full_date, _read_short_date, _read_clock):
        end = reader(text, start, found)
        if end:
            return end
    thousands = None if previous.meaning in ("slash", "dash") else _THOUSANDS.match(text, start)
    match = thousands or _DIGITS.match(text, start)
    assert match is not None
    written = match.group().replace(",", "" if thousands else ".").replace("。", ".")
    if _is_name(previous, start) or _is_code(written):
        found.append(Token(Kind.DEAD, written, start, match.end()))
        return match.end()
    if written.count(".") > 1:
        return _read_dotted(start, match.end(), written, found)
    return _read_written(text, start, match.end(), written, found)


def _is_name(previous: Token, start: int) -> bool:
    """covid19, b12: the digits belong to the letters they touch."""
    touches = previous.end == start and previous.kind in (Kind.UNKNOWN, Kind.DEAD)
    return touches and previous.text[-1].isascii()


def _is_code(written: str) -> bool:
    """A telephone number, an identity card, 0134: too long for a measure, or zeros in front."""
    whole = written.partition(".")[0]
    return len(whole) > _LONGEST_NUMBER or (whole[0] == "0" and len(whole) > 2)


def _read_written(text: str, start: int, end: int, written: str, found: list[Token]) -> int:
    half = _HALF_DAY.match(text, end)
    if half and _add_clock(written, half, start, found):
        return half.end()
    scaled, end = _scaled(text, end, float(written))
    return _read_point(text, start, end, scaled, found)


def _scaled(text: str, end: int, value: float) -> tuple[float, int]:
    """1.2万, 1万2, 6千, 8k."""
    match = _MYRIAD.match(text, end)
    if match is None:
        return value, end
    if match[3]:
        return round(value * 1000, 6), match.end()
    return round(value * 10_000 + (int(match[2]) * 1000 if match[2] else 0), 6), match.end()


def _read_dotted(start: int, end: int, written: str, found: list[Token]) -> int:
    """128.82.72 is a pressure and a pulse; 192.168.1.1 is neither."""
    pieces = written.split(".")
    if len(pieces) != 3 or not all(2 <= len(piece) <= 3 and piece[0] != "0" for piece in pieces):
        found.append(Token(Kind.DEAD, written, start, end))
        return end
    for piece in pieces:
        found.append(Token(Kind.NUMBER, piece, start, start + len(piece), float(piece)))
        start += len(piece) + 1
        if start < end:
            found.append(Token(Kind.LINK, ".", start - 1, start, 0.0, "stop"))
    return end


def _add_clock(written: str, half: re.Match[str], start: int, found: list[Token]) -> bool:
    hours, _, minutes = written.partition(".")
    if not (1 <= int(hours) <= 12 and int(minutes or 0) < 60):
        return False
    hour = int(hours) % 12 + (12 if half[1] == "p" else 0)
    _add_said(start, half.end(), Said(clock=time(hour, int(minutes or 0)), exact=True), found)
    return True


def _add_said(start: int, end: int, said: Said, found: list[Token]) -> None:
    found.append(Token(Kind.WHEN, "", start, end, 0.0, "", said))


def _read_full_date(text: str, start: int, found: list[Token]) -> int:
    match = _FULL_DATE.match(text, start)
    if match is None:
        return 0
    found.append(Token(Kind.DAY, match.group(), start, match.end(), 0.0, "date"))
    return match.end()


def _read_short_date(text: str, start: int, found: list[Token]) -> int:
    """11/20, unless a pressure in kPa was announced (血压16/10); 11.20 only before a pressure."""
    match = _SHORT_DATE.match(text, start) or _DOTTED_DATE.match(text, start)
    if match is None or (found and found[-1].kind in (Kind.LABEL, Kind.LINK)):
        return 0
    small, large = sorted((int(match[1]), int(match[2])))
    if not (1 <= small <= 12 and large <= 31) or _KPA.match(text, match.end()):
        return 0
    found.append(Token(Kind.DAY, match.group(), start, match.end(), 0.0, "date"))
    return match.end()


def _read_clock(text: str, start: int, found: list[Token]) -> int:
    match = _CLOCK.match(text, start)
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        return 0
    half = _HALF_DAY.match(text, match.end())
    if half and _add_clock(f"{match[1]}.{match[2]}", half, start, found):
        return half.end()
    _add_said(start, match.end(), Said(clock=time(int(match[1]), int(match[2])), exact=True), found)
    return match.end()


def _read_point(text: str, start: int, end: int, value: float, found: list[Token]) -> int:
    """六点五 is 6.5, 六点半 and 6点20 are times of the day, 128 alone is a number."""
    sign = _HOUR_SIGN.match(text, end)
    if sign is None:
        return add_number(text, start, end, value, found)
    decimal = _decimals(text, sign.end(), value)
    if decimal is not None:
        return add_number(text, start, decimal[1], decimal[0], found)
    if not (value == int(value) and 0 <= value <= 24):
        found.append(Token(Kind.DEAD, text[start:end], start, sign.end()))
        return sign.end()
    minute, after = _minutes(text, sign.end())
    clock = time(int(value) % 24, minute)
    _add_said(start, after, Said(clock=clock, exact=value == 0 or value > 12), found)
    return after


def _decimals(text: str, start: int, whole: float) -> tuple[float, int] | None:
    """The digits after a spoken point, if they are digits and not minutes."""
    end = start
    while end < len(text) and (text[end] in DIGIT_WORDS or "0" <= text[end] <= "9"):
        end += 1
    digits, following = text[start:end], text[end : end + 1]
    if not digits or following in ("分", "刻", "十", "钟", ":") or len(digits) > 2:
        return None
    if len(digits) == 2 and whole <= 24 and (digits.isascii() or digits[0] in "零〇"):
        return None
    value = "".join(character if character.isascii() else str(digit(character)) for character in digits)
    return float(f"{whole:.0f}.{value}"), end


def _minutes(text: str, start: int) -> tuple[int, int]:
    """The minutes after 点, and where the time ends: 半, 一刻, 20分, 二十."""
    match = _AFTER_THE_HOUR.match(text, start)
    if match is None:
        return _numeral_minutes(text, start)
    if match[1]:
        return 30, match.end()
    if match[2]:
        return (15 if match[2] in "一1" else 45), match.end()
    if match[3]:
        return (int(match[3]), match.end()) if int(match[3]) < 60 else (0, start)
    return 0, match.end()


def _numeral_minutes(text: str, start: int) -> tuple[int, int]:
    numeral = read_numeral(text, start) if text[start : start + 1] in NUMERALS else None
    if numeral is None or not (0 <= numeral[0] < 60):
        return 0, start
    end = numeral[1]
    return int(numeral[0]), end + (text[end : end + 1] == "分")


def add_number(text: str, start: int, end: int, value: float, found: list[Token]) -> int:
    """A number, and the unit or counter that follows it."""
    found.append(Token(Kind.NUMBER, text[start:end], start, end, value))
    dash = _ONE_AS_DASH.match(text, end) if text[end - 1].isdecimal() else None
    if dash:
        found.append(Token(Kind.LINK, "一", end, dash.end(), 0.0, "dash"))
        return dash.end()
    return add_unit(text, end, found)


def add_unit(text: str, end: int, found: list[Token]) -> int:
    start = end
    while start < len(text) and text[start] == " ":
        start += 1
    if start == len(text):
        return end
    unit = unit_at(text, start)
    if not unit:
        return _glued(text, end, found)
    if not unit.isascii() and len(chinese_word_at(text, start)) > len(unit):
        return end
    if unit == "in" and text.startswith(("in the", "in my", "in this"), start):
        return end
    end = start + len(unit)
    found.append(Token(Kind.UNIT, unit, start, end, 0.0, UNITS[unit]))
    return add_unit(text, end, found) if UNITS[unit] == "more" else end


def _glued(text: str, end: int, found: list[Token]) -> int:
    """Letters of no unit that touch the number make it a name: 80r16, 12b."""
    letters = _LETTERS.match(text, end)
    is_word = letters is not None and (letters.group() in WORDS or letters.group() in WEAK)
    if found[-1].kind is Kind.NUMBER and letters and not is_word:
        number = found.pop()
        found.append(Token(Kind.DEAD, number.text, number.start, number.end))
    return end
