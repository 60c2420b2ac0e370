"""Logging without typing: how many taps it takes, and what each of them shows."""

from tests.cast import Player, Village
from tests.conversations.looking import said
from tests.conversations.records import about_words, balance, exercise, measured, step, values

EXERCISE, PRESSURE = said("🏃 Exercise"), said("🩺 Blood pressure")
WEIGHT, SUGAR = said("⚖️ Weight"), said("🩸 Blood sugar")


async def tap_in_turn(player: Player, *labels: str) -> int:
    """From the menu, one tap after the other; how many there were."""
    await player.sends("/menu")
    for label in labels:
        await player.taps(label)
    return len(labels)


def offer(kind: str, minutes: int) -> str:
    return said("{emoji} {kind} {minutes} min", emoji="", kind=said(kind), minutes=minutes).strip()


async def test_two_taps_from_the_menu_log_an_exercise(village: Village) -> None:
    assert await tap_in_turn(village.resident, EXERCISE, offer("Square dancing", 60)) == 2
    assert await exercise(village.resident) == [("square_dance", 60)]
    assert "60" in village.resident.reads()
    assert "⭐" in village.resident.reads()
    assert await balance(village.resident) == 3
    spoken = [one for one in village.resident.sees() if one["from"]["is_bot"]]
    assert len(spoken) == 1  # the menu became the answer


async def test_the_kinds_and_minutes_used_last_are_offered_first(village: Village) -> None:
    for text in ("打太极45分钟", "打乒乓球20分钟"):
        await village.resident.sends(text)
        await village.passes(hours=1)
    await tap_in_turn(village.resident, EXERCISE)
    first, second, *_ = village.resident.buttons()
    assert offer("Table tennis", 20) in first
    assert offer("Tai chi", 45) in second
    await village.resident.taps(first)
    assert await exercise(village.resident) == [("table_tennis", 20), ("table_tennis", 20), ("tai_chi", 45)]
    await tap_in_turn(village.treated, EXERCISE)
    assert not any(offer("Table tennis", 20) in button for button in village.treated.buttons())


@about_words
async def test_every_kind_of_exercise_can_be_tapped(village: Village) -> None:
    more = said("➕ More kinds")
    assert await tap_in_turn(village.resident, EXERCISE, more, said("Swimming"), said("{n} min", n=45)) == 4
    assert await exercise(village.resident) == [("swim", 45)]


async def test_five_taps_from_the_menu_log_a_blood_pressure(village: Village) -> None:
    assert await tap_in_turn(village.resident, PRESSURE, "12_", "128", "8_", "82") == 5
    [kept] = await measured(village.resident)
    assert kept.reading.values == {"systolic": 128, "diastolic": 82}
    assert kept.taken_at == village.now
    assert "🟢" in village.resident.reads()
    await village.passes(hours=5)
    await village.resident.sends("/bp")  # four, from the command
    for label in ("9_", "96", "5_", "58"):
        await village.resident.taps(label)
    assert (await values(village.resident, "blood_pressure"))[0] == {"systolic": 96, "diastolic": 58}


@about_words
async def test_the_keypad_says_what_was_tapped_and_can_be_left(village: Village) -> None:
    await village.resident.sends("/bp")
    shown = []
    for label in ("13_", "135", "8_"):
        await village.resident.taps(label)
        shown.append(village.resident.reads())
    assert "13" in shown[0]
    assert "135" in shown[1]
    assert "135" in shown[2]
    assert "8_" in shown[2]
    await village.resident.taps(said("✖️ Cancel"))
    assert EXERCISE in village.resident.buttons()
    assert await measured(village.resident) == []


@about_words
async def test_the_dangerous_pressures_can_be_tapped_too(village: Village) -> None:
    await tap_in_turn(village.resident, PRESSURE, "7_", "78", "5_", "50")
    assert village.resident.reads().startswith("🔴")
    await village.resident.taps("✅")
    await tap_in_turn(village.treated, PRESSURE, "22_", "225", "12_", "120")
    assert village.treated.reads().startswith("🟠")
    await village.treated.taps("✅")
    assert await values(village.treated, "blood_pressure") == [{"systolic": 225, "diastolic": 120}]
    assert await values(village.resident, "blood_pressure") == [{"systolic": 78, "diastolic": 50}]


async def test_the_first_weight_is_sent_and_the_same_as_before_is_one_tap(village: Village) -> None:
    await tap_in_turn(village.resident, WEIGHT)
    await village.resident.sends("65.5")
    assert await values(village.resident, "weight") == [{"kg": 65.5}]
    await village.passes(days=8)
    assert await tap_in_turn(village.resident, WEIGHT, "=") == 2
    assert await values(village.resident, "weight") == [{"kg": 65.5}, {"kg": 65.5}]
    assert await balance(village.resident) == 4  # one a week is paid
    await village.passes(hours=1)
    await tap_in_turn(village.resident, WEIGHT, "65 ")
    assert (await values(village.resident, "weight"))[0] == {"kg": 65}
    assert await step(village.resident) is None


async def test_blood_sugar_is_a_tap_for_the_meal_and_a_number(village: Village) -> None:
    await tap_in_turn(village.resident, SUGAR, said("before breakfast"))
    await village.resident.sends("6.1")
    [kept] = await measured(village.resident)
    assert (kept.reading["mmol_per_l"], kept.reading.meal) == (6.1, "fasting")


@about_words
async def test_what_is_no_answer_to_a_button_is_read_like_any_message(village: Village) -> None:
    await tap_in_turn(village.resident, WEIGHT)
    await village.resident.sends("128/82")
    await village.resident.sends("66")
    assert await values(village.resident, "blood_pressure") == [{"systolic": 128, "diastolic": 82}]
    assert await values(village.resident, "weight") == []


@about_words
async def test_the_commands_open_what_the_menu_opens(village: Village) -> None:
    for command, label in (("/bp", PRESSURE), ("/exercise", EXERCISE), ("/glucose", SUGAR)):
        await village.resident.sends(command)
        by_command = (village.resident.reads(), village.resident.buttons())
        await tap_in_turn(village.resident, label)
        assert (village.resident.reads(), village.resident.buttons()) == by_command, command


@about_words
async def test_a_tap_without_consent_keeps_nothing(village: Village) -> None:
    await tap_in_turn(village.never_consented, EXERCISE, offer("Square dancing", 60))
    assert await exercise(village.never_consented) == []
    assert "⭐" not in village.never_consented.reads()
