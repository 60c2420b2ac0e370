"""Wishes to be reminded, as people type them in both languages."""

from datetime import time

import pytest

from domain.spoken.reminders import understand_clocks, understand_days, understand_wish

EVERY, WORK, ENDS = 127, 31, 96


@pytest.mark.parametrize(
    ("text", "about", "words", "times", "weekdays"),
    [
        ("每天早上7点提醒我量血压", "blood_pressure", "", "07:00", EVERY),
        ("每周一三五晚上8点提醒我走路", "exercise", "走路", "20:00", 21),
        ("every weekday 8pm walk", "exercise", "walk", "20:00", WORK),
        ("remind me to take my medicine at 7 and 19", "medicine", "take my medicine", "07:00 19:00", EVERY),
        ("工作日晚上八点半提醒我吃药", "medicine", "吃药", "20:30", WORK),
        ("周末 19:30 测血糖", "glucose", "", "19:30", ENDS),
        ("every monday and thursday at 7:30 weigh myself", "weight", "", "07:30", 9),
        ("每天早晚7点提醒我量血压", "blood_pressure", "", "07:00 19:00", EVERY),
        ("每天7点和19点提醒我吃降压药", "medicine", "吃降压药", "07:00 19:00", EVERY),
        ("remind me to call my daughter Mary every Sunday at half past 6 pm", "other", "call my daughter Mary", "18:30", 64),
        ("星期二、四下午三点提醒我跳舞", "exercise", "跳舞", "15:00", 10),
        ("每日8:00、20:00提醒吃药", "medicine", "吃药", "08:00 20:00", EVERY),
        ("周一到周五早上6点半叫我锻炼", "exercise", "锻炼", "06:30", WORK),
        ("mon-fri 6:30am remind me to do tai chi", "exercise", "do tai chi", "06:30", WORK),
        ("remind me every day at 8 to walk 30 minutes", "exercise", "walk 30 minutes", "08:00", EVERY),
        ("每天晚上7点提醒我走路30分钟", "exercise", "走路30分钟", "19:00", EVERY),
        ("remind me at 7 in the morning and 7 in the evening to check my sugar", "glucose", "", "07:00 19:00", EVERY),
        ("每周六日上午9点提醒我给儿子打电话", "other", "给儿子打电话", "09:00", ENDS),
        ("每周三八点提醒我量血压", "blood_pressure", "", "08:00", 4),
        ("每天早上提醒我称体重", "weight", "", "07:30", EVERY),
        ("set a reminder for my pills at 8am and 8pm", "medicine", "my pills", "08:00 20:00", EVERY),
        ("每天提醒我喝水，上午10点、下午3点", "other", "喝水", "10:00 15:00", EVERY),
    ],
)  # fmt: skip
def test_a_wish_says_what_when_and_on_which_days(
    text: str, about: str, words: str, times: str, weekdays: int
) -> None:
    wish = understand_wish(text)
    assert wish is not None
    assert (wish.about, wish.words, wish.weekdays) == (about, words, weekdays)
    assert " ".join(f"{clock:%H:%M}" for clock in wish.clocks) == times
    assert not wish.once
    assert not wish.stop


@pytest.mark.parametrize("text", ["提醒我吃药", "remind me to take my pills"])
def test_a_time_that_was_not_said_is_not_made_up(text: str) -> None:
    wish = understand_wish(text)
    assert wish is not None
    assert wish.clocks == ()


@pytest.mark.parametrize("text", ["每隔一天早上7点提醒我量血压", "remind me every other day at 7 to walk"])
def test_days_that_are_no_weekdays_are_asked_about(text: str) -> None:
    wish = understand_wish(text)
    assert wish is not None
    assert wish.weekdays is None
    assert wish.clocks == (time(7),)


@pytest.mark.parametrize("text", ["明天早上7点提醒我去医院", "remind me tomorrow at 7 to see the doctor"])
def test_a_single_day_is_not_turned_into_every_day(text: str) -> None:
    wish = understand_wish(text)
    assert wish is not None
    assert wish.once
    assert wish.weekdays is None


@pytest.mark.parametrize(
    "text", ["别再提醒我了", "don't remind me any more", "取消提醒", "stop reminding me"]
)
def test_no_more_reminding_is_understood_too(text: str) -> None:
    wish = understand_wish(text)
    assert wish is not None
    assert wish.stop


@pytest.mark.parametrize("text", ["我每天早上7点量血压", "I walk every day at 8pm"])
def test_a_habit_that_is_told_is_no_sure_wish(text: str) -> None:
    wish = understand_wish(text)
    assert wish is not None
    assert not wish.sure


@pytest.mark.parametrize(
    "text", ["你好", "谢谢提醒", "每天走路30分钟", "thank you", "", "今天天气好", "7点", "😀"]
)
def test_other_words_are_no_wish(text: str) -> None:
    assert understand_wish(text) is None


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("7点半", "07:30"), ("7:30 pm", "19:30"), ("7 and 19", "07:00 19:00"), ("晚上八点", "20:00"), ("19", "19:00"),
        ("七点", "07:00"), ("7.30", "07:30"), ("夜里12点", "00:00"), ("中午12点", "12:00"), ("hello", ""), ("30", ""),
    ],
)  # fmt: skip
def test_an_answer_to_at_what_time(text: str, times: str) -> None:
    assert " ".join(f"{clock:%H:%M}" for clock in understand_clocks(text)) == times


@pytest.mark.parametrize(
    ("text", "weekdays"),
    [
        ("周一三五", 21),
        ("monday and friday", 17),
        ("每天", EVERY),
        ("weekends", ENDS),
        ("sat-mon", 97),
        ("hm", None),
    ],
)
def test_an_answer_to_on_which_days(text: str, weekdays: int | None) -> None:
    assert understand_days(text) == weekdays
