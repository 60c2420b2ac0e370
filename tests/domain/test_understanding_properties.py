"""What must hold for any text at all: no error, no invented reading, no style that changes the meaning, linear work."""

import sys
from collections.abc import Callable
from datetime import datetime
from types import FrameType
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.spoken.exercise_words import EXERCISES, VAGUE_EXERCISES
from domain.spoken.lexicon import UNITS, WORDS
from domain.spoken.numbers import ENGLISH_NUMBERS, NUMERALS
from domain.spoken.tokens import normalise
from domain.understanding import Exercised, Measured, Unclear, understand, understand_part
from domain.understanding.pressure import plain_pressure
from domain.vital_sign import Problem
from domain.vitals import VITAL_SIGNS, vital_sign
from storage.content import exercise_kinds
from tests.domain.test_spoken_numbers import in_chinese, in_english
from tests.domain.test_understanding import NOW, read

LANGUAGES = st.sampled_from(["zh", "en"])
ZONED = st.datetimes(
    datetime.fromisoformat("2020-01-01"),
    datetime.fromisoformat("2040-01-01"),
    timezones=st.sampled_from([ZoneInfo("Asia/Shanghai"), ZoneInfo("America/New_York")]),
)
PIECES = st.sampled_from(
    [*WORDS, *UNITS, "/", "-", " ", "，", "。", "\n", ":", "、", "~", "1", "128", "82", "6.1", "30"]
)
MESSAGES = st.text(max_size=60) | st.lists(PIECES, max_size=14).map("".join)
COUNTING_WORDS = (*NUMERALS, "半", "half", "an", "a", "俩", "仨", *ENGLISH_NUMBERS)


@settings(deadline=None, max_examples=400)
@given(MESSAGES, LANGUAGES, ZONED)
def test_any_text_is_answered_and_only_sound_readings_are_kept(
    text: str, language: str, now: datetime
) -> None:
    for item in understand(text, language=language, now=now):
        if isinstance(item, Measured):
            assert vital_sign(item.reading.vital).problem(item.reading) is None
        elif isinstance(item, Exercised):
            assert item.minutes >= 1
        else:
            assert item.problem is not Problem.TOO_LONG_AGO
        assert item.when is None or item.when.at(now) <= now


@settings(deadline=None)
@given(
    st.lists(st.sampled_from([word for word in WORDS if not word.isascii()]), max_size=12).map("".join),
    LANGUAGES,
)
def test_words_without_a_number_report_nothing(text: str, language: str) -> None:
    if not any(character in NUMERALS or character in "半0123456789" for character in text):
        assert understand(text, language=language, now=NOW) == ()


@settings(deadline=None)
@given(st.text(max_size=80), LANGUAGES)
def test_a_text_without_digits_or_number_words_reports_nothing(text: str, language: str) -> None:
    plain = normalise(text)
    if not any(character.isnumeric() or character in NUMERALS or character == "半" for character in plain):
        words = set(plain.replace("\n", " ").split())
        if not words & set(COUNTING_WORDS):
            assert understand(text, language=language, now=NOW) == ()


PRESSURE_STYLES: list[Callable[[int, int], str]] = [
    lambda high, low: f"{high}/{low}",
    lambda high, low: f" {high} / {low} ",
    lambda high, low: f"{high} {low}",
    lambda high, low: f"{high}-{low}",
    lambda high, low: f"{high}，{low}",
    lambda high, low: f"{high}。{low}",
    lambda high, low: f"{high}\\{low}",
    lambda high, low: f"{high}｜{low}",
    lambda high, low: f"{high}～{low}",
    lambda high, low: f"{high}一{low}",
    lambda high, low: f"血压{high}/{low}",
    lambda high, low: f"高压{high}低压{low}",
    lambda high, low: f"低压{low}，高压{high}",
    lambda high, low: f"高{high}低{low}",
    lambda high, low: f"{high}高压 {low}低压",
    lambda high, low: f"收缩压{in_chinese(high)}舒张压{in_chinese(low)}",
    lambda high, low: f"{in_chinese(high)}，{in_chinese(low)}",
    lambda high, low: f"{high} over {low}",
    lambda high, low: f"bp {high}/{low}",
    lambda high, low: f"sys {high} dia {low}",
    lambda high, low: f"{in_english(high)} over {in_english(low)}",
    lambda high, low: f"my blood pressure was {high}/{low}, thanks",
    lambda high, low: f"医生您好，量了{high}/{low}mmHg，谢谢",
    lambda high, low: f"\u200b{high}\u200d/\u2068{low}\u2069❤️",
    lambda high, low: "".join(chr(ord(digit) + 0xFEE0) for digit in f"{high}/{low}"),
]


