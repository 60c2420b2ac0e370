"""The extraction finds what is said and nothing else, and the checks bark."""

import pytest

from tests.locales import checks
from tests.locales.extraction import NotLiteral, said_in


def ids(source: str) -> list[object]:
    return [said.id for said in said_in(source, "bot/spoken.py")]


@pytest.mark.parametrize(
    "source",
    [
        '_("Hello")',
        'words("Hello", name=1)',
        'turn.words("Hello")',
        'words_in(language)("Hello")',
        'mark("Hello")',
    ],
)
def test_a_sentence_is_found_however_it_is_said(source: str) -> None:
    assert ids(source) == ["Hello"]


def test_what_is_counted_has_two_sentences() -> None:
    assert ids('_.count("{n} day", "{n} days", 3)') == [("{n} day", "{n} days")]


@pytest.mark.parametrize("source", ['print("Hello")', "_(name)", '"Hello".count("l")', 'mark("")'])
def test_what_is_not_said_is_not_found(source: str) -> None:
    assert ids(source) == []


def test_a_sentence_put_together_in_the_code_is_refused() -> None:
    with pytest.raises(NotLiteral):
        ids('_(f"Hello {name}")')


@pytest.mark.parametrize("source", ['button(_("Yes"), "yes")', 'button(_("Yes") if sure else other, "yes")'])
def test_a_label_is_known_by_its_button(source: str) -> None:
    (said,) = said_in(source, "bot/spoken.py")
    assert said.within == "button"


@pytest.mark.parametrize(
    "text", ["<b>open", "</b>", "<b><i>crossed</b></i>", "<h1>no</h1>", "salt & sugar", "a < b"]
)
def test_markup_telegram_would_refuse_is_found(text: str) -> None:
    assert checks.markup_mistakes(text)


def test_markup_telegram_takes_is_left_alone() -> None:
    assert checks.markup_mistakes("<b>128/82</b> &amp; <code>72</code>") == []


@pytest.mark.parametrize("text", ["您好,", "您好.", "好的: 请", "(好)", "１２"])
def test_half_width_punctuation_in_chinese_is_found(text: str) -> None:
    assert checks.half_width_marks(text)


@pytest.mark.parametrize("text", ["您好，128/82。", "血糖6.1", "/menu", "08:00到21:00", "Telegram 的"])
def test_chinese_punctuation_and_numbers_are_left_alone(text: str) -> None:
    assert checks.half_width_marks(text) == []
