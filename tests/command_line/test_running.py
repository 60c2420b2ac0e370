"""`healthgrid run` as a process against the sandbox: polled and called, from the first message to the end."""

import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.command_line.conftest import TOKEN, Call, environment
from tests.command_line.program import Chats, Process
from tests.command_line.test_check import lines
from tests.conftest import TEST_KEY

ENDS_WITHIN_SECONDS = 5.0


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def settings(sandbox: Chats, **more: str) -> dict[str, str]:
    return {
        "BOT_TOKEN": TOKEN,
        "BOT_API": sandbox.url,
        "KEYS": TEST_KEY,
        "DATABASE": "sqlite:///kept.db",
        **more,
    }


@contextmanager
def running(folder: Path, settings: dict[str, str]) -> Iterator[Process]:
    with Process(folder, environment(**settings), "run") as process:
        process.says("(meeting Telegram)")
        yield process


def menu(sandbox: Chats, person: int, chat: int | None = None) -> dict[str, dict[str, object]]:
    listed = sandbox.get(f"commands?person={person}" + (f"&chat={chat}" if chat is not None else ""))
    return {command["command"]: command for command in listed}


def test_a_polling_bot_answers_sets_its_menus_passes_the_check_and_ends_when_told(
    call: Call, tmp_path: Path, sandbox: Chats
) -> None:
    mei = sandbox.post("people", first_name="Mei", language_code="en")["id"]
    wang = sandbox.post("people", first_name="王秀英", language_code="zh-hans")["id"]
    group = sandbox.post("chats", type="supergroup", title="Lotus", members=[mei, wang], bot="administrator")[
        "id"
    ]
    sandbox.post(
        "messages", **{"from": mei, "text": "/start"}
    )  # so that the bot may set her a menu of her own
    chosen = settings(sandbox, ADMINISTRATORS=str(mei))
    with running(tmp_path, chosen) as process:
        assert sandbox.answers(mei, "128/82", holding="Please choose a language.")
        look_at_menus(sandbox, mei, wang, group)
        checked = call("check", **chosen)
        assert checked.code == 0, checked.said
        assert all(ok for ok, _said in lines(checked.said).values())
        assert lines(checked.said)["command lists"] == (True, "set in every language")
        assert process.is_told(signal.SIGTERM, within_seconds=ENDS_WITHIN_SECONDS) == 0
        assert "Traceback" not in process.output
        assert TOKEN not in process.output


def look_at_menus(sandbox: Chats, administrator: int, resident: int, group: int) -> None:
    """Per scope and language, and in a group only what one person sees."""
    private, shared = menu(sandbox, resident), menu(sandbox, resident, group)
    assert private["bp"]["description"] == "血压"
    assert {"bind", "poster"} & set(private) == set()
    assert not any(command.get("is_ephemeral") for command in private.values())
    assert shared
    assert all(command["is_ephemeral"] for command in shared.values())
    assert {"mydata", "forget", "settings"} & set(shared) == set()
    own = menu(sandbox, administrator)
    assert own["bp"]["description"] == "Blood pressure"
    assert {"bind", "poster"} < set(own)


def test_a_called_bot_answers_passes_the_check_and_ends_when_told(
    call: Call, tmp_path: Path, sandbox: Chats
) -> None:
    port = free_port()
    chosen = settings(
        sandbox,
        WEBHOOK_URL=f"http://127.0.0.1:{port}/telegram",
        WEBHOOK_SECRET="a-secret-of-the-tests",
        WEBHOOK_PORT=str(port),
    )
    mei = sandbox.post("people", first_name="Mei", language_code="en")["id"]
    with running(tmp_path, chosen) as process:
        assert sandbox.answers(mei, "/help", holding="/start")
        checked = call("check", **chosen)
        assert checked.code == 0, checked.said
        assert lines(checked.said)["webhook"] == (True, f"http://127.0.0.1:{port}/telegram")
        assert process.is_told(signal.SIGTERM, within_seconds=ENDS_WITHIN_SECONDS) == 0
        assert "Traceback" not in process.output
    sandbox.bot_api(TOKEN, "deleteWebhook")


def test_a_refused_token_ends_it_with_a_line(tmp_path: Path, call: Call, sandbox: Chats) -> None:
    result = call("run", **settings(sandbox) | {"BOT_TOKEN": "100001:another"})
    assert result.code == 2
    assert result.complaint == "Telegram refuses HEALTHGRID_BOT_TOKEN: ask @BotFather for the right one.\n"


def test_the_sandbox_alone_ends_when_told(tmp_path: Path) -> None:
    with Process(tmp_path, environment(), "sandbox", "--port", "0") as process:
        alone = Chats(process.says(r"(http://127\.0\.0\.1:\d+)/"))
        assert alone.get("people") == []
        assert alone.post("people", first_name="Mei")["id"] > 0
        assert process.is_told(signal.SIGINT, within_seconds=ENDS_WITHIN_SECONDS) == 0
