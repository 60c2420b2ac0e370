"""What people type, and what is understood: the list in typed_messages.tsv, one test a line."""

import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from domain.understanding import as_json, understand

NOW = datetime(2026, 11, 22, 21, 30, tzinfo=ZoneInfo("Asia/Shanghai"))  # a Sunday evening
LINES = (Path(__file__).parent / "typed_messages.tsv").read_text(encoding="utf-8").splitlines()[1:]


def read(text: str, language: str = "zh", now: datetime = NOW) -> list[dict[str, object]]:
    return [as_json(item) for item in understand(text, language=language, now=now)]


@pytest.mark.parametrize("line", LINES)
def test_a_typed_message_is_understood_as_listed(line: str) -> None:
    language, text, expected = line.split("\t")
    assert read(text.replace("\\n", "\n"), language) == json.loads(expected)
