"""A town saved and opened again is the same town."""

from datetime import timedelta
from pathlib import Path

import pytest

from sandbox.clock import Clock
from sandbox.control import Control
from sandbox.parameters import File
from sandbox.saved import load, save
from sandbox.telegram import Telegram
from tests.sandbox.bots import TOKEN
from tests.sandbox.conftest import Box
from tests.sandbox.test_files import a_picture


async def a_full_town(box: Box) -> int:
    ann, bob = box.person("Ann", username="ann", note="in treatment"), box.person("Bob")
    group = box.group(ann, bob)
    await box.api("setMyCommands", commands=[{"command": "log", "description": "Log"}])
    await box.api("sendPoll", chat_id=group, question="?", options=["a", "b"], is_anonymous=False)
    box.control.vote(bob, group, box.control.list_messages(group, bob)[-1]["message_id"], [1])
    box.control.send_message(ann, photo=File("me.png", a_picture()))
    box.control.send_message(ann, text="not acknowledged yet")
    box.control.set_membership(bob, "blocked")
    await box.clock.advance(timedelta(hours=3))
    return ann


async def test_everything_is_still_there(box: Box, tmp_path: Path) -> None:
    ann = await a_full_town(box)
    path = tmp_path / "data" / "sandbox.json"
    save(box.telegram, path)
    assert list(path.parent.iterdir()) == [path]
    opened = Telegram(clock=Clock(box.clock.now() - timedelta(hours=3), frozen=True))
    assert load(opened, path)
    opened.add_bot(TOKEN, "little_bot", "Little")
    control = Control(opened)
    assert opened.clock.now() == box.clock.now()
    assert opened.state == box.telegram.state
    assert control.list_people() == box.control.list_people()
    assert control.list_messages(ann) == box.control.list_messages(ann)
    photo = control.list_messages(ann)[-2]["media"]["url"].removeprefix("/sim/files/")
    assert opened.state.files[photo].content == a_picture()
    assert await opened.call(TOKEN, "getUpdates", {}) == await box.api("getUpdates")
    assert control.send_message(ann, text="next")["number"] > control.list_messages(ann)[-2]["number"]


async def test_a_running_clock_keeps_its_lead_over_real_time(tmp_path: Path) -> None:
    before, path = Telegram(), tmp_path / "sandbox.json"
    await before.clock.advance(timedelta(days=7))
    save(before, path)
    after = Telegram()
    load(after, path)
    assert abs(after.clock.offset - before.clock.offset) < timedelta(seconds=1)


def test_there_may_be_nothing_saved_yet(tmp_path: Path) -> None:
    assert load(Telegram(), tmp_path / "none.json") is False


async def test_a_failed_save_leaves_the_last_one_whole(
    box: Box, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "sandbox.json"
    save(box.telegram, path)
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr("os.fsync", full)
    box.person()
    with pytest.raises(OSError, match="no space"):
        save(box.telegram, path)
    assert path.read_bytes() == before