@pytest.mark.parametrize("style", PRESSURE_STYLES)
@settings(deadline=None, max_examples=25)
@given(low=st.integers(50, 125), pulse_pressure=st.integers(20, 90), language=LANGUAGES)
def test_a_pressure_is_the_same_however_it_is_typed(
    style: Callable[[int, int], str], low: int, pulse_pressure: int, language: str
) -> None:
    high = max(80, low + pulse_pressure)
    expected = {"vital": "blood_pressure", "systolic": high, "diastolic": low}
    assert read(style(high, low), language) == [expected]


@settings(deadline=None)
@given(
    st.integers(28, 250),
    st.sampled_from(["空腹血糖{}", "血糖{}空腹", "fasting sugar {}", "空腹 {}", "{} fasting mmol"]),
)
def test_a_sugar_is_the_same_however_it_is_typed(tenths: int, style: str) -> None:
    value = tenths / 10
    expected = {
        "vital": "glucose",
        "mmol_per_l": int(value) if value.is_integer() else value,
        "meal": "fasting",
    }
    assert read(style.format(value)) == [expected]


@settings(deadline=None)
@given(
    st.integers(5, 300),
    st.sampled_from(["走路{}分钟", "{}分钟走路", "走了{}分钟", "walked {} min", "a {} minute walk"]),
)
def test_a_walk_is_the_same_however_it_is_typed(minutes: int, style: str) -> None:
    assert read(style.format(minutes)) == [{"exercise": "walk_moderate", "minutes": minutes}]
    if "min" not in style:
        assert read(style.format(in_chinese(minutes))) == [{"exercise": "walk_moderate", "minutes": minutes}]


@settings(deadline=None)
@given(st.integers(0, 400), st.integers(0, 400))
def test_the_short_way_finds_what_the_long_way_finds(first: int, second: int) -> None:
    if plain_pressure(f"{first}/{second}") is not None:
        assert read(f"{first}/{second}") == read(f"{first} /{second}")


@settings(deadline=None)
@given(
    st.integers(10_000, 10**18), st.sampled_from(["{}", "电话{}", "我的号码是{}", "call me at {}", "tel: {}"])
)
def test_a_long_number_is_never_a_reading(number: int, style: str) -> None:
    assert read(style.format(number)) == []


@pytest.mark.parametrize(
    "counter",
    ["元", "块钱", "楼", "号楼", "路公交", "岁", "片", "公里", "页", "个人", "dollars", "years", "mg", "km"],
)
@pytest.mark.parametrize("number", ["128", "一百二十八", "82", "65", "6.1"])
def test_a_number_of_something_else_is_never_a_reading(number: str, counter: str) -> None:
    assert read(f"{number}{counter}") == []
    assert read(f"血压 {number}{counter}") == []


HOSTILE = [
    *(
        "1/",
        "一",
        "血",
        "a ",
        "饭后",
        "12:",
        "one ",
        "1.",
        "1,",
        "高1低",
        "128/82 ",
        "走路30分钟",
        "空腹6.1",
        "昨天",
    ),
    *(
        "半",
        "1尺",
        "1斤",
        "at 8 ",
        "after lunch ",
        "第1",
        "我妈",
        "11月20日",
        "and ",
        "血压 ",
        "128 高压 ",
        "走",
        "百",
    ),
    *("128,82。", "\u200b", "早上128/82,", "the day before ", "1-", "休息", "6.1饭后2小时", "\n"),
]


def work(text: str) -> int:
    """Calls made while a text is understood: the same on every machine, unlike time."""
    calls = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        understand(text, language="zh", now=NOW)
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize("length", [256, 1024, 4096])
@pytest.mark.parametrize("piece", HOSTILE)
def test_a_character_costs_the_same_work_in_a_long_text_as_in_a_short_one(piece: str, length: int) -> None:
    assert work((piece * length)[:length]) <= 150 * length


