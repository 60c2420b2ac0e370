"""A resident who measures by the protocol: twice each morning, twice each evening. Asserts nothing."""

from tests.cast import Player


async def a_week_of_measuring(player: Player, days: int) -> None:
    """Twice each morning and each evening, from nine on Sunday morning."""
    for _ in range(days):
        for text in ("132/84", "134/86"):
            await player.sends(text)
            await player.village.passes(minutes=2)
        await player.village.passes(hours=10)
        for text in ("136/86", "138/88"):
            await player.sends(text)
            await player.village.passes(minutes=2)
        await player.village.passes(hours=13, minutes=52)
