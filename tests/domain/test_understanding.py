"""What people type, and what is understood: the list in typed_messages.tsv, one test a line."""

import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from domain.understanding import Measured, as_json, understand, understand_of_others

NOW = datetime(2026, 11, 22, 21, 30, tzinfo=ZoneInfo("Asia/Shanghai"))  # a Sunday evening
LINES = (Path(__file__).parent / "typed_messages.tsv").read_text(encoding="utf-8").splitlines()[1:]


def read(text: str, language: str = "zh", now: datetime = NOW) -> list[dict[str, object]]:
    return [as_json(item) for item in understand(text, language=language, now=now)]


@pytest.mark.parametrize("line", LINES)
def test_a_typed_message_is_understood_as_listed(line: str) -> None:
    language, text, expected = line.split("\t")
    assert read(text.replace("\\n", "\n"), language) == json.loads(expected)


@pytest.mark.parametrize(
    ("text", "vitals"),
    [
        ("我妈150/95", ["blood_pressure"]),
        ("我血压128/82，我妈190/115", ["blood_pressure"]),
        ("150/95 (mum)", ["blood_pressure"]),
        ("her sugar is 2.5", ["glucose"]),
        ("我妈走了3000步", []),
        ("我妈今年78岁", []),
        ("我妈要低于140/90", []),
        ("128/82", []),
    ],
)
def test_what_is_told_of_another_body_is_known_to_be_that(text: str, vitals: list[str]) -> None:
    found = understand_of_others(text, language="zh", now=NOW)
    assert [
        one.reading.vital if isinstance(one, Measured) else getattr(one, "vital", "") for one in found
    ] == vitals
