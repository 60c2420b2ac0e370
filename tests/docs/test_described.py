"""Whatever a person can type, set or run is described: commands, settings, subcommands, make targets."""

import re

import pytest
from cryptography.fernet import Fernet
from typer.main import get_command

from bot import commands, config
from bot.__main__ import app
from bot.config import Settings
from bot.conversations import COMMANDS
from tests.docs.pages import ROOT, everything

LISTED = {*commands.PRIVATE, *commands.GROUP, *commands.STAFF}
SUBCOMMANDS = sorted(get_command(app).commands)  # type: ignore[attr-defined]
EXAMPLE = ROOT / ".env.example"
FOR_REAL = (ROOT / "docs/howto/run-for-real.md").read_text("utf-8")
TARGETS = re.findall(r"^([a-z]+(?:-[a-z]+)*):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
# Steps of `make check`, not worth running alone.
STEPS_OF_CHECK = {"format-check", "lint", "types", "test-covered"}


def test_every_command_is_in_a_menu_or_deliberately_not() -> None:
    assert set(COMMANDS) == LISTED | commands.UNLISTED


@pytest.mark.parametrize("command", sorted(LISTED | commands.UNLISTED))
def test_every_command_is_described(command: str) -> None:
    assert re.search(rf"`/{command}`", everything())


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_every_subcommand_is_described(name: str) -> None:
    assert re.search(rf"(?:healthgrid|make) {name}\b(?!-)", everything())


@pytest.mark.parametrize("target", sorted(set(TARGETS) - STEPS_OF_CHECK))
def test_every_make_target_is_described(target: str) -> None:
    assert re.search(rf"make {target}\b(?!-)", everything())


def settings_of_the_example() -> dict[str, str]:
    lines = EXAMPLE.read_text("utf-8").splitlines()
    return dict(re.findall(r"^(HEALTHGRID_\w+)=(.*)$", "\n".join(lines), re.MULTILINE))


def test_every_setting_is_in_the_example_and_nothing_else_is() -> None:
    assert set(settings_of_the_example()) == {f"HEALTHGRID_{name.upper()}" for name in Settings.model_fields}


def test_every_setting_of_the_example_has_a_sentence_above_it() -> None:
    paragraphs = EXAMPLE.read_text("utf-8").split("\n\n")
    with_settings = [paragraph for paragraph in paragraphs if "HEALTHGRID_" in paragraph]
    assert [paragraph for paragraph in with_settings if not paragraph.startswith("# ")] == []


def test_the_example_says_what_an_empty_installation_has(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in settings_of_the_example():
        monkeypatch.delenv(name, raising=False)
    assert config.load(EXAMPLE) == config.load(None)


def test_a_filled_in_example_is_enough_to_start(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    filled = EXAMPLE.read_text("utf-8")
    for name, value in {"BOT_TOKEN": "100001:example", "KEYS": Fernet.generate_key().decode()}.items():
        monkeypatch.delenv(f"HEALTHGRID_{name}", raising=False)
        filled = filled.replace(f"\nHEALTHGRID_{name}=\n", f"\nHEALTHGRID_{name}={value}\n")
    file = tmp_path_factory.mktemp("settings") / ".env"
    file.write_text(filled, encoding="utf-8")
    settings = config.for_telegram(config.load(file))
    assert len(settings.keys) == 1


def test_running_for_real_names_what_it_cannot_do_without() -> None:
    for needed in ("HEALTHGRID_BOT_TOKEN", "HEALTHGRID_KEYS", "HEALTHGRID_WEBHOOK_SECRET"):
        assert needed in FOR_REAL
