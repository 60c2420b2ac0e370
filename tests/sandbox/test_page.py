"""The chat page in a real browser, against the real sandbox and a small bot of its own."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest_asyncio
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiohttp import ClientSession
from playwright.async_api import Page, expect

from sandbox.server import serve
from sandbox.telegram import Telegram
from tests.sandbox import browser
from tests.sandbox.page_bot import drawing, echoing

pytestmark = browser.ON_THE_PAGE
chromium, page = browser.chromium, browser.page

TOKEN = "42:page"
HOSTILE = "<img src=x onerror=\"document.title='broken in'\"><b>hi</b>"


@dataclass
class Town:
    """The address of a running sandbox, and who is in it."""

    url: str
    client: ClientSession
    wang: int = 0
    chen: int = 0
    group: int = 0

    async def post(self, path: str, **body: Any) -> Any:
        async with self.client.post(f"{self.url}/sim/{path}", json=body) as response:
            answer = await response.json()
        assert response.status == 200, answer
        return answer

    async def settle(self) -> None:
        self.wang = (await self.post("people", first_name="王秀英"))["id"]
        self.chen = (await self.post("people", first_name="Chen Mei"))["id"]
        group = await self.post(
            "chats", type="supergroup", title="Lotus", members=[self.wang, self.chen], bot="administrator"
        )
        self.group = group["id"]


@pytest_asyncio.fixture(loop_scope="module")
async def town() -> AsyncIterator[Town]:
    telegram = Telegram()
    telegram.add_bot(TOKEN, "echo_bot", "Echo")
    server = await serve(telegram)
    bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(server.url)))
    dispatcher = Dispatcher()
    dispatcher.include_router(echoing())
    polling = asyncio.create_task(dispatcher.start_polling(bot, handle_signals=False, polling_timeout=1))
    async with ClientSession() as client:
        town = Town(server.url, client)
        await town.settle()
        yield town
    await dispatcher.stop_polling()
    await polling
    await bot.session.close()
    await server.stop()


async def enter(page: Page, town: Town, person: int) -> None:
    await page.goto(town.url)
    await page.click(f"[data-person='{person}']")


async def say(page: Page, text: str) -> None:
    await page.fill("#composer", text)
    await page.press("#composer", "Enter")


async def test_a_typed_message_and_its_answer_stand_on_their_sides(page: Page, town: Town) -> None:
    await enter(page, town, town.wang)
    await expect(page.locator("#identity")).to_have_text("You are 王秀英")
    await page.click("#start")
    await expect(page.locator(".bubble.mine")).to_contain_text("/start")
    await say(page, "128/82")
    await expect(page.locator(".bubble.mine").last).to_contain_text("128/82")
    await expect(page.locator(".bubble.theirs").last).to_contain_text("You said 128/82")
    await expect(page.locator("#composer")).to_have_value("")


async def test_a_tap_shows_what_the_bot_answered_and_what_it_changed(page: Page, town: Town) -> None:
    await enter(page, town, town.wang)
    await say(page, "hello")
    await page.click(".inline-button >> text=Warn me")
    await expect(page.locator("#alert")).to_contain_text("Sit down first")
    await page.click("#alert button")
    await page.click(".inline-button >> text=Thank you")
    await expect(page.locator("#toast")).to_have_text("With pleasure")
    bubble = page.locator(".bubble.theirs")
    await expect(bubble).to_contain_text("You are welcome")
    await expect(bubble.locator(".edited")).to_be_visible()
    await expect(page.locator(".inline-button")).to_have_count(0)


async def test_markup_typed_by_a_person_stays_text(page: Page, town: Town) -> None:
    await enter(page, town, town.wang)
    await say(page, HOSTILE)
    await expect(page.locator(".bubble.theirs .text")).to_have_text(f"You said {HOSTILE}")
    await expect(page.locator(".bubble img")).to_have_count(0)
    await expect(page).to_have_title("Sandbox chat")


async def test_bold_after_an_emoji_starts_at_the_right_letter(page: Page, town: Town) -> None:
    await enter(page, town, town.wang)
    await say(page, "bold")
    await expect(page.locator(".bubble.theirs .text strong")).to_have_text("bold")
    await expect(page.locator(".bubble.theirs .text")).to_have_text("😀 You said bold bold")


async def test_a_rich_message_keeps_its_heading_and_table(page: Page, town: Town) -> None:
    await enter(page, town, town.wang)
    await say(page, "table")
    await expect(page.locator(".rich h4")).to_have_text("This week")
    await expect(page.locator(".rich td")).to_have_text("Monday <b>")
    await expect(page.locator(".bubble", has_text="This week").locator(".text")).to_have_count(0)


async def test_photos_are_seen_both_ways(page: Page, town: Town) -> None:
    await enter(page, town, town.wang)
    await say(page, "chart")
    photo = page.locator(".bubble.theirs .photo img")
    await expect(photo).to_be_visible()
    await expect(page.locator(".bubble.theirs")).to_contain_text("Your week")
    await expect(photo).to_have_js_property("naturalWidth", 320)
    await photo.click()
    await expect(page.locator("#picture-image")).to_be_visible()
    await page.click("#picture button")
    await page.set_input_files("#file", {"name": "mine.png", "mimeType": "image/png", "buffer": drawing()})
    await expect(page.locator(".bubble.mine .photo img")).to_be_visible()
    await expect(page.locator(".bubble.theirs").last).to_contain_text("A photo 320 wide")


async def test_a_quiz_tells_its_answer_only_after_the_vote(page: Page, town: Town) -> None:
    await enter(page, town, town.wang)
    await say(page, "quiz")
    await expect(page.locator(".poll-option")).to_have_count(2)
    await expect(page.locator(".explanation")).to_have_count(0)
    await page.click(".poll-option >> text=10 g")
    await expect(page.locator(".poll-result.right")).to_contain_text("Under 5 g")
    await expect(page.locator(".poll-result.wrong")).to_contain_text("10 g")
    await expect(page.locator(".explanation")).to_have_text("Less than a teaspoon.")


async def test_an_ephemeral_reply_is_marked_and_nobody_else_sees_it(page: Page, town: Town) -> None:
    await enter(page, town, town.wang)
    await page.click(f"[data-chat='{town.group}']")
    await say(page, "/mine")
    secret = page.locator(".bubble.ephemeral.theirs")
    await expect(secret).to_contain_text("You have 45 points")
    await expect(secret).to_contain_text("only you see this")
    await page.click(f"[data-person='{town.chen}']")
    await page.click(f"[data-chat='{town.group}']")
    await expect(page.locator("#identity")).to_have_text("You are Chen Mei")
    await expect(page.locator("#room-title")).to_have_text("Lotus")  # not her private chat, on the way there
    await say(page, "morning all")
    await expect(page.locator(".bubble.mine").last).to_contain_text("morning all")
    await expect(page.locator(".bubble", has_text="45 points")).to_have_count(0)


async def test_a_reply_keyboard_sends_its_label_once(page: Page, town: Town) -> None:
    await enter(page, town, town.wang)
    await say(page, "keyboard")
    await page.click(".reply-button >> text=Check in")
    await expect(page.locator(".bubble.theirs").last).to_contain_text("You said Check in")
    await expect(page.locator("#reply-keyboard")).to_be_hidden()


async def test_a_deep_link_in_a_group_starts_the_private_chat(page: Page, town: Town) -> None:
    await enter(page, town, town.wang)
    await page.click(f"[data-chat='{town.group}']")
    await say(page, "hello")
    await page.click(".inline-button >> text=Join")
    await expect(page.locator("#room-title")).to_have_text("Echo")
    await expect(page.locator(".bubble.mine")).to_contain_text("/start lotus")


async def test_next_morning_is_half_past_seven_tomorrow(page: Page, town: Town) -> None:
    await enter(page, town, town.wang)
    await expect(page.locator("#clock-time")).not_to_be_empty()
    before = await page.inner_text("#clock-day")
    await page.click("#plus-week")
    await expect(page.locator("#clock-day")).not_to_have_text(before)
    await page.click("#next-morning")
    await expect(page.locator("#clock-time")).to_have_text("07:30")


async def test_something_new_elsewhere_shows_as_a_dot(page: Page, town: Town) -> None:
    await enter(page, town, town.wang)
    row = page.locator(f"[data-person='{town.chen}']")
    await expect(row).to_be_visible()
    # Until it has looked at her chat once, the page cannot tell old from new.
    async with page.expect_response(f"**/chats/{town.chen}/messages?*"):
        pass
    await town.post("messages", **{"from": town.chen, "text": "hello"})
    await expect(row.locator(".dot")).to_be_visible()
    await row.click()
    await expect(page.locator(".dot")).to_have_count(0)


async def test_a_reader_who_scrolled_up_is_left_in_peace(page: Page, town: Town) -> None:
    for line in range(20):
        await town.post("messages", **{"from": town.wang, "text": f"line {line}"})
    await enter(page, town, town.wang)
    await expect(page.locator(".bubble")).to_have_count(40)
    await expect(page.locator(".bubble").last).to_be_in_viewport()
    await page.hover("#messages")
    await page.mouse.wheel(0, -50_000)
    await expect(page.locator("#messages")).to_have_js_property("scrollTop", 0)
    await town.post("messages", **{"from": town.wang, "text": "the last"})
    await expect(page.locator(".bubble", has_text="You said the last")).to_be_attached()
    await expect(page.locator("#messages")).to_have_js_property("scrollTop", 0)
    await page.click("#to-bottom")
    await expect(page.locator(".bubble", has_text="You said the last")).to_be_in_viewport()


async def test_a_phone_shows_the_people_first_and_fits(page: Page, town: Town) -> None:
    await page.set_viewport_size(browser.PHONE)
    await page.goto(town.url)
    await expect(page.locator("#room")).to_be_hidden()
    await page.click(f"[data-person='{town.wang}']")
    await expect(page.locator("#column")).to_be_hidden()
    await say(page, "128/82")
    await expect(page.locator(".bubble.theirs")).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth") == browser.PHONE["width"]
    await page.click("#back")
    await expect(page.locator(f"[data-chat='{town.group}']")).to_be_visible()


async def test_a_new_person_is_who_you_become(page: Page, town: Town) -> None:
    await page.goto(town.url)
    await page.click("#add-person")
    await page.fill("#newcomer-name", "Grandpa Li")
    await page.click("#newcomer button[value=add]")
    await expect(page.locator("#identity")).to_have_text("You are Grandpa Li")


async def test_the_chosen_language_is_remembered(page: Page, town: Town) -> None:
    await enter(page, town, town.wang)
    await expect(page.locator("#composer")).to_have_attribute("placeholder", "Message")
    await page.click("#language")
    await expect(page.locator("#identity")).to_have_text("您是 王秀英")
    await page.reload()
    await expect(page.locator("#plus-hour")).to_have_text("+1 小时")
    await expect(page.locator("#identity")).to_have_text("您是 王秀英")
