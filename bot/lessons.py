"""The weekly lessons as they are read: the file, or the text in its place; and how one looks in a group. Posts nothing."""

from collections.abc import Iterable
from html import escape
from pathlib import Path

from bot.push import Quiz
from bot.wording import LOCALES, Words, lesson, lesson_texts
from domain.lesson_check import check_lessons
from domain.lesson_text import Lesson, WrongLesson, parse
from domain.people import Language
from storage import lesson_changes
from storage.content import CONTENT, WrongContent
from storage.database import Session
from storage.lesson_plan import lesson_plan


def read_lesson(session: Session, language: str, name: str) -> Lesson:
    """A lesson in a language, as it is read now."""
    return read_lessons(session, language, [name])[name]


def read_lessons(session: Session, language: str, names: Iterable[str]) -> dict[str, Lesson]:
    wanted = list(names)
    texts = lesson_changes.find_texts(session, wanted, language)
    return {name: _parsed(texts.get(name)) or lesson(language, name) for name in wanted}


def written_lesson(session: Session, language: str, name: str) -> str:
    """A lesson as it is written now, to be changed."""
    texts = lesson_changes.find_texts(session, [name], language)
    return texts[name] if name in texts else lesson_texts(language)[name]


def _parsed(written: str | None) -> Lesson | None:
    """A text that was a lesson once and is none by today's rules leaves the file in its place."""
    try:
        return parse(written) if written is not None else None
    except WrongLesson:
        return None


def for_group(words: Words, told: Lesson) -> str:
    """What the group reads, in Telegram HTML."""
    source = f"<i>{words('Source: {source}', source=told.source)}</i>"
    return "\n\n".join([f"📖 <b>{escape(told.title)}</b>", plain(told.text), source])


def quiz_for_group(name: str, told: Lesson) -> Quiz:
    """`name`: of the lesson; it goes with the quiz, so that what is answered is what was posted."""
    quiz = told.quiz
    options = tuple(plain(option) for option in quiz.options)
    return Quiz(plain(quiz.question), options, quiz.right, plain(quiz.explanation), name)


def plain(text: str) -> str:
    return escape(text, quote=False)


def complaints(content: Path = CONTENT, locales: Path = LOCALES) -> list[str]:
    """A line for each thing wrong with the lessons of any language; none when all is well."""
    try:
        plan = lesson_plan(content)
    except WrongContent as wrong:
        return [str(wrong)]
    return check_lessons(plan, {language.value: lesson_texts(language, locales) for language in Language})
