"""A full disk, a locked database, a Telegram that is busy, broken or gone: nothing is half done, nobody goes unanswered."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager

import psycopg
import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from bot import patience, updates
from bot.wording import words_in
from storage.database import Database
from storage.points import wrong_balances
from storage.tables import HandledUpdate, LedgerEntry, Person, ReadingRow, table
from tests.cast import TOKEN, Player, Village, lived_in

NOT_SAVED = words_in("zh_CN")("❗️ Not saved. Please send it again in a minute.")
SHORT_PATIENCE_SECONDS = 0.1


def kept_readings(session: Session) -> list[tuple[int, int]]:
    columns = table(ReadingRow).c
    rows = session.execute(select(columns.systolic, columns.diastolic).order_by(columns.id))
    return [(systolic, diastolic) for systolic, diastolic in rows]


def count_traces(session: Session) -> int:
    """Rows of any table that a logged reading leaves."""
    counts = (
        select(func.count()).select_from(table(model)) for model in (ReadingRow, LedgerEntry, HandledUpdate)
    )
    return sum(session.execute(count).scalar_one() for count in counts)


async def assert_kept_once(village: Village, *readings: tuple[int, int]) -> None:
    assert await village.database.read(kept_readings) == list(readings)
    assert await village.database.read(wrong_balances) == []


def limit_pages(session: Session, spare: int) -> None:
    pages = session.execute(text("PRAGMA page_count")).scalar_one()
    session.execute(text(f"PRAGMA max_page_count = {pages + spare}")).scalar_one()


async def test_on_a_full_disk_what_was_told_as_kept_is_kept_and_the_rest_is_told_as_not_saved(
    sqlite_url: str,
) -> None:
    database = Database(sqlite_url)
    async with lived_in(database) as village:
        await database.run(limit_pages, spare=0)
        told = await send_until_refused(village.resident)
        traces = await database.read(count_traces)
        await village.resident.sends("131/79")
        assert village.resident.reads() == NOT_SAVED
        assert await database.read(count_traces) == traces
        await assert_kept_once(village, *told)
        await database.run(limit_pages, spare=1000)
        await village.resident.sends("131/79")
        assert "131/79" in village.resident.reads()
        await assert_kept_once(village, *told, (131, 79))
    await database.close()


async def send_until_refused(player: Player) -> list[tuple[int, int]]:
    """What the player was told is kept, before the disk was full."""
    told: list[tuple[int, int]] = []
    for systolic in range(110, 131):
        await player.sends(f"{systolic}/70")
        if player.reads() == NOT_SAVED:
            return told
        assert f"{systolic}/70" in player.reads()
        told.append((systolic, 70))
    raise AssertionError("the disk was never full")


@contextmanager
def locked(url: str) -> Iterator[None]:
    """Somebody else holds what a log has to write, until the end."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)) as holder:
            holder.execute("BEGIN IMMEDIATE")
            yield
    else:
        with psycopg.connect(url) as connection:
            connection.execute("LOCK TABLE reading IN EXCLUSIVE MODE")
            yield


@asynccontextmanager
async def hasty(url: str) -> AsyncIterator[Village]:
    """The village on a database that does not wait long for a lock."""
    database = Database(url, patience_seconds=SHORT_PATIENCE_SECONDS)
    async with lived_in(database) as village:
        yield village
    await database.close()


async def test_while_the_database_is_locked_nothing_is_saved_and_the_person_is_told(
    database_url: str,
) -> None:
    async with hasty(database_url) as village:
        with locked(database_url):
            await village.resident.sends("128/82")
            assert village.resident.reads() == NOT_SAVED
        assert await village.database.read(count_traces) == 0
        await village.resident.sends("128/82")
        assert "⭐" in village.resident.reads()
        await assert_kept_once(village, (128, 82))


async def test_a_tapped_answer_that_could_not_be_saved_can_be_tapped_again(database_url: str) -> None:
    async with hasty(database_url) as village:
        await village.resident.sends("82/128")
        asked = village.resident.last()
        with locked(database_url):
            await village.resident.taps_on(asked, label=asked["keyboard"][0][0]["text"])
            assert village.resident.reads() == NOT_SAVED
        await village.resident.taps_on(asked, label=asked["keyboard"][0][0]["text"])
        await assert_kept_once(village, (128, 82))


async def test_when_nothing_can_be_saved_and_nobody_told_the_update_comes_again(database_url: str) -> None:
    async with hasty(database_url) as village:
        village.control.add_fault(500, "sendMessage", times=patience.TRIES)
        sending = asyncio.create_task(village.resident.sends("128/82"))
        with locked(database_url):
            bell = village.telegram.world.bell  # rings when the bot asks for the update again
            assert await bell.until(lambda: len(failed_calls(village)) == patience.TRIES, timeout=10)
            assert await village.database.read(kept_readings) == []
        await sending
        assert "128/82" in village.resident.reads() or village.resident.reads() == NOT_SAVED
        await village.resident.sends("128/82")
        await assert_kept_once(village, (128, 82))


