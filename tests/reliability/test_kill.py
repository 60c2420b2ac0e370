"""kill -9 loses nothing that was confirmed and doubles nothing: a short run of `make crash`."""

from pathlib import Path

import pytest

from tests.crash.places import PLACES
from tests.crash.trial import Outcome, Setup, run

KILLS = 30


def ignore(setup: Setup, killed: int) -> None:
    """Nobody watches."""


async def killed(setup: Setup, folder: Path) -> Outcome:
    diary = folder / "diary"
    (outcome,) = await run([setup], diary, seed=1, progress=ignore)
    assert outcome.findings.all == {kind: [] for kind in outcome.findings.all}, diary.read_text("utf-8")
    return outcome


@pytest.mark.crash
@pytest.mark.timeout(180)  # seconds; ten on a machine of its own
async def test_a_bot_killed_over_and_over_by_polling_on_sqlite_keeps_every_promise(
    sqlite_url: str, tmp_path: Path
) -> None:
    outcome = await killed(Setup("SQLite, polling", sqlite_url, webhook=False, kills=KILLS), tmp_path)
    assert outcome.kills.total() == KILLS
    assert set(outcome.kills) >= set(PLACES)
    assert outcome.while_joining > 0
    assert outcome.answers > KILLS


@pytest.mark.crash
@pytest.mark.timeout(180)  # seconds; ten on a machine of its own
async def test_a_bot_killed_over_and_over_by_webhook_on_postgresql_keeps_every_promise(
    postgresql_url: str, tmp_path: Path
) -> None:
    outcome = await killed(Setup("PostgreSQL, webhook", postgresql_url, webhook=True, kills=KILLS), tmp_path)
    assert outcome.kills.total() == KILLS
    assert outcome.answers > KILLS
