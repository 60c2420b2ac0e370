"""The import contracts of .importlinter hold, and each breaks when somebody crosses its line."""

import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest

from tests.architecture.tree import PACKAGES, ROOT

# What breaks each contract: its name in .importlinter, a file, and a line planted at its end.
PLANTED = [
    ("layers", "storage/areas.py", "import actions"),
    ("layers", "domain/points.py", "import storage.database"),
    ("layers", "actions/__init__.py", "import bot.keyboards"),
    ("sandbox", "sandbox/__init__.py", "import domain.points"),
    ("rules", "actions/__init__.py", "import sandbox"),
    ("strangers", "bot/handlers/__init__.py", "import bot.delivery"),
    ("strangers", "bot/scheduler/__init__.py", "import bot.handlers"),
    ("strangers", "bot/delivery/__init__.py", "import bot.scheduler"),
    ("vitals", "domain/vitals/glucose.py", "import domain.vitals.blood_pressure"),
    ("handlers", "bot/handlers/one.py", "import bot.handlers.other"),
    ("pushes", "bot/scheduler/pushes/one.py", "import bot.scheduler.pushes.other"),
]


def lint(root: Path, *contracts: str) -> "subprocess.CompletedProcess[str]":
    chosen = [argument for name in contracts for argument in ("--contract", name)]
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", command, "--no-cache", "--no-logo", *chosen],
        capture_output=True,
        text=True,
        timeout=50,
        cwd=root,
        check=False,
    )


def contracts() -> set[str]:
    config = ConfigParser()
    config.read(ROOT / ".importlinter")
    return {name.split(":")[-1] for name in config.sections() if ":contract:" in name}


@pytest.fixture
def copied_tree(tmp_path: Path) -> Path:
    """The source, with the packages and files a planted line may need."""
    for package in PACKAGES:
        shutil.copytree(
            ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__", "page")
        )
    shutil.copy(ROOT / ".importlinter", tmp_path)
    for needed in ("bot/delivery", "bot/scheduler", "bot/scheduler/pushes"):
        (tmp_path / needed).mkdir(exist_ok=True)
        (tmp_path / needed / "__init__.py").touch()
    for folder in ("bot/handlers", "bot/scheduler/pushes"):
        (tmp_path / folder / "one.py").touch()
        (tmp_path / folder / "other.py").touch()
    return tmp_path


def test_every_contract_holds() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{len(contracts())} kept, 0 broken" in done.stdout


@pytest.mark.parametrize(("contract", "path", "line"), PLANTED)
def test_a_contract_breaks_when_its_line_is_crossed(
    copied_tree: Path, contract: str, path: str, line: str
) -> None:
    with (copied_tree / path).open("a") as file:
        file.write(f"\n{line}\n")
    done = lint(copied_tree, contract)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "0 kept, 1 broken" in done.stdout
    assert line.split()[1] in done.stdout


def test_every_contract_was_seen_to_break() -> None:
    assert {contract for contract, _, _ in PLANTED} == contracts()
