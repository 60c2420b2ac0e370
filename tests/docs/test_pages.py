"""The pages hold together: their links lead somewhere, and they speak of no particular machine."""

import re
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, everything, headings, is_broken, links, named, pages, text

DECISIONS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
PARTS_OF_A_DECISION = ["Context", "Decision", "Consequences", "Deviations"]
# What would work on one machine only. /srv and /sim are examples; /tmp and the like are nobody's.
_PYTHON = re.compile(r"^```python$(.*?)^```$", re.MULTILINE | re.DOTALL)
_IMPORTED = re.compile(r"^from ((?:actions|bot|domain|sandbox|storage)[\w.]*) import (.+)$", re.MULTILINE)
ONE_MACHINE = re.compile(r"/(?:work|home|root|Users|farm|private)/\w|[A-Z]:\\")


@pytest.mark.parametrize("page", pages(), ids=named)
def test_every_link_leads_somewhere(page: Path) -> None:
    assert [target for target in links(page) if is_broken(page, target)] == []


def test_a_link_that_leads_nowhere_is_noticed() -> None:
    readme = ROOT / "README.md"
    assert is_broken(readme, "docs/nothing.md")
    assert is_broken(readme, "CONTRIBUTING.md#nothing")
    assert not is_broken(readme, "CONTRIBUTING.md#set-up")
    assert "docs/architecture.md" in list(links(readme))


@pytest.mark.parametrize("page", pages(), ids=named)
def test_no_page_names_a_place_on_one_machine(page: Path) -> None:
    assert ONE_MACHINE.findall(text(page)) == []


@pytest.mark.parametrize("page", pages(), ids=named)
def test_what_the_code_of_a_page_imports_is_there(page: Path) -> None:
    for module, names in _IMPORTED.findall("".join(_PYTHON.findall(text(page)))):
        for name in names.split(","):
            assert _is_there(module, name.strip()), f"from {module} import {name}"


def _is_there(module: str, name: str) -> bool:
    return hasattr(import_module(module), name) or find_spec(f"{module}.{name}") is not None


@pytest.mark.parametrize("page", DECISIONS, ids=named)
def test_every_decision_has_its_four_parts(page: Path) -> None:
    title, *parts = headings(page)
    assert parts == PARTS_OF_A_DECISION
    assert title.startswith(f"{int(page.name[:4])}. ")


def test_decisions_are_numbered_without_a_gap() -> None:
    assert [int(page.name[:4]) for page in DECISIONS] == list(range(1, len(DECISIONS) + 1))


def test_every_decision_tells_what_was_refused() -> None:
    assert [named(page) for page in DECISIONS if "\nRefused:\n" not in text(page)] == []


@pytest.mark.parametrize("folder", ["decisions", "howto"])
def test_every_page_of_a_folder_is_in_its_list(folder: str) -> None:
    index = ROOT / "docs" / folder / "README.md"
    there = {page.name for page in index.parent.glob("*.md")} - {"README.md"}
    assert there - set(links(index)) == set()


def test_both_readmes_have_the_same_sections_and_lead_to_the_same_places() -> None:
    english, chinese = ROOT / "README.md", ROOT / "README.zh-CN.md"
    assert len(headings(english)) == len(headings(chinese))
    assert set(links(english)) ^ set(links(chinese)) == {"README.md", "README.zh-CN.md"}


def test_no_page_is_left_unfinished() -> None:
    assert re.findall(r"\b(?:TODO|FIXME|TBD|lorem ipsum)\b", everything()) == []
