"""The console script as an installer meets it: called here, or as a process of its own. Knows no setting."""

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import ProxyHandler, Request, build_opener

T = TypeVar("T")
SCRIPT = Path(sys.executable).with_name("healthgrid")
PATIENCE_SECONDS = 40.0  # of a test on a busy machine; nothing here takes that long by itself
BETWEEN_LOOKS_SECONDS = 0.05
_direct = build_opener(ProxyHandler({}))


@dataclass(frozen=True, slots=True)
class Finished:
    """What a command left behind."""

    code: int
    said: str
    complaint: str

    @property
    def everything(self) -> str:
        return self.said + self.complaint


def eventually(look: Callable[[], T | None]) -> T:
    """What `look` finds at last; another process needs a moment."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        found = look()
        if found:
            return found
        time.sleep(BETWEEN_LOOKS_SECONDS)
    raise AssertionError(f"nothing came of {look}")


class Process:
    """A command running beside the test. `with` ends it, whatever happens."""

    def __init__(self, folder: Path, environment: dict[str, str], *arguments: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._output = folder / f"output-{arguments[0]}"
        with self._output.open("w") as file:
            self._process = subprocess.Popen(
                [str(SCRIPT), *arguments], cwd=folder, env=environment, stdout=file, stderr=file, text=True
            )

    def __enter__(self) -> "Process":
        return self

    def __exit__(self, *error: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()

    @property
    def output(self) -> str:
        return self._output.read_text()

    def says(self, pattern: str) -> str:
        """Wait until it printed this; the first group of it."""

        def look() -> "re.Match[str] | None":
            found = re.search(pattern, self.output)
            assert found or self._process.poll() is None, self.output
            return found

        return eventually(look).group(1)

    def is_told(self, sign: signal.Signals, *, within_seconds: float) -> int:
        """Send a signal; the exit code, once it has ended in time."""
        self._process.send_signal(sign)
        return self._process.wait(within_seconds)


@dataclass(frozen=True, slots=True)
class Chats:
    """The control API of a sandbox somewhere else."""

    url: str

    def get(self, path: str) -> Any:
        return self._call(Request(f"{self.url}/sim/{path}"))

    def post(self, path: str, **body: Any) -> Any:
        request = Request(f"{self.url}/sim/{path}", json.dumps(body).encode(), method="POST")
        request.add_header("Content-Type", "application/json")
        return self._call(request)

    def answers(self, person: int, text: str, *, holding: str = "") -> str:
        """Write to the bot; the words of the first answer that holds this."""
        written = self.post("messages", **{"from": person, "text": text})

        def look() -> str | None:
            seen = self.get(f"chats/{person}/messages?viewer={person}&after={written['number']}")
            words = (one["text"] or one["caption"] or "" for one in seen if one["from"]["is_bot"])
            return next((said for said in words if holding in said), None)

        return eventually(look)

    def bot_api(self, token: str, method: str, **parameters: str) -> Any:
        """What a bot itself would ask of the sandbox."""
        return self._call(Request(f"{self.url}/bot{token}/{method}?{urlencode(parameters)}"))["result"]

    def people(self) -> dict[str, int]:
        """Their ids by name."""
        return {person["first_name"]: person["id"] for person in self.get("people")}

    def _call(self, request: Request) -> Any:
        try:
            with _direct.open(request, timeout=PATIENCE_SECONDS) as response:
                return json.load(response)
        except HTTPError as error:
            raise AssertionError(error.read().decode()) from error
