"""kill -9 while a notice leaves and while it is taken back: nobody has it twice, nobody is lost, a pause is a pause."""

from pathlib import Path

import pytest

from tests.crash.notice_deliveries import SENDING, kill_a_notice

ROUNDS = 1


@pytest.mark.crash
@pytest.mark.timeout(240)
async def test_a_notice_killed_at_every_step_reaches_everybody_once_and_comes_back_from_everybody(
    database_url: str, tmp_path: Path
) -> None:
    diary = tmp_path / "diary"
    found = await kill_a_notice(database_url, diary, rounds=ROUNDS)
    assert (found.twice, found.lost, found.left_standing) == ([], [], []), diary.read_text("utf-8")
    assert found.while_paused == 0
    assert found.state == "recalled"
    assert all(found.kills[place] >= ROUNDS for place in SENDING), found.kills
    assert 0 < found.unknown <= (ROUNDS + 1) * 2 * len(SENDING)  # shown to its author rather than said twice
