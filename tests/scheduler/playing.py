"""What the scenes of the scheduler look at, and a few days of life for somebody. Asserts nothing."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from bot.push import Push
from bot.scheduler.clock import Clock
from storage.tables import OutboxRow, table
from tests.cast import Player, Village

outbox = table(OutboxRow)


async def queued(village: Village, push: str) -> list[dict[str, Any]]:
    """Every outbox row of a push, oldest first, whatever became of it."""

    def found(session: Any) -> list[dict[str, Any]]:
        query = select(outbox).where(outbox.c.push == push).order_by(outbox.c.id)
        return [dict(row) for row in session.execute(query).mappings()]

    return await village.database.read(found)


async def sent_to(village: Village, player: Player, push: str) -> int:
    """How often a push reached somebody."""
    rows = await queued(village, push)
    return sum(row["person_id"] == player.person_id and row["state"] == "sent" for row in rows)


async def fires(village: Village, push: Push, *, days: int) -> None:
    """So many days of one push, from now on, on its own clock: what is due is queued, and nothing is said."""
    moment, end = village.now, village.now + timedelta(days=days)
    clock = Clock(village.database, [push], lambda: moment, enrol_every=timedelta(days=1))
    await clock.tick(moment)
    while (at := await clock.next_at()) is not None and moment < at <= end:
        moment = at
        await clock.tick(moment)


async def opens(village: Village, *keys: str) -> None:
    """A bot cannot write first: these people have opened their chat with it."""
    for key in keys:
        await village.players[key].sends("/start")
    await village.passes(seconds=5)


async def lives(village: Village, player: Player, *, days: int, text: str = "128/82") -> None:
    """So many days, each with one message in the morning."""
    for _ in range(days):
        await player.sends(text)
        await village.passes(days=1)
