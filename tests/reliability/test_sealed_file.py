"""What a thief of the database file, or a reader of the logs, learns about people: nothing they said, not who they are."""

import io
import json
import logging
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import make_url

from storage.database import Database
from tests.cast import ACCOUNTS, Player, Village, lived_in
from tests.conversations.test_joining import join_by_poster

GROUP_TITLE = "清溪村健康群"
NEWCOMER = "欧阳桂花"
CHATTER = "孙子明明今天来看我，晚上腌酸菜"
ZONE_TYPED = "我在乌兰察布的女儿家"
NUMBERS = ("128/82", "131/79", "182/128", "187/112")


@dataclass(frozen=True, slots=True)
class Day:
    """A day in the village, over: what its people must find in no file and no log."""

    village: Village
    database_path: Path
    newcomer: Player
    logs: io.StringIO

    @property
    def identities(self) -> list[str]:
        return [NEWCOMER, GROUP_TITLE, *(name for _, name, _ in ACCOUNTS)]

    @property
    def sayings(self) -> list[str]:
        return [CHATTER, ZONE_TYPED]

    @property
    def telegram_ids(self) -> list[str]:
        players = [*self.village.players.values(), self.newcomer]
        return [str(player.telegram_id) for player in players] + [str(self.village.group)]


@pytest.fixture
def logs() -> Iterator[io.StringIO]:
    """Everything any logger says from here on, with its tracebacks."""
    root, heard = logging.getLogger(), io.StringIO()
    handler, level = logging.StreamHandler(heard), root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield heard
    root.setLevel(level)
    root.removeHandler(handler)


@pytest.fixture
async def day(sqlite_url: str, logs: io.StringIO) -> AsyncIterator[Day]:
    """Joining, measuring, asking, chatting, a group, settings, and a Telegram that fails now and then."""
    database = Database(sqlite_url)
    async with lived_in(database) as village:
        newcomer = village.newcomer(NEWCOMER)
        await join_by_poster(newcomer)
        await measure(newcomer)
        await chat(village)
        await village.resident.sends("131/79", group=village.group)
        await meet_faults(village)
        yield Day(village, Path(make_url(sqlite_url).database or ""), newcomer, logs)
    await database.close()


async def measure(newcomer: Player) -> None:
    """Logged, put right, alarming, and a question left open: its answer waits in the conversation."""
    await newcomer.sends("128/82")
    await newcomer.sends("/history")
    await newcomer.taps("✏️ 1")
    await newcomer.taps("✏️")
    await newcomer.sends("131/79")
    await newcomer.sends("187/112")
    await newcomer.sends("128/182")


async def chat(village: Village) -> None:
    await village.resident.sends(CHATTER)
    await village.resident.sends("/settings")
    await village.resident.sends(ZONE_TYPED)
    await village.english.sends("/mydata")
    await village.treated.sends("82/128")


async def meet_faults(village: Village) -> None:
    village.control.add_fault(500, "sendMessage", times=4)
    await village.resident.sends("/help")
    village.control.add_fault(403, "sendMessage")
    await village.treated.sends(CHATTER)
    village.control.add_fault(400, "sendMessage", times=3, description=f"Bad Request: {CHATTER}")
    await village.english.sends("128/82")


def files_of(path: Path) -> Iterator[bytes]:
    for name in (path.name, f"{path.name}-wal"):
        file = path.with_name(name)
        if file.exists():
            yield file.read_bytes()


def spellings(said: str) -> list[bytes]:
    """As text, and as JSON spells it without a Chinese letter."""
    return [said.encode(), said.encode("utf-16-le"), json.dumps(said)[1:-1].encode()]


def found_in(content: bytes, secrets: list[str]) -> list[str]:
    return [secret for secret in secrets if any(spelling in content for spelling in spellings(secret))]


async def test_the_database_file_names_nobody_and_repeats_nothing_they_typed(day: Day) -> None:
    content = b"".join(files_of(day.database_path))
    assert found_in(content, ["清溪村"]) == ["清溪村"], "the search finds what is not sealed"
    assert found_in(content, [*day.identities, *day.sayings]) == []


async def test_what_waits_in_a_conversation_and_what_was_answered_are_sealed(day: Day) -> None:
    content = b"".join(files_of(day.database_path))
    assert day.newcomer.buttons(), "a question stands open"
    assert found_in(content, ['systolic":', 'reading_id":', 'questions":']) == []


async def test_the_logs_tell_at_no_level_who_wrote_what(day: Day) -> None:
    logged = day.logs.getvalue()
    assert "is handled" in logged, "the logs are heard"
    assert "an update failed: TelegramBadRequest" in logged
    secrets = [*day.identities, *day.sayings, *day.telegram_ids, *NUMBERS]
    assert found_in(logged.encode(), secrets) == []
