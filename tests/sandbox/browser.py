"""A headless Chromium for tests of the chat page, as the fixtures `chromium` and `page`. It reaches loopback only."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, Playwright, Route, ViewportSize, async_playwright, expect

NAMES = ("chromium", "chromium-browser", "google-chrome")
DESKTOP: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 360, "height": 740}
PATIENCE_MS = 15_000
ON_THE_PAGE = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

expect.set_options(timeout=PATIENCE_MS)


def installed_browser(playwright: Playwright) -> str | None:
    """Where a Chromium is: the system's, else the one Playwright installed for itself."""
    for name in NAMES:
        if found := shutil.which(name):
            return found
    own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def chromium() -> AsyncIterator[Browser]:
    """One browser for the module. Skips where none is installed."""
    async with async_playwright() as playwright:
        executable = installed_browser(playwright)
        if executable is None:
            pytest.skip("no browser: install Debian's `chromium`, or run `playwright install chromium`")
        browser = await playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module")
async def page(chromium: Browser) -> AsyncIterator[Page]:
    """A blank desktop page of its own, English, in China's time; a script error on it fails the test at its end.

    In a test module: `from tests.sandbox import browser`, then `chromium, page = browser.chromium, browser.page` and
    `pytestmark = browser.ON_THE_PAGE`; its own fixtures share the loop of the module.
    `await page.set_viewport_size(browser.PHONE)` makes it a phone.
    """
    opened, complaints = await open_page(chromium)
    yield opened
    await opened.context.close()
    assert complaints == []


async def open_page(chromium: Browser) -> tuple[Page, list[str]]:
    """A page that notes its script errors and every address outside the machine it asked for."""
    complaints: list[str] = []
    context = await chromium.new_context(viewport=DESKTOP, locale="en-US", timezone_id="Asia/Shanghai")
    context.set_default_timeout(PATIENCE_MS)

    async def keep_inside(route: Route) -> None:
        if urlsplit(route.request.url).hostname == "127.0.0.1":
            await route.continue_()
        else:
            complaints.append(f"asked for {route.request.url}")
            await route.abort()

    await context.route("**/*", keep_inside)
    page = await context.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return page, complaints
