"""How a reminder is named and when it comes, in a person's language. Never names a dose: only they may, in their words."""

from datetime import date, time, timedelta

from bot.wording import Html, Words
from bot.words import vocabulary
from bot.words.vocabulary import mark
from domain.reminders import EXERCISE, MEDICINE, OTHER, Times
from domain.wall_time import EVERY_DAY, WEEKEND, WORKDAYS, falls_on

ABOUTS = vocabulary.VITALS | {
    EXERCISE: mark("Exercise"),
    MEDICINE: mark("Medicine"),
    OTHER: mark("Something else"),
}
EMOJI = vocabulary.VITAL_EMOJI | {EXERCISE: "🏃", MEDICINE: "💊", OTHER: "📌"}
_MONDAY = date(2024, 1, 1)


def what(words: Words, about: str, own: str) -> Html:
    """What it is about: their own words where they gave any."""
    return words("{emoji} {what}", emoji=EMOJI[about], what=own or words(ABOUTS[about]))


def clocks(words: Words, times: tuple[time, ...]) -> str:
    return words.listed(f"{clock:%H:%M}" for clock in times)


def days(words: Words, weekdays: int) -> str:
    """Every day, Monday to Friday, at weekends, or the days one by one."""
    named = {
        EVERY_DAY: mark("every day"),
        WORKDAYS: mark("Monday to Friday"),
        WEEKEND: mark("Saturday and Sunday"),
    }
    if weekdays in named:
        return words(named[weekdays])
    week = (_MONDAY + timedelta(days=day) for day in range(7))
    return " ".join(words.weekday(day) for day in week if falls_on(day, weekdays))


def when(words: Words, times: Times) -> Html:
    """Days and times together: every day at 07:00, 19:30."""
    return words("{days} at {times}", days=days(words, times.weekdays), times=clocks(words, times.clocks))
