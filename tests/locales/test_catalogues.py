"""Every sentence has its words in every language, with the same places to fill and the same markup."""

import pytest
from babel.messages.catalog import Message

from domain.people import Language
from tests.locales import checks, extraction
from tests.locales.extraction import Id

LANGUAGES = [language.value for language in Language]
CHINESE = Language.CHINESE.value
LONGEST_SENTENCE = {"zh_CN": 45, "en": 120}
LONGEST_TEXT = {"zh_CN": 200, "en": 400}
LONGEST_TOAST = 200  # Telegram, answerCallbackQuery


def messages(language: str) -> list[Message]:
    return [message for message in extraction.catalogue(language) if message.id]


def strings(message: Message) -> list[str]:
    """The words of a message, in all their forms; the sentence itself where a language has none of its own."""
    given = message.string if isinstance(message.string, tuple | list) else [message.string]
    kept = [str(one) for one in given if one]
    return kept or ([message.id] if isinstance(message.id, str) else list(message.id))


def texts(language: str) -> list[str]:
    return [string for message in messages(language) for string in strings(message)]


def has_words(message: Message | None, language: str) -> bool:
    """English ids are their own words, as long as they are one sentence and not two."""
    if message is None:
        return False
    if isinstance(message.string, tuple | list):
        return len(message.string) == message_forms(language) and all(message.string)
    return bool(message.string) or language == Language.ENGLISH


def message_forms(language: str) -> int:
    return int(extraction.catalogue(language).num_plurals)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_the_bot_has_words(language: str) -> None:
    known = extraction.catalogue(language)

    def missing(id: Id) -> bool:
        message = known.get(id if isinstance(id, str) else id[0])
        return message is None or message.id != id or not has_words(message, language)

    lost = [
        f"{places[0].path}:{places[0].line} {id}" for id, places in extraction.ids().items() if missing(id)
    ]
    assert lost == [], "give these their words in locales/, after `make words`"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_words_are_left_over_for_what_nobody_says(language: str) -> None:
    said = set(extraction.ids())
    assert [message.id for message in messages(language) if message.id not in said] == [], "try `make words`"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_words_are_marked_as_unsure(language: str) -> None:
    assert [message.id for message in messages(language) if message.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_have_the_places_and_the_markup_of_their_sentence(language: str) -> None:
    for message in messages(language):
        sentence = message.id if isinstance(message.id, str) else message.id[-1]
        for string in strings(message):
            assert checks.placeholders(string) == checks.placeholders(sentence), string
            assert checks.tags(string) == checks.tags(sentence), string


@pytest.mark.parametrize("language", LANGUAGES)
def test_telegram_takes_the_markup_of_every_text(language: str) -> None:
    assert [(text, found) for text in texts(language) if (found := checks.markup_mistakes(text))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_short_enough_for_tired_eyes(language: str) -> None:
    spoken = [sentence for text in texts(language) for sentence in checks.sentences_of(text)]
    assert [one for one in spoken if len(one) > LONGEST_SENTENCE[language]] == []
    assert [text for text in texts(language) if len(text) > LONGEST_TEXT[language]] == []


def test_chinese_is_written_with_chinese_punctuation() -> None:
    assert [(text, found) for text in texts(CHINESE) if (found := checks.half_width_marks(text))] == []


def test_chinese_keeps_the_commands_and_emoji_of_the_sentence() -> None:
    for message in messages(CHINESE):
        sentence = message.id if isinstance(message.id, str) else message.id[-1]
        for kept in (word for word in sentence.split() if word[0] in "/🔴🟠⚠❗🩺🩸⚖⭐🔥⏸" and len(word) < 12):
            assert kept.rstrip(".:,;") in strings(message)[0], strings(message)[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_toast_is_no_longer_than_telegram_shows(language: str) -> None:
    toasts = {said.id for said in extraction.everything_said() if said.within == "toast"}
    assert toasts, "nothing is said in a toast any more"
    long = [
        text
        for message in messages(language)
        if message.id in toasts
        for text in strings(message)
        if len(text) > LONGEST_TOAST
    ]
    assert long == []


def test_chinese_says_you_politely() -> None:
    assert [text for text in texts(CHINESE) if "你" in text] == []


def test_chinese_speaks_of_the_high_and_the_low_number() -> None:
    learned = ("收缩压", "舒张压", "心率", "脉搏", "毫米汞柱", "低血糖", "高血糖", "危象", "级高血压", "确诊")
    assert [text for text in texts(CHINESE) if any(word in text for word in learned)] == []
