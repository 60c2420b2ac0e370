"""Those who look after the village: they join like everybody, and take alerts after a while. They measure nothing."""

from datetime import datetime, timedelta
from random import Random

from bot.simulation import reacting
from bot.simulation.diary import Diary
from bot.simulation.phone import Phone, buttons
from domain.people import Role

# Who, as what, and how often they look at the telephone at once.
TEAM = (
    ("刘志远", Role.VOLUNTEER, 0.0),
    ("孙医生", Role.VILLAGE_DOCTOR, 0.8),
    ("周主任", Role.ADMINISTRATOR, 0.0),
)


class Colleague:
    """One of the team."""

    def __init__(
        self, name: str, role: Role, attentive: float, phone: Phone, diary: Diary, seed: int
    ) -> None:
        self.name, self.role, self.phone = name, role, phone
        self._attentive = attentive
        self._diary = diary
        self._random = Random(f"{seed}:{name}")

    def joins(self, at: datetime, village: str) -> None:
        async def act() -> None:
            await self.phone.says(f"/start v-{village}")

        self._diary.plan(at, act)

    def looks(self, now: datetime) -> None:
        for chat, message in list(self.phone.news()):
            offered = buttons(message)
            data = reacting.joining(offered) or self._taken(offered)
            if data is None:
                continue
            minutes = 5 if data.startswith("join") else self._random.choice((0, 5, 10, 25, 60))

            async def act(chat=chat, message=message, data=data) -> None:  # type: ignore[no-untyped-def]
                await self.phone.taps(chat, message, data)

            self._diary.plan(now + timedelta(minutes=minutes), act)

    def _taken(self, offered: list[str]) -> str | None:
        data = next((one for one in offered if one.startswith("takealert:")), None)
        return data if data is not None and self._random.random() < self._attentive else None
