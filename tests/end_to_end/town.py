"""The demo in this process and a page to play it with: what a person does there, by name. Asserts nothing."""

from dataclasses import dataclass

from playwright.async_api import Locator, Page

from bot.demo import Demo
from sandbox.town import PEOPLE

NAMES = {person.key: person.first_name for person in PEOPLE}


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody of the town, at the page."""

    page: Page
    demo: Demo

    async def be(self, key: str) -> None:
        await self.page.goto(self.demo.url)
        await self.page.click(f"[data-person='{self.demo.town.people[key]}']")

    async def enter_group(self) -> None:
        await self.page.click(f"[data-chat='{self.demo.town.group}']")

    async def say(self, text: str) -> None:
        await self.page.fill("#composer", text)
        await self.page.press("#composer", "Enter")

    async def tap(self, label: str) -> None:
        """The newest button with this on it."""
        await self.page.locator(".inline-button", has_text=label).last.click()

    @property
    def answers(self) -> Locator:
        return self.page.locator(".bubble.theirs")

    def answer(self, holding: str) -> Locator:
        """The newest answer that holds this."""
        return self.answers.filter(has_text=holding).last

    @property
    def picture(self) -> Locator:
        return self.page.locator(".bubble.theirs .photo img").last
