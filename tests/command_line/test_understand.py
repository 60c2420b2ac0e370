"""`healthgrid understand`: lines in, JSON out, in the form of the list the rules are tested with."""

import json
from pathlib import Path

import pytest

from tests.command_line.conftest import Call

LINES = (Path(__file__).parents[1] / "domain" / "typed_messages.tsv").read_text(encoding="utf-8").splitlines()
# A line of input is a message: those of several lines are for tests/domain.
LISTED = [line.split("\t") for line in LINES[1:] if "\\n" not in line]
SUNDAY_EVENING = "2026-11-22T21:30:00+08:00"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_listed_message_comes_out_as_listed(call: Call, language: str) -> None:
    wanted = [(text, json.loads(found)) for spoken, text, found in LISTED if spoken == language]
    result = call(
        "understand",
        "--language",
        language,
        "--now",
        SUNDAY_EVENING,
        given="\n".join(text for text, _ in wanted),
    )
    assert result.code == 0, result.complaint
    understood = [json.loads(line) for line in result.said.splitlines()]
    assert [(text, found) for (text, _), found in zip(wanted, understood, strict=True)] == wanted


def test_the_language_decides_what_is_ambiguous(call: Call) -> None:
    in_chinese, in_english = (
        json.loads(call("understand", "--language", one, "--now", SUNDAY_EVENING, given=f"{said}\n").said)
        for one, said in (("zh_CN", "体重130"), ("en", "weight 130"))
    )
    assert in_chinese != in_english


@pytest.mark.parametrize("now", ["2026-11-22T09:00:00", "2026-11-22", "yesterday"])
def test_a_time_without_a_zone_is_refused(call: Call, now: str) -> None:
    result = call("understand", "--now", now, given="128/82")
    assert (result.code, result.said) == (2, "")
    assert "--now" in result.complaint
    assert "2026-11-22T09:00:00+08:00" in result.complaint
    assert "Traceback" not in result.complaint


def test_a_language_not_spoken_here_is_refused(call: Call) -> None:
    result = call("understand", "--language", "fr", given="128/82")
    assert (result.code, result.said) == (2, "")
    assert "--language" in result.complaint
