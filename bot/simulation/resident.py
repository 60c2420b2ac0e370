"""A resident: measures and writes by habit, now and then has an errand, and reacts to what the bot says."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from bot.simulation import reacting, speech
from bot.simulation.diary import Diary
from bot.simulation.habits import Habits
from bot.simulation.phone import Phone
from sandbox.state import Chat, Message

HOME = ZoneInfo("Asia/Shanghai")
ABROAD = (7, ZoneInfo("America/New_York"))  # its number among the zones that are offered, and the zone
SUNDAY = 6
JOINS_AT = 9 * 60


class Resident:
    """Somebody with habits and a telephone. `wakes` plans a day, `looks` reads what is new and plans reactions."""

    def __init__(self, habits: Habits, phone: Phone, diary: Diary, seed: int, village: str) -> None:
        self.habits, self.phone, self.village = habits, phone, village
        self.random = Random(f"{seed}:{habits.number}:lives")
        self.zone = HOME
        self.wishes: list[str] = []  # the buttons they are looking for, in order
        self.then_says = ""
        self.meant = habits.usual  # the pressure they are tapping in
        self.changes_settings = False
        self._diary = diary
        self._first: date | None = None
        self._day = 0

    # A day

    def wakes(self, day: int, today: date) -> None:
        """Plan what is done on this day, the `day`-th of the village."""
        self._day, self._first = day, today
        if day < self.habits.joins_on:
            return
        if day == self.habits.joins_on:
            self._at(JOINS_AT + self.habits.number % 60, self._say(f"/start v-{self.village}"))
            return
        if not self._is_away():
            self._measures()
            self._moves()
            self._has_errands(today)
        self._is_odd()

    def _is_away(self) -> bool:
        """Whoever asked to be forgotten lives without the bot for a while."""
        since = self._day - self.habits.oddity_on
        return self.habits.oddity == "forgets" and 0 < since < self.habits.oddity_days

    def _measures(self) -> None:
        habits, random = self.habits, self.random
        if self._day in habits.dangers:
            self._at(habits.morning_at, lambda: self.measure(danger=True))
        elif random.random() < habits.morning:
            self._at(habits.morning_at + random.randint(-20, 40), self.measure)
        if random.random() < habits.evening:
            self._at(habits.evening_at + random.randint(-20, 40), lambda: self.measure(morning=False))

    def _moves(self) -> None:
        if self.random.random() < self.habits.exercise:
            self._at(17 * 60 + self.random.randint(0, 180), self._say(self.habits.exercise_words))

    def _has_errands(self, today: date) -> None:
        """What people look up and change: everybody something else, on another day."""
        habits, random = self.habits, self.random
        since = self._day - habits.joins_on
        for number, wish in enumerate(habits.reminders, 1):
            if since == number:
                self._at(10 * 60 + number * 10, self._say(wish))
        if since == 3 and habits.nickname:
            self._at(11 * 60, self._errand("/board", "boardname", then_says=habits.nickname))
        if habits.glucose and since % 3 == 0 and random.random() < habits.morning:
            self._at(habits.morning_at + 50, self.measure_glucose)
        if today.weekday() == SUNDAY and random.random() < habits.morning * 0.6:
            self._at(8 * 60 + random.randint(0, 60), self.weigh)
        if random.random() < 0.02:
            self._at(
                15 * 60 + random.randint(0, 120), self._say(random.choice(("/points", "/history", "/help")))
            )
        if random.random() < 0.004:
            self._at(16 * 60, self._errand("/history", "chart:blood_pressure"))
        if random.random() < 0.003:
            self._at(12 * 60 + 30, self.weigh)
            self._at(12 * 60 + 35, self._say("/undo"))
        if random.random() < 0.003:
            self._at(12 * 60, lambda: self.measure(in_group=True))

    def _is_odd(self) -> None:
        """Once in the time of the village, one of the things that must not go wrong."""
        habits = self.habits
        begins, ends = self._day == habits.oddity_on, self._day == habits.oddity_on + habits.oddity_days
        if not (begins or ends):
            return
        match habits.oddity:
            case "blocks":
                self._at(13 * 60, self.phone.blocks if begins else self._say("/start"))
            case "withdraws":
                self._at(13 * 60, self._errand("/privacy", f"consent:health:{int(ends)}"))
            case "travels":
                self._travel(away=begins)
            case "quiet" if begins:
                self._at(14 * 60, self._errand("/quiet", "quietfrom:20", "quiet:20:9"))
            case "quiet":
                self._at(14 * 60, self._errand("/quiet", "quiet:0:0"))
            case "forgets" if begins:
                self._at(18 * 60, self._errand("/forget", "forgetyes"))
            case "forgets":
                self._at(18 * 60, self._say(f"/start v-{self.village}"))

    def _travel(self, *, away: bool) -> None:
        number, zone = ABROAD if away else (0, HOME)
        self._at(12 * 60, self._errand("/settings", "zones", f"zone:{number}"))
        self.zone = zone  # the plans of tomorrow are made on the new clock

    # Doing

    async def measure(self, *, morning: bool = True, danger: bool = False, in_group: bool = False) -> None:
        systolic, diastolic = self.meant = self._pressure(danger=danger)
        if self.habits.oddity == "keypad" and not in_group:
            await self.phone.says("/bp")
            return
        said = speech.pressure(self.habits, self.random, systolic, diastolic, morning=morning)
        await self.phone.says(said, group=self.phone.group if in_group else None)

    def _pressure(self, *, danger: bool) -> tuple[int, int]:
        if danger:
            return self.random.randint(182, 215), self.random.randint(105, 125)
        months = (self._day - self.habits.joins_on) / 30
        usual = self.habits.usual[0] + max(-20.0, min(15.0, self.habits.drift * months))
        systolic = min(178, max(92, round(self.random.gauss(usual, self.habits.spread))))
        diastolic = min(108, max(52, round(self.habits.usual[1] + (systolic - self.habits.usual[0]) / 2)))
        return systolic, min(diastolic, systolic - 20)

    async def measure_glucose(self) -> None:
        usual = self.habits.glucose or 6.0
        await self.phone.says(speech.glucose(self.habits, max(4.5, round(self.random.gauss(usual, 0.8), 1))))

    async def weigh(self) -> None:
        kg = round(self.habits.kg + self.random.gauss(0, 0.4), 1)
        await self.phone.says(speech.weight(self.habits, kg))

    async def move(self) -> None:
        await self.phone.says(self.habits.exercise_words)

    # Reacting

    def looks(self, now: datetime) -> None:
        """Read what is new, and plan what follows from it."""
        for chat, message in list(self.phone.news()):
            reaction = reacting.to(self, chat, message)
            if reaction is not None:
                minutes, act = reaction
                self._diary.plan(now + timedelta(minutes=minutes), act)

    def tap(self, chat: Chat, message: Message, data: str) -> Callable[[], "reacting.Doing"]:
        async def act() -> None:
            self.changes_settings |= data.startswith(reacting.SETTINGS)
            await self.phone.taps(chat, message, data)

        return act

    def say(self, text: str) -> Callable[[], "reacting.Doing"]:
        return self._say(text)

    # Planning

    def _say(self, text: str) -> Callable[[], "reacting.Doing"]:
        async def act() -> None:
            await self.phone.says(text)

        return act

    def _errand(self, command: str, *wishes: str, then_says: str = "") -> Callable[[], "reacting.Doing"]:
        async def act() -> None:
            self.wishes, self.then_says = list(wishes), then_says
            await self.phone.says(command)

        return act

    def _at(self, minute: int, act: Callable[[], "reacting.Doing"]) -> None:
        assert self._first is not None
        moment = datetime.combine(self._first, time(), self.zone) + timedelta(minutes=minute)
        self._diary.plan(moment, act)
