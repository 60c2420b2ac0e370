"""What stands on a button fits on it, on a small telephone in large letters."""

from collections.abc import Iterator

import pytest

from bot.wording import words_in
from bot.words import vocabulary
from domain.people import Language
from tests.locales import checks, extraction

LANGUAGES = [language.value for language in Language]
LONGEST = {"zh_CN": 12, "en": 28}
LONGEST_SYMPTOM = {"zh_CN": 10, "en": 26}
LONGEST_DESCRIPTION = 256  # Telegram, BotCommand
ON_BUTTONS = (
    vocabulary.MEALS,
    vocabulary.PAUSES,
    vocabulary.SCOPES,
    vocabulary.SEXES,
    vocabulary.TAGS,
    vocabulary.VITALS,
    vocabulary.EXERCISES,
)


def labels() -> Iterator[str]:
    """Every sentence the code puts straight on a button, and every name it puts there from the vocabulary."""
    for said in extraction.everything_said():
        if said.within in extraction.LABELLING and isinstance(said.id, str):
            yield said.id
    for names in ON_BUTTONS:
        yield from names.values()


def shown(language: str, label: str) -> str:
    """The label without the places that are filled later."""
    words = words_in(language)
    return checks.without_markup(str(words(label, **dict.fromkeys(checks.placeholders(label), ""))))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_label_fits_on_its_button(language: str) -> None:
    found = {label: shown(language, label) for label in labels()}
    assert len(found) > 100, "labels are not found any more"
    assert {label: text for label, text in found.items() if len(text) > LONGEST[language]} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_symptom_fits_on_half_a_line_of_buttons(language: str) -> None:
    texts = [shown(language, name) for name in vocabulary.SYMPTOMS.values()]
    assert [text for text in texts if len(text) > LONGEST_SYMPTOM[language]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_symptoms_or_exercises_read_the_same(language: str) -> None:
    for names in (vocabulary.SYMPTOMS, vocabulary.EXERCISES, vocabulary.TAGS, vocabulary.MEALS):
        texts = [shown(language, name) for name in names.values()]
        assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_command_is_described_in_a_line(language: str) -> None:
    said = [one.id for one in extraction.everything_said() if one.path == "bot/commands.py"]
    texts = [shown(language, one) for one in said if isinstance(one, str)]
    assert texts, "no command is described"
    assert [text for text in texts if not 1 <= len(text) <= LONGEST_DESCRIPTION or "\n" in text] == []
