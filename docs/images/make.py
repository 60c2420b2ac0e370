"""Makes the pictures of the README from a fresh demo: `python -m docs.images.make`. Run by hand, never by a test."""

import asyncio
import io
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

from PIL import Image
from playwright.async_api import Page, ViewportSize, async_playwright

from bot.demo import Demo, running
from tests.sandbox.browser import installed_browser

HERE = Path(__file__).parent
WINDOW: ViewportSize = {"width": 1280, "height": 860}


async def main() -> None:
    """Both pictures, from one reading of 王秀英."""
    with TemporaryDirectory() as folder:
        async with running(Path(folder), port=0) as demo, async_playwright() as playwright:
            chromium = await playwright.chromium.launch(
                executable_path=installed_browser(playwright), args=["--no-sandbox"]
            )
            context = await chromium.new_context(viewport=WINDOW, locale="zh-CN", timezone_id="Asia/Shanghai")
            await take(await context.new_page(), demo)
            await chromium.close()


async def take(page: Page, demo: Demo) -> None:
    """She sends a reading, taps for the chart, and is photographed; the chart is kept as the bot sent it."""
    await page.goto(f"{demo.url}/#/{demo.town.people['wang']}/{demo.town.people['wang']}")
    await page.fill("#composer", "128/82")
    await page.press("#composer", "Enter")
    await page.locator(".inline-button", has_text="看图").last.click()
    picture = page.locator(".bubble.theirs .photo img").last
    await picture.wait_for()
    keep(await asyncio.to_thread(download, f"{demo.url}{await picture.get_attribute('src')}"), "chart.png")
    await page.wait_for_timeout(1000)  # the page scrolls once the picture has its size
    await page.locator(".bubble.mine", has_text="128/82").evaluate("(said) => said.scrollIntoView()")
    keep(await page.screenshot(), "chat.png")


def download(address: str) -> bytes:
    with urlopen(address) as response:
        return bytes(response.read())


def keep(png: bytes, name: str) -> None:
    """With a palette fitted twice: a third of the size, and the green light stays green."""
    Image.open(io.BytesIO(png)).convert("RGB").quantize(256, kmeans=2).save(HERE / name, optimize=True)


if __name__ == "__main__":
    asyncio.run(main())
