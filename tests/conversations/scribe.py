"""Writes down a chat as its person sees it, message by message. Judges nothing."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.cast import Player

INDENT = "   "
SHANGHAI = ZoneInfo("Asia/Shanghai")


class Scribe:
    """Sends and taps for one person, and writes what they did and what then stood in their chat."""

    def __init__(self, player: Player) -> None:
        self.player = player
        self._lines: list[str] = []
        self._seen: dict[int, tuple[str, ...]] = {}
        self._clock = ""
        self.writing = True

    async def sends(self, text: str) -> None:
        self._tell_time()
        await self.player.sends(text)
        self._write(f"👤 {text}")
        self._look()

    async def taps(self, label: str) -> None:
        """Tap the newest button that says this, or a part of it."""
        self._tell_time()
        answer = await self.player.taps(label)
        self._write(f"👆 {label}")
        if answer["answer"]:
            self._write(f"💬 {answer['answer']}")
        self._look()

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

    def _look(self) -> None:
        """Whatever is new or was changed."""
        for message in self.player.sees():
            if not message["from"]["is_bot"]:
                continue
            shown = tuple(_shown(message))
            before = self._seen.get(message["number"])
            if before == shown:
                continue
            self._seen[message["number"]] = shown
            first, *rest = shown
            self._write("🤖 " + first if before is None else "🤖 ✎ " + first)
            for line in rest:
                self._write(INDENT + line if line else "")

    def _write(self, line: str) -> None:
        if self.writing:
            self._lines.append(line)


def _shown(message: dict[str, Any]) -> list[str]:
    """A message as lines: a picture by its name, the words, the buttons in brackets."""
    if message["deleted"]:
        return ["🗑"]
    lines = [f"🖼 {message['media']['file_name']}"] if message["media"] else []
    lines += (message["text"] or message["caption"] or "").split("\n")
    lines += [" ".join(f"[{button['text']}]" for button in row) for row in message["keyboard"] or []]
    return lines


def _local(moment: datetime) -> str:
    return f"{moment.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
