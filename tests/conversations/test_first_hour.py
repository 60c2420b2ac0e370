"""An administrator's first hour, from an empty database to a bound group with three residents and a notice that was sent.

Nothing is there but the settings, which name one administrator.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from pydantic import SecretStr

from bot.config import Settings
from sandbox.clock import Clock
from sandbox.control import Control
from sandbox.telegram import Telegram
from storage.database import Database
from tests.cast import SUNDAY_MORNING, TOKEN, Player, Village
from tests.conftest import TEST_KEY
from tests.conversations.looking import every_row, said

SKIP, NONE = said("Skip"), said("None of these")


@asynccontextmanager
async def just_installed(database: Database) -> AsyncIterator[Village]:
    """The bot on its first day: one name in the settings, and nobody it knows."""
    telegram = Telegram(clock=Clock(SUNDAY_MORNING, frozen=True))
    telegram.add_bot(TOKEN, "healthgrid_bot", "HealthGrid")
    control = Control(telegram)
    boss = int(control.add_person("周主任", language_code="zh-hans")["id"])
    settings = Settings(
        _env_file=None,
        bot_token=SecretStr(TOKEN),
        keys=(SecretStr(TEST_KEY),),
        administrators=frozenset({boss}),
    )
    village = Village(telegram, control, database, settings)
    village.players = {"boss": Player(village, boss, "周主任")}
    village.start_bot()
    try:
        await telegram.settled()
        yield village
    finally:
        await village.stop_bot()
        await telegram.stop()


@pytest.fixture
async def village(database: Database) -> AsyncIterator[Village]:
    async with just_installed(database) as running:
        yield running


async def joins(newcomer: Player, word: str, *, village: str = "") -> None:
    """The shortest way in; `village` is asked only of who did not come by its link."""
    await newcomer.sends(f"/start{word}")
    await newcomer.taps("中文")
    for _consent in range(3):
        await newcomer.taps("✅")
    for skipped in (SKIP, SKIP, NONE):
        await newcomer.taps(skipped)
    if village:
        await newcomer.taps(village)


async def test_from_nothing_to_a_village_that_was_written_to(village: Village) -> None:
    boss = village.boss
    await boss.sends("/areas")
    assert "青山县" not in boss.reads()  # not joined yet: it begins with that
    await joins(boss, "")
    await boss.sends("/admin")
    await boss.taps(said("Places, people and invitations"))
    await boss.taps("添加")
    await boss.taps("县")
    await boss.sends("青山县")
    await boss.taps("添加下级")
    await boss.taps("村")
    await boss.sends("清溪村")
    assert "还缺" in boss.reads()
    await boss.taps("建档人数")
    await boss.sends("900")

    residents = [village.newcomer(name) for name in ("张桂兰", "王秀英", "李大爷")]
    members = [boss.telegram_id, *(one.telegram_id for one in residents)]
    group = int(village.control.add_chat("supergroup", "清溪村健康群", members, bot="administrator")["id"])
    await village.telegram.settled()
    await village.passes(minutes=1)
    assert "/bind" in boss.reads(group=group)
    await boss.sends("/bind", group=group)
    await boss.taps("清溪村", group=group)
    await village.passes(minutes=1)
    welcome = residents[0].last(group=group)
    word = welcome["keyboard"][0][0]["url"].rpartition("?start=")[2]
    for one in residents:
        await joins(one, f" {word}")
        assert "清溪村" in one.reads()
        await one.sends("128/82")
        assert "⭐" in one.reads()

    await boss.sends("/groups")
    assert "✅ 清溪村 · 清溪村健康群" in boss.buttons()
    await boss.sends("/notice")
    await boss.sends("明天上午9点，村卫生室免费量血压。")
    await boss.taps("看看效果")
    await boss.taps("现在就发")
    await village.passes(minutes=1)
    for one in residents:
        assert "免费量血压" in one.reads()

    await boss.sends("/stats")
    audit = (await village.database.read(every_row))["audit_entry"]
    assert {"area_added", "population_noted", "group_bound"} <= {row["what"] for row in audit}