def test_a_text_with_more_numbers_than_a_month_of_readings_is_not_a_report() -> None:
    assert len(read("128/82\n" * 150)) == 150
    assert read("128/82\n" * 151) == []


@pytest.mark.parametrize(
    ("text", "vital", "part", "value"),
    [
        ("82", "blood_pressure", "diastolic", 82),
        ("八十二", "blood_pressure", "diastolic", 82),
        ("低压82", "blood_pressure", "diastolic", 82),
        ("大概八十二吧", "blood_pressure", "diastolic", 82),
        ("８２。", "blood_pressure", "diastolic", 82),
        ("eighty two", "blood_pressure", "diastolic", 82),
        ("it was 82", "blood_pressure", "diastolic", 82),
        ("高压82", "blood_pressure", "diastolic", None),
        ("128/82", "blood_pressure", "diastolic", None),
        ("不知道", "blood_pressure", "diastolic", None),
        ("82元", "blood_pressure", "diastolic", None),
        ("13812345678", "blood_pressure", "diastolic", None),
        ("8点", "blood_pressure", "diastolic", None),
        ("6.1", "glucose", "mmol_per_l", 6.1),
        ("六点五", "glucose", "mmol_per_l", 6.5),
        ("110 mg/dL", "glucose", "mmol_per_l", 6.1),
        ("65", "weight", "kg", 65),
        ("130", "weight", "kg", 130),
        ("130斤", "weight", "kg", 65),
        ("2尺6", "waist", "cm", 86.7),
        ("8千", "steps", "steps", 8000),
        ("30", "exercise", "minutes", 30),
        ("三十分钟", "exercise", "minutes", 30),
        ("半小时", "exercise", "minutes", 30),
        ("an hour", "exercise", "minutes", 60),
        ("一个半小时", "exercise", "minutes", 90),
        ("30公里", "exercise", "minutes", None),
        ("65公斤", "exercise", "minutes", None),
    ],
)
def test_the_answer_to_a_question_is_one_number(
    text: str, vital: str, part: str, value: float | None
) -> None:
    assert understand_part(text, language="zh", vital=vital, part=part) == value


@settings(deadline=None)
@given(
    MESSAGES,
    LANGUAGES,
    st.sampled_from([(vital.name, part.name) for vital in VITAL_SIGNS for part in vital.parts]),
)
def test_any_answer_is_a_number_or_nothing(text: str, language: str, asked: tuple[str, str]) -> None:
    value = understand_part(text, language=language, vital=asked[0], part=asked[1])
    assert value is None or value >= 0


def test_a_clinic_named_beside_the_reading_is_where_it_was_measured() -> None:
    (at_clinic,) = understand("卫生室量的145/95", language="zh", now=NOW)
    (at_home,) = understand("145/95，明天去卫生室", language="zh", now=NOW)
    assert isinstance(at_clinic, Measured)
    assert isinstance(at_home, Measured)
    assert (at_clinic.reading.setting, at_home.reading.setting) == ("office", "home")


def test_an_hour_that_has_not_come_yet_is_asked_about() -> None:
    morning = NOW.replace(hour=9)
    (item,) = understand("晚上8点 128/82", language="zh", now=morning)
    assert isinstance(item, Unclear)
    assert item.problem is Problem.IN_THE_FUTURE


def test_an_exercise_planned_for_tonight_is_not_logged_in_the_morning() -> None:
    assert read("今晚跳舞1小时", now=NOW.replace(hour=9)) == []
    assert len(read("今晚跳舞1小时")) == 1


def test_what_was_understood_of_half_a_pressure_is_kept_for_the_question() -> None:
    (item,) = understand("高压128", language="zh", now=NOW)
    assert isinstance(item, Unclear)
    assert (item.problem, dict(item.values)) == (Problem.INCOMPLETE, {"systolic": 128})


def test_every_exercise_people_can_name_is_a_kind_that_can_be_logged() -> None:
    assert {*EXERCISES, *VAGUE_EXERCISES} <= exercise_kinds().keys()


@pytest.mark.parametrize(("kind", "listed"), EXERCISES.items())
def test_every_name_of_an_exercise_logs_it(kind: str, listed: str) -> None:
    for name in listed.split(", "):
        assert read(f"{name} 30分钟") == [{"exercise": kind, "minutes": 30}], name
