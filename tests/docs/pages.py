"""The project's pages as text, and the links in them. Renders nothing."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
_LINK = re.compile(r"(?<!`)!?\[[^\]]*\]\(([^)\s]+)\)")
_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def pages() -> list[Path]:
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def text(path: Path) -> str:
    return path.read_text("utf-8")


@cache
def everything() -> str:
    return "\n".join(text(path) for path in pages())


def headings(path: Path) -> list[str]:
    return _HEADING.findall(_FENCE.sub("", text(path)))


def anchor(heading: str) -> str:
    """The address of a heading within its page, as code hosts make it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def links(path: Path) -> Iterator[str]:
    """Where the links of a page lead within the project."""
    for target in _LINK.findall(_FENCE.sub("", text(path))):
        if not target.startswith(("http://", "https://")):
            yield target


def is_broken(path: Path, target: str) -> bool:
    file, _, place = target.partition("#")
    page = (path.parent / file) if file else path
    if not page.exists():
        return True
    return bool(place) and place not in {anchor(heading) for heading in headings(page)}
