"""Words of danger are heard, wherever they stand; ordinary talk is not."""

import pytest

from domain.cries_for_help import sounds_urgent


@pytest.mark.parametrize(
    "text",
    [
        "我胸口疼",
        "胸口很闷，喘不上气",
        "老伴叫不醒了",
        "左边手脚发麻说话不清",
        "不想活了",
        "My chest hurts",
        "I can't breathe",
        "she fainted",
    ],
)
def test_words_of_danger_are_heard(text: str) -> None:
    assert sounds_urgent(text)


@pytest.mark.parametrize(
    "text", ["你好", "128/82", "今天天气不错", "我有点头晕", "thanks doctor", "help", "村口8点集合"]
)
def test_ordinary_talk_is_not(text: str) -> None:
    assert not sounds_urgent(text)
