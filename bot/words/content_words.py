"""A lesson and its week in words, for whoever looks after the lessons. Changes none."""

from datetime import date

from bot.lessons import for_group, plain
from bot.wording import Words
from domain.lesson_text import Lesson


def week_told(words: Words, week: int) -> str:
    first = date.fromisocalendar(*divmod(week, 100), 1)
    return words("Week of {day}", day=words.day(first))


def shown(words: Words, told: Lesson) -> tuple[str, ...]:
    """As the group gets it, and what the private chat reads more; its quiz comes after, as a poll."""
    return for_group(words, told), f"📖 {plain(told.more)}"
