"""What the database holds of somebody in the village, as another session finds it. Changes nothing."""

from typing import Any

import pytest

from storage import open_alerts, people, points, readings
from storage.people import Known
from storage.readings import Kept, Moved
from tests.cast import Player
from tests.conversations.looking import Rows, every_row

# A scene about words, not about what a database does with them: played on one of them.
about_words = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def id_of(player: Player) -> int:
    assert player.person_id is not None
    return player.person_id


async def rows(player: Player) -> Rows:
    """Every table."""
    return await player.village.database.read(every_row)


async def known(player: Player) -> Known | None:
    """The person behind a Telegram account, once joined; without their tags."""
    return (await player.village.database.read(people.meet, player.telegram_id, 0)).person


async def tags(player: Player) -> set[str]:
    person = await known(player)
    assert person is not None
    return {line["tag"] for line in (await rows(player))["person_tag"] if line["person_id"] == person.id}


async def measured(player: Player, vital: str | None = None) -> list[Kept]:
    """The readings in force, newest first."""
    person = await known(player)
    return (
        []
        if person is None
        else await player.village.database.read(readings.list_readings, person.id, vital=vital)
    )


async def values(player: Player, vital: str) -> list[dict[str, float]]:
    """The numbers of those readings, newest first."""
    return [dict(kept.reading.values) for kept in await measured(player, vital)]


async def moved(player: Player) -> list[Moved]:
    """The exercise in force, newest first."""
    return await player.village.database.read(readings.list_exercise, id_of(player))


async def exercise(player: Player) -> list[tuple[str, int]]:
    return [(one.kind, one.minutes) for one in await moved(player)]


async def alerts(player: Player) -> list[dict[str, Any]]:
    """Every alert about somebody, oldest first."""
    return await player.village.database.read(open_alerts.list_alerts, id_of(player))


async def balance(player: Player) -> int:
    return await player.village.database.read(points.get_balance, id_of(player))


async def ledger(player: Player) -> list[int]:
    """What came in and went out, oldest first."""
    entries = await player.village.database.read(points.list_entries, id_of(player))
    return [one.points for one in reversed(entries)]


async def step(player: Player) -> str | None:
    """Where the conversation waits."""
    lines = (await rows(player))["conversation"]
    return next((line["step"] for line in lines if line["telegram_id"] == player.telegram_id), None)
