"""A lesson and its week in words, for whoever looks after the lessons. Changes none."""

from datetime import date

from bot.lessons import for_group, plain
from bot.wording import Words
from domain.lesson_text import Lesson


def week_told(words: Words, week: int) -> str:
    first = date.fromisocalendar(*divmod(week, 100), 1)
    return words("Week of {day}", day=words.day(first))


def shown(words: Words, told: Lesson) -> tuple[str, ...]:
    """As the group gets it, with its quiz in words and the right answer marked, and what the private chat reads more."""
    options = (
        f"{'✅' if place == told.quiz.right else '▫️'} {plain(option)}"
        for place, option in enumerate(told.quiz.options)
    )
    quiz = "\n".join([f"❓ {plain(told.quiz.question)}", *options, f"💡 {plain(told.quiz.explanation)}"])
    return for_group(words, told), quiz, f"📖 {plain(told.more)}"
