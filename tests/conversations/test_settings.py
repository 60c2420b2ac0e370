"""Language, clock, large text, quiet hours."""

from datetime import time
from typing import Any

from bot.words import vocabulary
from domain.triage import Symptom
from storage import people
from storage.people import Known
from tests.cast import Player, Village
from tests.conversations.looking import answers, kept, once_is_enough, said


async def held(player: Player) -> Known:
    assert player.person_id is not None
    return await player.village.database.run(people.get_person, player.person_id)


async def test_a_language_is_two_taps_and_everything_follows_it(village: Village) -> None:
    await village.resident.sends("/settings")
    await village.resident.taps("🗣")
    await village.resident.taps("English")
    assert (await held(village.resident)).language == "en"
    await village.resident.sends("128/82")
    assert "Blood pressure" in village.resident.reads()
    assert village.resident.buttons()[-1] == said("☰ Menu", language="en")
    await village.resident.sends("/language")
    await village.resident.taps("中文")
    assert (await held(village.resident)).language == "zh_CN"
    await village.resident.sends("/menu")
    assert village.resident.buttons()[0] == said("🩺 Blood pressure")


async def test_a_clock_is_tapped_or_typed_and_an_unknown_one_is_asked_for_again(village: Village) -> None:
    await village.resident.sends("128/82")
    assert "09:00" in village.resident.reads()
    await village.resident.sends("/settings")
    await village.resident.taps("🕐")
    await village.resident.taps("东京")
    assert (await held(village.resident)).timezone == "Asia/Tokyo"
    await village.resident.sends("/history")
    assert "10:00" in village.resident.reads()
    await village.resident.sends("/settings")
    await village.resident.taps("🕐")
    for nonsense in ("Mars/Olympus", "../../etc/passwd", "Asia/"):
        await village.resident.sends(nonsense)
        assert "<code>" not in village.resident.reads()
        assert (await held(village.resident)).timezone == "Asia/Tokyo"
    await village.resident.sends("Europe/Paris")
    assert (await held(village.resident)).timezone == "Europe/Paris"
    assert "中欧时间" in village.resident.reads()
    await village.resident.sends("/history")
    assert "02:00" in village.resident.reads()


@once_is_enough
async def test_a_reading_sent_while_a_clock_is_asked_for_is_a_reading(village: Village) -> None:
    await village.resident.sends("/settings")
    await village.resident.taps("🕐")
    await village.resident.sends("128/82")
    assert await kept(village.resident) == [(128, 82)]
    assert (await held(village.resident)).timezone == "Asia/Shanghai"


@once_is_enough
async def test_large_text_writes_short_lines_and_one_thing_a_message(village: Village) -> None:
    await village.resident.sends("128/82")
    small = village.resident.reads()
    await village.resident.sends("/settings")
    await village.resident.taps("🔠")
    assert (await held(village.resident)).large_text
    await village.passes(hours=11)
    told = answers(await village.resident.sends("126/80"))
    assert len(told) >= 3
    assert told[0] == "🟢"  # alone, so Telegram draws it large
    assert not any("\n\n" in one for one in told)
    assert longest_line(told) < longest_line([small])
    assert village.resident.buttons()  # the buttons stand under the last of them
    with_buttons = [one for one in village.resident.sees() if one["keyboard"] and one["text"] in told]
    assert len(with_buttons) == 1
    light, danger = answers(await village.resident.sends("192/118"))
    assert light == "🟠"
    assert said("Do you have any of these right now?") in danger  # with what to do, in one piece
    await village.resident.taps(said(vocabulary.SYMPTOMS[Symptom.CHEST_PAIN]))
    assert "120" in village.resident.reads()  # the last message: what is above it may be out of sight
    await village.resident.sends("/settings")
    await village.resident.taps("🔠")
    assert not (await held(village.resident)).large_text
    assert len(answers(await village.resident.sends("/points"))) == 1


def longest_line(texts: list[str]) -> int:
    return max(len(line) for text in texts for line in text.split("\n"))


async def test_quiet_hours_are_chosen_in_three_taps_or_switched_off(village: Village) -> None:
    await village.resident.sends("/settings")
    assert "21:00–07:00" in village.resident.reads()
    await village.resident.taps("🌙")
    await village.resident.taps("22:00")
    await village.resident.taps("8:00")
    assert "22:00" in village.resident.reads()
    assert await quiet(village.resident) == (time(22), time(8))
    # A reading at night is answered all the same.
    await village.passes(hours=14, minutes=30)
    assert "⭐" in answers(await village.resident.sends("128/82"))[-1]
    await village.resident.sends("/quiet")
    await village.resident.taps(said("No quiet hours"))
    start, end = await quiet(village.resident)
    assert start == end
    await village.resident.sends("/settings")
    assert said("none") in village.resident.reads()


async def quiet(player: Player) -> tuple[Any, Any]:
    person = await held(player)
    return person.quiet_from, person.quiet_until