def failed_calls(village: Village) -> list[str]:
    calls = village.control.list_calls()
    return [call["method"] for call in calls if "error_code" in (call["outcome"] or {})]


async def test_an_answer_whose_formatting_is_not_taken_is_said_without_it(village: Village) -> None:
    village.control.add_fault(400, "sendMessage", description="Bad Request: can't parse entities: a tag")
    await village.resident.sends("188/112")
    assert "188/112" in village.resident.reads()
    assert village.resident.last()["entities"] == []
    assert not any(mark in village.resident.reads() for mark in ("<b>", "&lt;"))
    assert failed_calls(village) == ["sendMessage"]
    await assert_kept_once(village, (188, 112))


BROKEN = (429, 500, "timeout", "lost_answer")


@pytest.mark.parametrize("code", BROKEN)
async def test_an_answer_that_fails_once_is_said_again_at_once(village: Village, code: int | str) -> None:
    village.control.add_fault(code, "sendMessage", retry_after=0)
    await village.resident.sends("128/82")
    assert "128/82" in village.resident.reads()
    await assert_kept_once(village, (128, 82))


@pytest.mark.parametrize("code", BROKEN)
async def test_an_answer_that_fails_every_time_brings_the_update_again_and_it_is_kept_once(
    village: Village, code: int | str
) -> None:
    village.control.add_fault(code, "sendMessage", retry_after=0, times=patience.TRIES + 1)
    await village.resident.sends("128/82")
    assert "⭐ +2" in village.resident.reads()
    await assert_kept_once(village, (128, 82))


async def test_a_telegram_that_asks_for_a_long_pause_gets_the_update_again(village: Village) -> None:
    village.control.add_fault(429, "sendMessage", retry_after=int(patience.LONGEST_WAIT_SECONDS) + 1)
    await village.resident.sends("128/82")
    assert "⭐ +2" in village.resident.reads()
    await assert_kept_once(village, (128, 82))


async def test_an_answer_nobody_can_be_given_is_let_go_and_the_neighbours_are_served(
    village: Village,
) -> None:
    resident, neighbour = village.resident, village.treated
    never = updates.TRIES * patience.TRIES
    village.control.add_fault(500, "sendMessage", times=never, chat=resident.telegram_id)
    village.control.send_message(resident.telegram_id, text="128/82")
    await neighbour.sends("131/79")
    assert "131/79" in neighbour.reads()
    assert failed_calls(village) == ["sendMessage"] * never
    await resident.sends("/history")
    assert "128/82" in resident.reads()
    assert sorted(await village.database.read(kept_readings)) == [(128, 82), (131, 79)]


def why_unreachable(session: Session, person_id: int | None) -> str | None:
    person = table(Person)
    why: str | None = session.execute(
        select(person.c.unreachable_why).where(person.c.id == person_id)
    ).scalar_one()
    return why


async def test_who_blocked_the_bot_before_the_answer_keeps_the_reading_and_is_noted(village: Village) -> None:
    village.control.add_fault(403, "sendMessage", chat=village.resident.telegram_id)
    await village.resident.sends("128/82")
    await assert_kept_once(village, (128, 82))
    assert await village.database.read(why_unreachable, village.resident.person_id) == "blocked"
    assert len(failed_calls(village)) == 1


async def test_a_query_too_old_to_be_answered_does_not_stop_what_was_tapped(village: Village) -> None:
    too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    await village.resident.sends("82/128")
    village.control.add_fault(400, "answerCallbackQuery", description=too_old)
    await village.resident.taps("✅")
    village.control.add_fault(400, "answerCallbackQuery", description=too_old, times=2)
    await village.resident.taps_on(village.resident.last(), data="no-such-button")
    assert failed_calls(village) == ["answerCallbackQuery"] * 2  # once each: it is not worth another try
    await assert_kept_once(village, (128, 82))


@pytest.mark.parametrize("code", [500, "timeout", "lost_answer", 429])
async def test_asking_for_updates_goes_on_after_it_failed(village: Village, code: int | str) -> None:
    village.control.add_fault(code, "getUpdates", times=3)
    await village.resident.sends("128/82")  # ends the poll that is open; the next three fail
    await village.resident.sends("129/83")
    assert "129/83" in village.resident.reads()
    await assert_kept_once(village, (128, 82), (129, 83))


async def test_a_second_bot_with_the_same_token_does_not_end_the_first(village: Village) -> None:
    await village.telegram.call(TOKEN, "getUpdates", {"timeout": 0})
    await village.resident.sends("128/82")
    assert "128/82" in village.resident.reads()
    conflicts = [
        call for call in village.control.list_calls() if (call["outcome"] or {}).get("error_code") == 409
    ]
    assert [call["method"] for call in conflicts] == ["getUpdates"]
    await assert_kept_once(village, (128, 82))
