"""`healthgrid check`: a line for everything a real start needs, with ok or with what to do."""

import re
from pathlib import Path

import pytest

from tests.command_line.conftest import TOKEN, Call
from tests.command_line.program import Chats
from tests.conftest import TEST_KEY

COMPLETE = {"BOT_TOKEN": TOKEN, "KEYS": TEST_KEY, "DATABASE": "sqlite:///kept.db"}


def lines(said: str) -> dict[str, tuple[bool, str]]:
    """What was looked at: whether it is fine, and the rest of the line."""
    found = re.findall(r"^(ok|--)  ([a-z ]+): (.+)$", said, re.MULTILINE)
    assert len(found) == len(said.splitlines())
    return {what: (mark == "ok", rest) for mark, what, rest in found}


def test_before_the_first_start_it_says_what_is_still_to_do(call: Call, sandbox: Chats) -> None:
    result = call("check", **COMPLETE, BOT_API=sandbox.url)
    found = lines(result.said)
    assert result.code == 1
    assert found["settings"] == (True, "complete")
    assert found["migrations"] == (False, "behind; run `healthgrid migrate`")
    assert found["words"] == (True, "zh_CN, en")
    assert found["token"] == (True, "@sandbox_bot")
    assert found["webhook"] == (True, "none, polling")
    call("migrate", **COMPLETE)
    found = lines(call("check", **COMPLETE, BOT_API=sandbox.url).said)
    assert found["database"][0]
    assert found["clock"] == (True, "has not ticked yet; `healthgrid run` starts it")


def test_a_missing_setting_is_found_before_anything_else(call: Call) -> None:
    result = call("check", WEBHOOK_URL="https://example.org/x")
    said = result.said.splitlines()
    assert result.code == 1
    for line, name in zip(said, ("BOT_TOKEN", "KEYS", "WEBHOOK_SECRET"), strict=False):
        assert line.startswith(f"--  settings: HEALTHGRID_{name} is missing")
    assert lines(result.said)["words"][0]
    assert not Path("data").exists()


def test_every_wrong_setting_has_its_line(call: Call) -> None:
    said = call(
        "check", **COMPLETE | {"LANGUAGE": "fr", "TIMEZONE": "Mars/Olympus", "DATABASE": "paper"}
    ).said
    assert [line.split()[2] for line in said.splitlines() if line.startswith("--")] == [
        "HEALTHGRID_DATABASE",
        "HEALTHGRID_LANGUAGE",
        "HEALTHGRID_TIMEZONE",
    ]


@pytest.mark.parametrize("wrong", ["sqlite:////dev/null/x.db", "postgresql://me:hush@127.0.0.1:1/x"])
def test_a_database_that_cannot_be_opened_has_its_line(call: Call, sandbox: Chats, wrong: str) -> None:
    result = call("check", **COMPLETE | {"DATABASE": wrong}, BOT_API=sandbox.url)
    ok, said = lines(result.said)["database"]
    assert (result.code, ok) == (1, False)
    assert said.endswith("check HEALTHGRID_DATABASE")
    assert "hush" not in result.everything


def test_a_token_telegram_does_not_know_has_its_line(call: Call, sandbox: Chats) -> None:
    result = call("check", **COMPLETE | {"BOT_TOKEN": "100001:another"}, BOT_API=sandbox.url)
    assert lines(result.said)["token"] == (
        False,
        "Telegram refuses HEALTHGRID_BOT_TOKEN; ask @BotFather for the right one",
    )
    assert "another" not in result.everything


def test_a_telegram_out_of_reach_has_its_line(call: Call) -> None:
    result = call("check", **COMPLETE, BOT_API="http://127.0.0.1:9")
    ok, said = lines(result.said)["token"]
    assert (result.code, ok) == (1, False)
    assert "HEALTHGRID_BOT_API" in said
    assert list(lines(result.said))[-1] == "token"  # nothing that could only say the same again
    assert TOKEN not in result.everything


def test_another_webhook_than_the_wanted_one_has_its_line(call: Call, sandbox: Chats) -> None:
    sandbox.bot_api(TOKEN, "setWebhook", url="http://127.0.0.1:9/telegram")
    try:
        found = lines(call("check", **COMPLETE, BOT_API=sandbox.url).said)
    finally:
        sandbox.bot_api(TOKEN, "deleteWebhook")
    assert found["webhook"] == (
        False,
        "Telegram has http://127.0.0.1:9/telegram, wanted none; it is set by `run`",
    )
