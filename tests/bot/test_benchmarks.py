"""What `make bench` puts in the place of the real thing still fits: nobody runs the benchmarks with the tests."""

from datetime import UTC, datetime

from aiogram.types import Update

from bot import dispatcher as ours
from storage import people
from storage.database import Database
from tests.benchmarks import dispatch, town


async def test_an_update_finds_its_handler_without_a_database(database: Database) -> None:
    joined = datetime(2026, 1, 1, tzinfo=UTC)
    await database.run(
        people.add_person,
        telegram_id=town.FIRST_TELEGRAM_ID,
        name="居民",
        language="zh_CN",
        timezone="Asia/Shanghai",
        joined_at=joined,
    )
    met = await database.read(people.meet, town.FIRST_TELEGRAM_ID, 1)
    bot = town.mute_bot()
    built = ours.build_dispatcher(dispatch.without(met), town.settings(), town.clock)
    with dispatch.handlers_replaced() as called:
        for raw in dispatch.SENT.values():
            await built.feed_update(bot, Update.model_validate_json(raw))
    assert len(called) == len(dispatch.SENT)
