"""The weekly lessons looked over: the plan and every language together. Corrects nothing."""

from pathlib import Path

from bot.wording import LOCALES, lesson_texts
from domain.lesson_check import check_lessons
from domain.people import Language
from storage.content import CONTENT, WrongContent
from storage.lesson_plan import lesson_plan


def complaints(content: Path = CONTENT, locales: Path = LOCALES) -> list[str]:
    """A line for each thing wrong with the lessons of any language; none when all is well."""
    try:
        plan = lesson_plan(content)
    except WrongContent as wrong:
        return [str(wrong)]
    return check_lessons(plan, {language.value: lesson_texts(language, locales) for language in Language})
