"""A resident sends what they measured."""

from tests.cast import Village


async def test_a_typed_blood_pressure_is_kept_and_answered(village: Village) -> None:
    await village.resident.sends("128/82")
    assert "128/82" in village.resident.reads()
    assert "🟢" in village.resident.reads()
    assert "+2" in village.resident.reads()


async def test_reversed_numbers_are_asked_about_and_one_tap_keeps_them(village: Village) -> None:
    await village.resident.sends("82/128")
    assert "⭐" not in village.resident.reads()
    await village.resident.taps("✅")
    assert "128/82" in village.resident.reads()
    assert "⭐" in village.resident.reads()
