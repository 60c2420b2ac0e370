"""Every code a rule can answer with has its sentence, and every example we give is one the bot understands."""

import ast
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime

import pytest

from bot.files import roster_sheets
from bot.wording import words_in
from bot.words import (
    audit_words,
    deed_words,
    group_words,
    health_words,
    importing_words,
    telling,
    vocabulary,
)
from domain.authority import Deed, Origin
from domain.exercise import Intensity
from domain.groups import Right
from domain.importing import Importable, Wrong, WrongWith
from domain.outbox import Kind
from domain.people import ConsentScope, Language, Role, Sex, Tag
from domain.points import Act, Why
from domain.streak import PauseReason
from domain.triage import Reason, Symptom
from domain.understanding import Exercised, Measured, understand
from domain.vital_sign import Level, Meal, Problem
from domain.vitals import VITAL_SIGNS
from storage import content
from tests.locales import extraction
from tests.locales.extraction import ROOT

LANGUAGES = [language.value for language in Language]
NAMES = {sign.name for sign in VITAL_SIGNS}
PARTS = {part.name for sign in VITAL_SIGNS for part in sign.parts}
NOON = datetime(2026, 5, 17, 12, tzinfo=UTC)
SILENT = {Why.EARNED, Why.ALERT_OPEN, Why.NO_RULE}  # nothing is said of points then

DICTIONARIES: list[tuple[str, Collection[str]]] = [
    ("LANGUAGE_NAMES", list(Language)),
    ("VITALS", NAMES),
    ("VITAL_EMOJI", NAMES),
    ("PARTS", PARTS),
    ("EXAMPLES", NAMES | {"exercise"}),
    ("MEALS", list(Meal)),
    ("PROBLEMS", list(Problem)),
    ("SYMPTOMS", list(Symptom)),
    ("MEANINGS", list(Reason)),
    ("WHY_NO_POINTS", list(Why)),
    ("ACTS", list(Act)),
    ("PAUSES", list(PauseReason)),
    ("SCOPES", list(ConsentScope)),
    ("SEXES", list(Sex)),
    ("TAGS", list(Tag)),
    ("ROLES", list(Role)),
    ("INTENSITIES", list(Intensity)),
    ("EXERCISES", list(content.exercise_kinds())),
]
NOT_SENTENCES = {"LANGUAGE_NAMES", "VITAL_EMOJI"}


def entries(name: str) -> Mapping[str, str]:
    found: Mapping[str, str] = getattr(vocabulary, name)
    return found


@pytest.mark.parametrize(("name", "codes"), DICTIONARIES)
def test_every_code_has_its_sentence_and_no_sentence_lost_its_code(name: str, codes: Collection[str]) -> None:
    assert set(codes) - set(entries(name)) == set(), f"vocabulary.{name} has no words for these"
    assert set(entries(name)) - set(codes) == set(), f"vocabulary.{name} has words for what is gone"


@pytest.mark.parametrize("name", [name for name, _ in DICTIONARIES if name not in NOT_SENTENCES])
def test_every_sentence_of_the_vocabulary_is_marked_for_translation(name: str) -> None:
    said = set(extraction.ids())
    wordless = [code for code, sentence in entries(name).items() if sentence and sentence not in said]
    assert [code for code in wordless if not entries(name)[code][0].isdigit()] == []


def test_every_deed_of_the_audit_log_is_marked_for_translation() -> None:
    assert set(audit_words.DEEDS.values()) <= set(extraction.ids())


def test_only_three_outcomes_of_points_are_passed_over_in_silence() -> None:
    assert {why for why, sentence in entries("WHY_NO_POINTS").items() if not sentence} == SILENT


def test_every_level_has_its_light() -> None:
    assert set(telling.LIGHTS) == set(Level)


def test_every_deed_in_the_audit_log_can_be_read_by_the_person_it_is_about() -> None:
    assert deeds_kept() - set(audit_words.DEEDS) == set()


def deeds_kept() -> set[str]:
    """Every deed that the code writes into the audit log: said where it is written, or named `what` in that file."""
    paths = [path for folder in ("actions", "bot", "storage") for path in (ROOT / folder).rglob("*.py")]
    return {deed for path in paths for deed in _deeds_in(ast.parse(path.read_text("utf-8")))}


def _deeds_in(module: ast.Module) -> Iterator[str]:
    calls = [node for node in ast.walk(module) if isinstance(node, ast.Call)]
    writing = [one for one in calls if ast.unparse(one.func).endswith(("add_audit", "look_at_data"))]
    said: list[ast.AST] = [one.args[2] for one in writing if len(one.args) > 2]
    said += [keyword.value for one in writing for keyword in one.keywords if keyword.arg == "what"]
    if writing:
        named = (node for node in ast.walk(module) if isinstance(node, ast.Assign))
        said += [node.value for node in named if ast.unparse(node.targets[0]) == "what"]
    for one in said:
        yield from (node.value for node in ast.walk(one) if _is_deed(node))  # type: ignore[attr-defined]


def _is_deed(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and "_" in node.value.strip("_")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("vital", sorted(NAMES | {"exercise"}))
def test_an_example_we_give_is_understood_when_it_is_sent(language: str, vital: str) -> None:
    example = str(words_in(language)(entries("EXAMPLES")[vital]))
    (found,) = understand(example, language=language[:2], now=NOON)
    if vital == "exercise":
        assert isinstance(found, Exercised)
    else:
        assert isinstance(found, Measured), example
        assert found.reading.vital == vital


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_help_shows_to_copy_is_understood(language: str) -> None:
    sentence = next(id for id in extraction.ids() if isinstance(id, str) and "with pulse" in id)
    shown = str(words_in(language)(sentence)).split("<code>")[1:]
    for line in shown:
        copied = line.split("</code>")[0]
        assert all(
            isinstance(item, Measured | Exercised)
            for item in understand(copied, language=language[:2], now=NOON)
        )
        assert understand(copied, language=language[:2], now=NOON), copied


def test_red_comes_with_the_number_to_call() -> None:
    for language in LANGUAGES:
        assert "120" in words_in(language)("🔴 <b>Please call 120 now.</b>")


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (deed_words.DEEDS, list(Deed)),
        (group_words.RIGHTS, list(Right)),
        (importing_words.KINDS, list(Importable)),
        (importing_words.FILE, list(WrongWith)),
        (importing_words.CELLS, list(Wrong)),
        (roster_sheets.ORIGINS, list(Origin)),
        (health_words.KINDS, list(Kind)),
    ],
)
def test_what_is_said_of_the_grid_has_a_sentence_for_each(words: Mapping[str, str], codes: list[str]) -> None:
    assert set(words) == set(codes)
