"""The real demo in a real browser: a resident logs, sees, answers and is left in peace by the group."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from bot.demo import running
from storage.sealed import use_keys
from tests.conftest import TEST_KEY
from tests.end_to_end.town import NAMES, Seat
from tests.sandbox import browser

pytestmark = browser.ON_THE_PAGE
chromium, page = browser.chromium, browser.page


@pytest_asyncio.fixture(loop_scope="module")
async def seat(page: Page, tmp_path: Path) -> AsyncIterator[Seat]:
    async with running(tmp_path / "town", port=0) as demo:
        await demo.server.telegram.settled()
        yield Seat(page, demo)
    use_keys([TEST_KEY])


@pytest.mark.parametrize(
    ("key", "answered", "chart"),
    [("wang", "血压 128/82", "看图"), ("mary", "Blood pressure 128/82", "Chart")],
)
async def test_a_resident_logs_and_sees_the_chart(seat: Seat, key: str, answered: str, chart: str) -> None:
    await seat.be(key)
    await expect(seat.page.locator("#identity")).to_contain_text(NAMES[key])
    await seat.say("128/82")
    await expect(seat.answer(answered)).to_be_visible()
    await seat.tap(chart)
    await expect(seat.picture).to_be_visible()
    assert await seat.picture.evaluate("async (image) => (await image.decode(), image.naturalWidth)") > 0


async def test_a_dangerous_number_asks_one_question_and_a_tap_answers_it(seat: Seat) -> None:
    await seat.be("wang")
    await seat.say("192/118")
    await expect(seat.answer("192/118")).to_contain_text("血压很高")
    await expect(seat.answer("192/118")).not_to_contain_text("分，一共")
    await seat.tap("胸口疼")
    await expect(seat.answers.last).to_contain_text("请马上打120")
    await expect(seat.answers.last.locator(".inline-button", has_text="胸口疼")).to_have_count(0)


async def test_a_reading_in_the_group_is_taken_away_and_answered_to_one_person_alone(seat: Seat) -> None:
    await seat.be("wang")
    await seat.enter_group()
    await seat.say("150/95")
    whisper = seat.page.locator(".bubble.ephemeral.theirs")
    await expect(whisper).to_contain_text("150/95")
    await expect(whisper.locator(".body")).to_have_css("border-style", "dashed")
    await expect(seat.page.locator(".bubble.mine", has_text="150/95")).to_have_count(0)
    await seat.be("li")
    await seat.enter_group()
    await seat.say("大家早上好")
    await expect(seat.page.locator(".bubble.mine", has_text="大家早上好")).to_be_visible()
    await expect(seat.page.locator(".bubble", has_text="150")).to_have_count(0)


async def test_the_clock_moves_an_hour(seat: Seat) -> None:
    await seat.be("wang")
    await seat.say("128/82")
    await expect(seat.answer("128/82")).to_be_visible()
    before = await seat.page.inner_text("#clock-time")
    await seat.page.click("#plus-hour")
    await expect(seat.page.locator("#clock-time")).not_to_have_text(before)
    await seat.say("126/80")
    await expect(seat.answer("126/80")).to_be_visible()
