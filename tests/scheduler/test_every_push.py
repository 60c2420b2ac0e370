"""Every push there is, over an empty town and over a year of a full one: nothing twice, nothing to who must hear nothing."""

from datetime import timedelta

import pytest

from actions.log_reading import log_reading
from bot.push import Push
from bot.scheduler.pushes import PUSHES
from bot.wording import words_in
from domain.people import Language
from domain.vital_sign import Reading
from storage.database import Database, Session
from storage.outbox import Ready
from tests.cast import SUNDAY_MORNING, Village
from tests.conversations.looking import once_is_enough
from tests.scheduler.playing import fires, queued

every_push = pytest.mark.parametrize("push", PUSHES, ids=lambda push: push.name)


def test_no_two_pushes_have_one_name() -> None:
    assert len({push.name for push in PUSHES}) == len(PUSHES)


@every_push
@once_is_enough
async def test_in_an_empty_town_there_is_nothing_to_say(database: Database, push: Push) -> None:
    if push.enrol is not None:
        assert await database.run(push.enrol, SUNDAY_MORNING) == 0

    def fired(session: Session) -> int:
        return len(push.fire(session, (), SUNDAY_MORNING))

    assert await database.run(fired) == 0


def _measure(session: Session, village: Village) -> None:
    """Everybody who may logs on three days, once dangerously."""
    for player in village.players.values():
        if player.person_id in (village.never_consented.person_id, None):
            continue
        for day, systolic in enumerate((128, 188, 131)):
            at = village.now - timedelta(days=2 - day)
            reading = Reading("blood_pressure", {"systolic": systolic, "diastolic": 84})
            log_reading(session, player.person_id, reading, taken_at=at, now=at)


@every_push
@once_is_enough
async def test_over_a_year_of_a_full_town_nobody_hears_what_they_must_not(
    village: Village, push: Push
) -> None:
    await village.database.run(_measure, village)
    await fires(village, push, days=366)
    rows = await queued(village, push.name)
    assert len({row["dedupe_key"] for row in rows}) == len(rows)
    hear_nothing = {village.never_consented.person_id, village.blocked.person_id}
    assert not hear_nothing & {row["person_id"] for row in rows}
    for row in rows[:5]:
        await _said(village, push, row["id"])


async def _said(village: Village, push: Push, row_id: int) -> None:
    """What it would say, if it is still worth saying: something, in every language, in Telegram's length."""
    row = next(one for one in await queued(village, push.name) if one["id"] == row_id)
    for language in Language:
        ready = Ready(
            row["id"], row["chat_id"], row["person_id"], row["group_id"], push.kind, push.name,
            row["reference"], row["body_id"], None, 0, row["dedupe_key"], language.value,
        )  # fmt: skip
        message = await village.database.read(push.say, ready, words_in(language.value), row["made_at"])
        assert message is None or 0 < len(message.text) <= 4096
        assert message is None or all(
            len(one.data.encode()) <= 64 for line in message.buttons for one in line
        )
