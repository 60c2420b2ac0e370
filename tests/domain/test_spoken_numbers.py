"""Numbers in words: every one people can say is read back, and nothing that only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.spoken.numbers import read_english, read_numeral

DIGITS = "零一二三四五六七八九"
ONES = (
    *(
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def in_chinese(number: int) -> str:
    """As it is written on a cheque: 10203 is 一万零二百零三."""
    if number >= 10_000:
        rest = number % 10_000
        zero = "零" if 0 < rest < 1000 else ""
        return in_chinese(number // 10_000) + "万" + zero + (in_chinese(rest) if rest else "")
    written, pending_zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            written += ("零" if pending_zero and written else "") + DIGITS[digit] + name
        pending_zero = not digit
    return written


def in_english(number: int) -> str:
    if number >= 100:
        rest = f" and {in_english(number % 100)}" if number % 100 else ""
        return f"{ONES[number // 100]} hundred{rest}"
    if number < 20:
        return ONES[number]
    return TENS[number // 10] + (f" {ONES[number % 10]}" if number % 10 else "")


@given(st.integers(1, 99_999))
def test_every_chinese_number_is_read_back(number: int) -> None:
    written = in_chinese(number)
    assert read_numeral(written, 0) == (number, len(written))


@given(st.integers(1, 99))
def test_a_number_of_tens_may_leave_out_its_one(number: int) -> None:
    written = in_chinese(number).removeprefix("一") if 10 <= number < 20 else in_chinese(number)
    assert read_numeral(written, 0) == (number, len(written))


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("一百二", 120),
        ("一百二八", 128),
        ("一百一", 110),
        ("一百零五", 105),
        ("一百〇五", 105),
        ("一百五十", 150),
        ("两百", 200),
        ("二百五", 250),
        ("一万二", 12_000),
        ("一万二千", 12_000),
        ("一万零二", 10_002),
        ("两千五", 2500),
        ("一千零五十", 1050),
        ("廿五", 25),
        ("一二八", 128),
        ("一零五", 105),
        ("俩", 2),
        ("仨", 3),
        ("十", 10),
        ("壹佰贰拾", 120),
    ],
)
def test_the_short_ways_to_say_a_number_are_read(said: str, number: int) -> None:
    assert read_numeral(said, 0) == (number, len(said))


@pytest.mark.parametrize("said", ["七八", "二三十", "三四百", "百三", "千", "万"])
def test_an_estimate_or_a_bare_unit_is_no_number(said: str) -> None:
    assert read_numeral(said, 0) is None


@pytest.mark.parametrize(
    ("said", "first", "second"),
    [
        ("一百二十八八十二", 128, 82),
        ("一百三八十五", 130, 85),
        ("一百四十九十", 140, 90),
        ("一百零五六十五", 105, 65),
    ],
)
def test_two_numbers_said_in_one_breath_come_apart(said: str, first: int, second: int) -> None:
    high = read_numeral(said, 0)
    assert high is not None
    assert high[0] == first
    assert read_numeral(said, high[1]) == (second, len(said))


@given(st.integers(1, 999))
def test_every_english_number_is_read_back(number: int) -> None:
    words = in_english(number).split()
    assert read_english(words) == (number, len(words))


@given(st.integers(1, 9), st.integers(10, 99))
def test_a_pressure_is_said_without_its_hundred(hundreds: int, rest: int) -> None:
    words = [ONES[hundreds], *in_english(rest).split()]
    assert read_english(words) == (hundreds * 100 + rest, len(words))
