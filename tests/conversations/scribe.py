"""Writes down a chat as its person sees it, message by message. Judges nothing."""

import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.cast import Player

INDENT = "   "
_CODE = re.compile(r"\bi-[0-9a-f]{24}")  # of an invitation: another one every time
SHANGHAI = ZoneInfo("Asia/Shanghai")


class Scribe:
    """Sends and taps for one person, and writes what they did and what then stood in their chat, or in a group."""

    def __init__(self, player: Player) -> None:
        self.player = player
        self._lines: list[str] = []
        self._seen: dict[tuple[int | None, int], tuple[str, ...]] = {}
        self._clock = ""
        self.writing = True

    async def sends(self, text: str, *, group: int | None = None) -> None:
        self._tell_time()
        await self.player.sends(text, group=group)
        self._write(f"{_where(group)}👤 {text}")
        self.looks(group)

    async def taps(self, label: str, *, group: int | None = None) -> None:
        """Tap the newest button that says this, or a part of it."""
        self._tell_time()
        answer = await self.player.taps(label, group=group)
        self._write(f"{_where(group)}👆 {label}")
        if answer["answer"]:
            self._write(f"💬 {answer['answer']}")
        self.looks(group)

    async def passes(self, **length: float) -> None:
        await self.player.village.passes(**length)

    @property
    def transcript(self) -> str:
        return "\n".join(self._lines).strip() + "\n"

    def _tell_time(self) -> None:
        now = _local(self.player.village.now)
        if self.writing and now != self._clock:
            self._clock = now
            self._write(f"\n— {now} —")

    def looks(self, group: int | None = None) -> None:
        """Whatever is new or was changed, in the private chat and in the group."""
        for where in (None, group) if group is not None else (None,):
            self._look(where)

    def ignores_what_stands_there(self) -> None:
        """What was said before is not written down."""
        self.writing = False
        self.looks()
        self.writing = True

    def _look(self, group: int | None) -> None:
        for message in self.player.sees(group=group):
            if not message["from"]["is_bot"]:
                continue
            shown = tuple(_shown(message))
            before = self._seen.get((group, message["number"]))
            if before == shown:
                continue
            self._seen[group, message["number"]] = shown
            first, *rest = shown
            self._write(f"{_where(group)}🤖 " + first if before is None else f"{_where(group)}🤖 ✎ " + first)
            for line in rest:
                self._write(INDENT + line if line else "")

    def _write(self, line: str) -> None:
        if self.writing:
            self._lines.append(line)


def _where(group: int | None) -> str:
    return "" if group is None else "👥 "


def _shown(message: dict[str, Any]) -> list[str]:
    """A message as lines: a picture by its name, the words, the buttons in brackets."""
    if message["deleted"]:
        return ["🗑"]
    lines = [f"🖼 {message['media']['file_name']}"] if message["media"] else []
    words = message["text"] or message["caption"] or ""
    lines += _CODE.sub("i-…", words).split("\n")
    lines += [" ".join(f"[{button['text']}]" for button in row) for row in message["keyboard"] or []]
    return lines


def _local(moment: datetime) -> str:
    return f"{moment.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
