"""Settings: what is wrong or missing is one line that names it, and no secret is ever printed."""

from pathlib import Path

import pytest

from tests.command_line.conftest import TOKEN, Call
from tests.command_line.program import Chats
from tests.conftest import TEST_KEY

KEY = TEST_KEY
SECRET = "hush-hush-hush-hush-hush"
COMPLETE = {"BOT_TOKEN": TOKEN, "KEYS": KEY, "WEBHOOK_SECRET": SECRET, "BOT_API": "http://127.0.0.1:9"}


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("BOT_TOKEN", "", "HEALTHGRID_BOT_TOKEN is missing: ask @BotFather"),
        ("BOT_TOKEN", "hush", "HEALTHGRID_BOT_TOKEN is not a token; @BotFather gives one"),
        ("BOT_API", "api.telegram.org", "HEALTHGRID_BOT_API must begin with https://"),
        ("KEYS", "", "HEALTHGRID_KEYS is missing: `healthgrid new-key` makes one"),
        ("KEYS", f"{KEY},hush", "HEALTHGRID_KEYS is not a key; `healthgrid new-key` makes one"),
        ("DATABASE", "a heap of paper", "HEALTHGRID_DATABASE must begin with sqlite:/// or postgresql://"),
        ("DATABASE", "sqlite:////dev/null/x.db", "HEALTHGRID_DATABASE cannot be used"),
        (
            "DATABASE",
            "postgresql://me:hush@127.0.0.1:1/x",
            "HEALTHGRID_DATABASE cannot be used (OperationalErr",
        ),
        ("ADMINISTRATORS", "1,周主任", "HEALTHGRID_ADMINISTRATORS must be Telegram ids separated by commas"),
        ("LANGUAGE", "fr", "HEALTHGRID_LANGUAGE is not spoken here; choose one of zh_CN, en"),
        ("TIMEZONE", "Mars/Olympus", "HEALTHGRID_TIMEZONE is not a time zone; write it like Asia/Shanghai"),
        ("WEBHOOK_URL", "http://example.org/x", "HEALTHGRID_WEBHOOK_URL must begin with https://"),
        ("WEBHOOK_SECRET", "hush hush", "HEALTHGRID_WEBHOOK_SECRET may hold letters, digits, _ and -"),
        ("WEBHOOK_PORT", "70000", "HEALTHGRID_WEBHOOK_PORT"),
        ("FAILPOINT", "here:often", "HEALTHGRID_FAILPOINT"),
    ],
)
def test_a_wrong_setting_is_one_line_that_names_it(call: Call, setting: str, value: str, said: str) -> None:
    result = call("run", **COMPLETE | {setting: value})
    assert (result.code, result.said) == (2, "")
    assert result.complaint.startswith(said)
    assert result.complaint.count("\n") == 1
    assert "hush" not in result.everything


def test_a_webhook_needs_its_secret(call: Call) -> None:
    result = call("run", BOT_TOKEN=TOKEN, KEYS=KEY, WEBHOOK_URL="https://example.org/x")
    assert result.code == 2
    assert result.complaint.startswith("HEALTHGRID_WEBHOOK_SECRET is missing")


def test_settings_are_read_from_the_file_and_the_environment_outranks_it(call: Call) -> None:
    Path(".env").write_text(
        f"HEALTHGRID_KEYS={KEY}\nHEALTHGRID_DATABASE=nonsense\nHEALTHGRID_NO_SUCH_THING=1\nOTHER=2\n"
    )
    assert "HEALTHGRID_DATABASE" in call("migrate").complaint
    assert call("migrate", DATABASE="sqlite:///here.db").code == 0
    assert Path("here.db").exists()


def test_the_example_file_asks_for_exactly_what_is_missing(call: Call) -> None:
    example = Path(__file__).parents[2] / ".env.example"
    Path(".env").write_text(example.read_text(encoding="utf-8"), encoding="utf-8")
    token, keys = call("run").complaint.splitlines()
    assert token.startswith("HEALTHGRID_BOT_TOKEN is missing")
    assert keys.startswith("HEALTHGRID_KEYS is missing")
    assert call("run", BOT_TOKEN=TOKEN).complaint.startswith("HEALTHGRID_KEYS is missing")


def test_no_secret_is_printed_whatever_goes_wrong(call: Call, sandbox: Chats) -> None:
    for arguments in (("check",), ("migrate",), ("audit",), ("reseal",)):
        result = call(*arguments, **COMPLETE | {"BOT_API": sandbox.url})
        assert not any(secret in result.everything for secret in (TOKEN, KEY, SECRET)), arguments
