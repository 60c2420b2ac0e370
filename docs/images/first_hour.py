"""Plays docs/howto/first-hour.md in an empty town and takes its pictures: `python -m docs.images.first_hour`, by hand."""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.async_api import Page, async_playwright

from bot.demo import Demo, running
from docs.images.make import WINDOW, keep
from tests.sandbox.browser import installed_browser

NOTICE = "各位乡亲：明天上午9点，村卫生室免费量血压、测血糖。请带上身份证。"
JOINING = ("中文", "✅ 同意", "✅ 同意", "✅ 同意", "跳过", "跳过", "都没有")


class Hour:
    """A page on which one is now this person, now that one."""

    def __init__(self, page: Page, demo: Demo) -> None:
        self._page, self._demo = page, demo

    async def is_now(self, key: str, *, in_group: bool = False) -> None:
        person = self._demo.town.people[key]
        await self._page.goto(f"{self._demo.url}/#/{person}/{self._demo.town.group if in_group else person}")
        await self._page.wait_for_timeout(800)

    async def says(self, text: str) -> None:
        await self._page.fill("#composer", text)
        await self._page.press("#composer", "Enter")
        await self._page.wait_for_timeout(1500)

    async def taps(self, *labels: str) -> None:
        for label in labels:
            await self._page.locator(".inline-button", has_text=label).last.click(timeout=20_000)
            await self._page.wait_for_timeout(1500)

    async def last(self) -> str:
        return await self._page.locator(".bubble").last.inner_text()

    async def photographs(self, name: str) -> None:
        await self._page.wait_for_timeout(1500)
        keep(await self._page.screenshot(), f"first-hour-{name}.png")


async def main() -> None:
    with TemporaryDirectory() as folder:
        async with running(Path(folder), port=0, empty=True) as demo, async_playwright() as playwright:
            chromium = await playwright.chromium.launch(
                executable_path=installed_browser(playwright), args=["--no-sandbox"]
            )
            context = await chromium.new_context(viewport=WINDOW, locale="zh-CN", timezone_id="Asia/Shanghai")
            await live(Hour(await context.new_page(), demo))
            await chromium.close()


async def live(hour: Hour) -> None:
    await hour.is_now("zhou")
    await hour.says("/start")
    await hour.taps(*JOINING)
    await hour.says("/help")
    await grow(hour)
    await hour.is_now("zhou", in_group=True)
    await hour.says("/bind")
    await hour.taps("清溪村")
    await hour.photographs("group")
    await invite(hour)
    for key in ("wang", "li", "zhang"):
        await hour.is_now(key, in_group=True)
        await hour.taps("👋 加入")
        await hour.taps(*JOINING)
        await hour.says("128/82")
    await notify(hour)


async def grow(hour: Hour) -> None:
    await hour.says("/areas")
    for button, level, name in (
        ("添加地方", "县", "青山县"),
        ("添加下级", "乡镇", "溪口镇"),
        ("添加下级", "村", "清溪村"),
    ):
        await hour.taps(button, level)
        await hour.says(name)
    await hour.taps("建档人数")
    await hour.says("58")
    await hour.photographs("areas")


async def invite(hour: Hour) -> None:
    await hour.is_now("zhou")
    await hour.says("/areas")
    await hour.taps("青山县", "溪口镇", "清溪村", "邀请", "网格员")
    code = (await hour.last()).rpartition("?start=")[2].split()[0]
    await hour.is_now("liu")
    await hour.says(f"/start {code}")
    await hour.taps(*JOINING, "清溪村", "我愿意")
    await hour.is_now("zhou")
    await hour.taps("就是本人")


async def notify(hour: Hour) -> None:
    await hour.is_now("zhou")
    await hour.says("/notice")
    await hour.says(NOTICE)
    await hour.taps("看看效果", "现在就发")
    await hour.is_now("wang")
    await hour.taps("收到")
    await hour.is_now("zhou")
    await hour.taps("再看一下")
    await hour.photographs("notice")


if __name__ == "__main__":
    asyncio.run(main())
