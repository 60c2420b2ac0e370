"""The weekly lessons to read again, one's own way to "read more", and answers to their quiz. Posts nothing in a group."""

from contextlib import suppress
from datetime import date, datetime, timedelta
from html import escape
from zoneinfo import ZoneInfo

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.types import PollAnswer

from actions.answer_quiz import QuizAnswered, answer_quiz
from actions.once import UNMOVED
from actions.read_lesson import read_lesson
from bot.conversation import Conversation, Tap
from bot.keyboards import button, rows
from bot.lessons import read_lessons
from bot.turn import Turn
from bot.wording import words_in
from domain.outbox import end_of_quiet
from domain.people import QuietHours
from storage.database import Database, Session
from storage.lesson_changes import names_of_weeks
from storage.lesson_plan import lesson_plan
from storage.people import Known, meet

WEEKS_BACK = 52
ON_A_PAGE = 6


def lesson_name(text: str) -> str:
    """The name of a lesson there is. Raises KeyError."""
    if text not in {one.name for one in lesson_plan().lessons}:
        raise KeyError(text)
    return text


def page_number(text: str) -> int:
    """Raises ValueError for a page there cannot be."""
    number = int(text)
    if not 0 <= number <= WEEKS_BACK // ON_A_PAGE:
        raise ValueError("no such page")
    return number


def past_lessons(session: Session, today: date) -> list[str]:
    """This week's lesson and those of the year before it, newest first, each once."""
    weeks = [(today - timedelta(weeks=back)).isocalendar()[:2] for back in range(WEEKS_BACK)]
    names = names_of_weeks(session, weeks)
    return list(dict.fromkeys(names[week] for week in weeks))


async def show_lessons(turn: Turn, page: int = 0) -> None:
    _ = turn.words
    names = await turn.read(past_lessons, turn.now.astimezone(turn.zone).date())
    here = names[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    told = await turn.read(read_lessons, turn.language, here)
    titles = [button(told[name].title, "lesson", name) for name in here]
    newer = [button(_("⬅️ Newer"), "lessons", page - 1)] if page else []
    older = [button(_("Older ➡️"), "lessons", page + 1)] if len(names) > (page + 1) * ON_A_PAGE else []
    await turn.show(
        _("📖 <b>Lessons</b>"),
        _("A new one comes in the village group every week. Reading one earns a point, once a week."),
        keyboard=rows(*titles, newer + older, button(_("☰ Menu"), "menu")),
    )


async def read(turn: Turn, name: str) -> None:
    """A whole lesson: what the group read, and more."""
    outcome = await turn.do_then(UNMOVED, read_lesson, turn.person.id, now=turn.now)
    _ = turn.words
    told = (await turn.read(read_lessons, turn.language, [name]))[name]
    await turn.show(
        f"📖 <b>{escape(told.title)}</b>",
        escape(told.text, quote=False),
        escape(told.more, quote=False),
        f"<i>{_('Source: {source}', source=told.source)}</i>",
        _("⭐ +{points} for reading", points=outcome.paid.points) if outcome.paid.points else "",
        keyboard=rows([button(_("📖 All lessons"), "lessons", 0), button(_("☰ Menu"), "menu")]),
    )


async def read_linked(turn: Turn) -> None:
    """From the button under a lesson in the group; a link to none there is leads to all there are."""
    try:
        name = lesson_name(turn.text.partition("lesson-")[2].strip())
    except KeyError:
        await show_lessons(turn)
        return
    await read(turn, name)


async def take_quiz_answer(answer: PollAnswer, bot: Bot, database: Database, *, now: datetime) -> None:
    """What it earned is said to that person alone, never in their quiet hours; the right answer Telegram shows them."""
    if answer.user is None:
        return
    outcome = await database.run(
        answer_quiz, answer.poll_id, answer.user.id, tuple(answer.option_ids), now=now
    )
    if not isinstance(outcome, QuizAnswered) or not outcome.paid.points:
        return
    person = (await database.read(meet, answer.user.id, 0)).person
    if person is None or _is_quiet(person, now):
        return
    words = words_in(person.language)
    with suppress(TelegramForbiddenError, TelegramBadRequest):  # they never opened this chat, or closed it
        await bot.send_message(
            answer.user.id, words("✅ That is right. ⭐ +{points}", points=outcome.paid.points)
        )


def _is_quiet(person: Known, now: datetime) -> bool:
    hours = QuietHours(person.quiet_from, person.quiet_until)
    return end_of_quiet(hours, ZoneInfo(person.timezone), now) is not None


conversation = Conversation(
    commands={"lessons": show_lessons},
    taps={"lessons": Tap(show_lessons, (page_number,)), "lesson": Tap(read, (lesson_name,))},
    starts={"lesson": read_linked},
)
