"""`healthgrid demo` as a process: it starts, answers, ends, comes back, starts over, and survives being killed."""

import re
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from storage.migrations import current, head
from tests.command_line.conftest import Call, environment
from tests.command_line.program import Chats, Process

pytestmark = pytest.mark.timeout(180)  # three starts one after another, on a machine that has other work
ENDS_WITHIN_SECONDS = 8.0


@contextmanager
def demo(folder: Path, *more: str) -> Iterator[tuple[Process, Chats]]:
    """A demo that lives below the folder, on any free port unless told otherwise."""
    port = () if "--port" in more else ("--port", "0")
    with Process(folder, environment(), "demo", "--folder", "town", *port, *more) as process:
        yield process, Chats(process.says(r"Open (http://127\.0\.0\.1:\d+)/ "))


@contextmanager
def taken_port() -> Iterator[int]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


def has_read(town: Chats, number: str) -> bool:
    """Whether Mary's own list of readings shows this one."""
    return number in town.answers(town.people()["Mary Carter"], "/history", holding="Your last readings")


def test_a_demo_answers_ends_and_goes_on_where_it_was_left(tmp_path: Path, call: Call) -> None:
    with demo(tmp_path) as (process, town):
        before = town.people()
        notes = [person["note"] for person in town.get("people")]
        assert len(notes) == len([note for note in notes if "·" in note]) == 20
        assert "128/82" in town.answers(before["王秀英"], "128/82", holding="128")
        assert "127/81" in town.answers(before["Mary Carter"], "127/81", holding="127")
        refused = call("demo", "--folder", str(tmp_path / "town"), "--port", "0")
        assert (refused.code, refused.complaint.count("\n")) == (2, 1)
        assert process.is_told(signal.SIGINT, within_seconds=ENDS_WITHIN_SECONDS) == 0
        assert "The town is kept" in process.output
        assert not re.search("Traceback|ERROR|never awaited", process.output)
    with demo(tmp_path) as (process, town):
        assert town.people() == before
        assert has_read(town, "127/81")
        chat = town.get(f"chats/{before['王秀英']}/messages")
        assert any(message["text"] == "128/82" for message in chat)
    letter = tmp_path / "town" / "letter.txt"
    letter.write_text("not ours")
    with taken_port() as port, demo(tmp_path, "--fresh", "--port", str(port)) as (_process, town):
        assert not town.url.endswith(f":{port}")
        assert town.people().keys() == before.keys()
        assert not has_read(town, "127/81")
    assert letter.exists()


def test_a_killed_demo_comes_back_whole_and_answers_what_is_new(tmp_path: Path) -> None:
    with demo(tmp_path) as (process, _town):
        process.is_told(signal.SIGKILL, within_seconds=ENDS_WITHIN_SECONDS)
    (tmp_path / "town" / "sandbox.json").unlink()  # as if killed before its chats were saved the first time
    with demo(tmp_path) as (process, town):
        mary = town.people()["Mary Carter"]
        for reading in ("121/71", "122/72", "123/73"):
            assert reading in town.answers(mary, reading, holding=reading[:3])
        process.is_told(signal.SIGKILL, within_seconds=ENDS_WITHIN_SECONDS)
    assert current(f"sqlite:///{tmp_path / 'town' / 'healthgrid.db'}") == head()
    with demo(tmp_path) as (_process, town):
        assert has_read(town, "123/73")
        for systolic in range(120, 132):  # more than were forgotten: none of them passes for an old one
            assert f"{systolic}/74" in town.answers(mary, f"{systolic}/74", holding="/7")
        assert has_read(town, "131/74")


def test_a_town_that_cannot_be_read_is_one_line(call: Call, tmp_path: Path) -> None:
    (tmp_path / "town").mkdir()
    (tmp_path / "town" / "sandbox.json").write_text("half a fi")
    result = call("demo", "--folder", "town", "--port", "0")
    assert (result.code, result.said) == (2, "")
    assert result.complaint == "The town in town cannot be read: start over with --fresh.\n"


def test_in_an_empty_town_the_first_administrator_begins_by_joining(tmp_path: Path) -> None:
    with demo(tmp_path, "--empty") as (_process, town):
        first = town.people()["周主任"]
        assert town.get(f"chats/{first}/messages") == []
        assert "Please choose a language" in town.answers(first, "/start", holding="HealthGrid")
