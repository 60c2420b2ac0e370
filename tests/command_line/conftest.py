"""A folder and an environment without any setting, the console script in it, and a sandbox of its own."""

import io
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.__main__ import main
from storage.sealed import use_keys
from tests.command_line.program import Chats, Finished, Process
from tests.conftest import TEST_KEY

TOKEN = "100001:the-token-nobody-may-see"
Call = Callable[..., Finished]


def environment(**settings: str) -> dict[str, str]:
    """This process's, with these HEALTHGRID_ settings and no others."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith("HEALTHGRID_")}
    return bare | {f"HEALTHGRID_{name}": value for name, value in settings.items()}


@pytest.fixture
def call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Call]:
    """Call the console script in an empty folder: `call("check", BOT_TOKEN="...", given="typed lines")`."""
    monkeypatch.chdir(tmp_path)

    def called(*arguments: str, given: str = "", **settings: str) -> Finished:
        with monkeypatch.context() as now:
            for name in [name for name in os.environ if name.startswith("HEALTHGRID_")]:
                now.delenv(name)
            for name, value in settings.items():
                now.setenv(f"HEALTHGRID_{name}", value)
            now.setattr(sys, "argv", ["healthgrid", *arguments])
            now.setattr(sys, "stdin", io.StringIO(given))
            with pytest.raises(SystemExit) as ended:
                main()
        said, complaint = capsys.readouterr()
        return Finished(int(ended.value.code or 0), said, complaint)

    yield called
    use_keys([TEST_KEY])


@pytest.fixture(scope="session")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chats]:
    """Telegram in a box, started as a command, for this worker."""
    folder = tmp_path_factory.mktemp("sandbox")
    with Process(folder, environment(), "sandbox", "--port", "0", "--token", TOKEN) as process:
        yield Chats(process.says(r"sandbox is at (http://127\.0\.0\.1:\d+)/"))
