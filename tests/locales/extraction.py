"""The sentences the bot says, read from its source, and the catalogues that translate them. Says nothing itself.

`python -m tests.locales.extraction` writes new sentences into every catalogue, still without words, and drops
those that nothing says any more.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from domain.people import Language

ROOT = Path(__file__).parents[2]
LOCALES = ROOT / "locales"
SAYING = {"_", "words", "mark"}  # what a sentence is handed to, in the code
LABELLING = {"button", "link", "Button"}
MADE_AT = datetime(2026, 11, 1, tzinfo=UTC)  # fixed: an unchanged catalogue stays the same bytes

Id = str | tuple[str, str]  # a sentence, or the two of something counted


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence where the code says it; `within`: the call it is an argument of, like `button`."""

    id: Id
    path: str
    line: int
    within: str = ""


class NotLiteral(Exception):
    """A sentence is put together in the code, so no catalogue can hold it."""


def catalogue_path(language: str) -> Path:
    return LOCALES / language / "healthgrid.po"


@cache
def catalogue(language: str) -> Catalog:
    with catalogue_path(language).open("rb") as file:
        return read_po(file, locale=language)


@cache
def everything_said() -> tuple[Said, ...]:
    """Every sentence in `bot/`, in the order of the files. Raises NotLiteral."""
    paths = sorted((ROOT / "bot").rglob("*.py"))
    return tuple(
        said for path in paths for said in said_in(path.read_text("utf-8"), str(path.relative_to(ROOT)))
    )


def ids() -> dict[Id, list[Said]]:
    """Every sentence once, with all the places it is said."""
    places: dict[Id, list[Said]] = {}
    for said in everything_said():
        places.setdefault(said.id, []).append(said)
    return places


def said_in(source: str, path: str) -> Iterator[Said]:
    tree = ast.parse(source)
    within = _calls_around(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            found = _id_of(node, path)
            if found is not None:
                yield Said(found, path, node.lineno, within.get(node, ""))


def _calls_around(tree: ast.AST) -> dict[ast.AST, str]:
    """For an argument of a call, also one chosen by `if`, the name of what is called."""
    around: dict[ast.AST, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            for argument in node.args:
                chosen = [argument.body, argument.orelse] if isinstance(argument, ast.IfExp) else [argument]
                around.update((one, _name(node.func)) for one in chosen)
    return around


def _id_of(call: ast.Call, path: str) -> Id | None:
    if _counts(call.func):
        one, many = (_literal(argument, path) for argument in call.args[:2])
        return (one, many) if one and many else None
    return _literal(call.args[0], path) if call.args and _says(call.func) else None


def _says(called: ast.expr) -> bool:
    if isinstance(called, ast.Call):
        return _name(called.func) == "words_in"
    return _name(called) in SAYING


def _counts(called: ast.expr) -> bool:
    return isinstance(called, ast.Attribute) and called.attr == "count" and _name(called.value) in SAYING


def _name(called: ast.expr) -> str:
    if isinstance(called, ast.Name):
        return called.id
    return called.attr if isinstance(called, ast.Attribute) else ""


def _literal(argument: ast.expr, path: str) -> str | None:
    """The text, or None where a variable names a sentence that was marked elsewhere."""
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value or None
    if isinstance(argument, ast.JoinedStr | ast.BinOp):
        raise NotLiteral(f"{path}:{argument.lineno} puts a sentence together: {ast.unparse(argument)}")
    return None


def update(language: str) -> None:
    """Write what is said now into the catalogue of a language, keeping the words it has."""
    before = catalogue(language) if catalogue_path(language).exists() else Catalog(locale=language)
    after = Catalog(
        locale=language,
        domain="healthgrid",
        project="HealthGrid",
        version="1",
        last_translator="HealthGrid",
        language_team="HealthGrid",
        msgid_bugs_address="see CONTRIBUTING.md",
        header_comment=f"# HealthGrid, {language}: the words for every sentence the bot says.",
        creation_date=MADE_AT,
        revision_date=MADE_AT,
        fuzzy=False,
    )
    for id, places in ids().items():
        known = before.get(id if isinstance(id, str) else id[0])
        string = known.string if known is not None and known.id == id else _no_words(language, id)
        after.add(id, string, locations=sorted({(said.path, 0) for said in places}))
    with catalogue_path(language).open("wb") as file:
        write_po(file, after, width=110, include_lineno=False)


def _no_words(language: str, id: Id) -> str | tuple[str, ...]:
    """English needs none of its own: the ids are English. What is counted still lists its forms."""
    if isinstance(id, str):
        return ""
    return id if language == Language.ENGLISH else ("",)


if __name__ == "__main__":
    for spoken in Language:
        update(spoken.value)
