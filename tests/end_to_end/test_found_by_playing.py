"""What was found by playing the demo as a resident would, and may not come back."""

from collections.abc import AsyncIterator

import pytest

from storage.database import Database
from tests.cast import Village, lived_in


@pytest.fixture
async def village(sqlite_url: str) -> AsyncIterator[Village]:
    database = Database(sqlite_url)
    async with lived_in(database) as village:
        yield village
    await database.close()


@pytest.mark.parametrize("command", ["/bp 128/82", "/bp@healthgrid_bot 128/82"])
async def test_a_reading_behind_its_command_is_logged(village: Village, command: str) -> None:
    await village.english.sends(command)
    assert "Blood pressure 128/82" in village.english.reads()


async def test_a_command_alone_or_with_other_words_opens_the_buttons(village: Village) -> None:
    for said in ("/bp", "/bp please"):
        await village.english.sends(said)
        assert "12_" in village.english.buttons()


async def test_a_reading_behind_its_command_in_the_group_is_for_one_person_alone(village: Village) -> None:
    await village.resident.sends("/bp 128/82", group=village.group)
    assert "128/82" in village.resident.reads(group=village.group)
    seen = village.treated.sees(group=village.group)
    assert not any("128" in (message["text"] or "") for message in seen if not message["deleted"])


async def test_in_large_text_the_number_of_a_line_stays_on_it(village: Village) -> None:
    await village.english.sends("128/82")
    await village.english.sends("/settings")
    await village.english.taps("🔠")
    said = "\n".join(message["text"] or "" for message in await village.english.sends("/history"))
    assert "\n1. " in f"\n{said}"
    assert "1.\n" not in said
