"""The source as the architecture tests read it: files and syntax trees. Imports none of it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("domain", "actions", "storage", "bot", "sandbox")


@dataclass(frozen=True)
class Source:
    """One file; `path` is relative to the root, with slashes."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    def imports(self) -> Iterator[str]:
        """Every module or name imported, absolute and dotted: `from a import b` is `a.b`."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                start = self._package(node.level) + (node.module or "")
                yield from (f"{start}.{alias.name}" for alias in node.names)

    def _package(self, level: int) -> str:
        if level == 0:
            return ""
        parents = self.path.split("/")[:-level]
        return ".".join(parents) + "."


def sources(root: Path = ROOT) -> Iterator[Source]:
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*.py")):
            yield Source(path.relative_to(root).as_posix(), path.read_text("utf-8"))
