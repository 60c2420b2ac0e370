"""Numbers as people say them in Chinese and English words. Knows no units and no digits' layout."""

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {
    "〇": 0, "○": 0, "两": 2, "俩": 2, "仨": 3, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5,
    "陆": 6, "柒": 7, "捌": 8, "玖": 9, "幺": 1,
}  # fmt: skip
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_SHORT_TENS = {"廿": 20, "卅": 30}
NUMERALS = frozenset(_DIGITS) | frozenset(_TENS) | frozenset(_SHORT_TENS) | {"万"}
DIGIT_WORDS = frozenset(_DIGITS)
TEN_THOUSAND = 10_000


def digit(character: str) -> int:
    return _DIGITS[character]


def read_numeral(text: str, start: int) -> tuple[float, int] | None:
    """The Chinese numeral that begins at `start` and where it ends; None where none does.

    Two said in one breath come apart: 一百二十八八十二 is read as 128, and the rest is another.
    七八 (seven or eight) and 百三 (dialect, not a number everywhere) are nobody's number: None.
    """
    if _is_estimate(text, start):
        return None
    spelled = _spelled_digits(text, start)
    if spelled is not None:
        return spelled
    thousands, position = _section(text, start)
    if thousands is None:
        return None
    if position < len(text) and text[position] == "万":
        return _above_ten_thousand(text, position + 1, thousands)
    return thousands, position


def _is_estimate(text: str, start: int) -> bool:
    """七八 and 七八十: two neighbouring digits say "seven or eight", not 78."""
    pair = [_DIGITS.get(character, -1) for character in text[start : start + 2]]
    third = text[start + 2 : start + 3]
    return len(pair) == 2 and 0 < pair[0] == pair[1] - 1 and third not in _DIGITS


def _spelled_digits(text: str, start: int) -> tuple[float, int] | None:
    """一二八 as 128: two or more digits and no ten, hundred or thousand after them."""
    end = start
    while end < len(text) and text[end] in _DIGITS and text[end] not in "两俩仨":
        end += 1
    if end - start < 2 or (end < len(text) and text[end] in NUMERALS):
        return None
    digits = [_DIGITS[character] for character in text[start:end]]
    if len(digits) > 6:
        return None
    return float(int("".join(map(str, digits)))), end


def _above_ten_thousand(text: str, start: int, ten_thousands: float) -> tuple[float, int]:
    whole = ten_thousands * TEN_THOUSAND
    said_zero = text[start : start + 1] in {"零", "〇"}
    rest, end = _section(text, start)
    if rest is None:
        return whole, start
    if end - start == 1 and rest < 10 and not said_zero:  # 一万二 is 12 000
        rest *= 1000
    return whole + rest, end


def _section(text: str, start: int) -> tuple[float | None, int]:
    """A number below ten thousand: its value, and where it ends."""
    total, pending, unit, zero, position = 0, None, TEN_THOUSAND, False, start
    while position < len(text):
        character = text[position]
        if character in "零〇○":
            if pending is not None:
                break
            zero = True
        elif character in _DIGITS:
            if pending is not None:
                break
            pending = _DIGITS[character]
        elif character in _TENS:
            step = _TENS[character]
            if step >= unit or (pending is None and step > 10):
                return _give_back(total, unit, position, pending is not None)
            total, unit, pending, zero = total + (pending or 1) * step, step, None, False
        elif character in _SHORT_TENS and pending is None and unit > 10:
            total, unit = total + _SHORT_TENS[character], 10
        else:
            break
        position += 1
    return _finish(text, start, position, total, pending, unit, zero)


def _give_back(total: int, unit: int, position: int, pending: bool) -> tuple[float | None, int]:
    """二十三十: the 三 belongs to the number after this one."""
    return (float(total), position - pending) if unit < TEN_THOUSAND else (None, position)


def _finish(
    text: str, start: int, end: int, total: int, pending: int | None, unit: int, zero: bool
) -> tuple[float | None, int]:
    if pending is None:
        if zero and total:
            return float(total), end
        return (float(total), end) if end > start else (None, start)
    if unit == 100 and not zero and _is_last_digit(text, end):  # 一百二八 is 128
        return float(total + pending * 10 + _DIGITS[text[end]]), end + 1
    if unit in (100, 1000) and not zero:  # 一百二 is 120
        return total + pending * unit / 10, end
    return float(total + pending), end


def _is_last_digit(text: str, position: int) -> bool:
    after = text[position + 1 : position + 2]
    return text[position : position + 1] in _DIGITS and after not in NUMERALS


_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve "
    "thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
_TENS_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ENGLISH = {word: value for value, word in enumerate(_ONES.split())}
_ENGLISH |= {word: value * 10 for value, word in enumerate(_TENS_WORDS.split(), 2)}
_ENGLISH |= {"fourty": 40, "ninty": 90}
_SCALES = {"hundred": 100, "thousand": 1000}
_STARTING = _ENGLISH | {"hundred": 100}  # a hundred and ten
ENGLISH_NUMBERS = frozenset(_ENGLISH) | frozenset(_SCALES)


def read_english(words: list[str]) -> tuple[float, int] | None:
    """The number the first of these words spell, and how many they took: "one twenty eight" is 128."""
    if not words or words[0] not in _STARTING:
        return None
    total, current, used = 0, _STARTING[words[0]], 1
    for position, word in enumerate(words[1:], 1):
        if word in ("and", "oh", "o"):
            continue
        if word in _SCALES:
            current *= _SCALES[word]
            if word == "thousand":
                total, current = total + current, 0
        elif word in _ENGLISH and _joins(current, _ENGLISH[word], words[position - 1]):
            current = current * _place(current, _ENGLISH[word]) + _ENGLISH[word]
        else:
            break
        used = position + 1
    return _with_english_point(words, total + current, used)


def _with_english_point(words: list[str], whole: int, used: int) -> tuple[float, int]:
    """six point one five."""
    digits, end = "", used + 1
    if words[used : used + 1] == ["point"]:
        while end < len(words) and _ENGLISH.get(words[end], 10) < 10:
            digits, end = digits + str(_ENGLISH[words[end]]), end + 1
    return (float(f"{whole}.{digits}"), end) if digits else (float(whole), used)


def _joins(current: int, value: int, before: str) -> bool:
    """Whether this word goes on with the number: eighty + two, one + twenty, one hundred + twenty, one oh + five."""
    if before in ("oh", "o"):
        return 0 < current < 10 and value < 10
    if current % 100 == 0:
        return True
    if current < 10:
        return value >= 10
    return current % 10 == 0 and current % 100 >= 20 and 0 < value < 10


def _place(current: int, value: int) -> int:
    return 100 if 0 < current < 10 else 1
