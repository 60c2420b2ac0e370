"""`/content`: the lessons week by week: looked at as the group gets them, replaced, moved, put back. In private only."""

from datetime import date, timedelta

from aiogram.types import Message

from actions.change_lessons import (
    LessonChanged,
    LessonRefused,
    replace_lesson,
    restore_lesson,
    restore_week,
    schedule_lesson,
)
from actions.once import UNMOVED
from bot.conversation import Conversation, Tap, page_number
from bot.keyboards import A_PAGE, Keyboard, arrows, button, grid, rows
from bot.lessons import plain, quiz_for_group, read_lessons, written_lesson
from bot.showing.placing import in_private
from bot.turn import Turn
from bot.wording import Html, words_in
from bot.words import lesson_faults
from bot.words.content_words import shown, week_told
from domain.authority import Deed
from domain.lesson_check import wrong_with_text
from domain.lesson_text import parse
from domain.lessons import lesson_of
from domain.people import Language
from storage import authority, lesson_changes
from storage.lesson_plan import lesson_plan

SENDING, SEEN = "lesson_text", "lesson_seen"
MOST_BYTES = 20_000  # of a file: many times the longest lesson
LANGUAGES = {"zh": Language.CHINESE, "en": Language.ENGLISH}


async def _may(turn: Turn) -> bool:
    """Whether this person looks after the whole programme; otherwise they are told no more than that they may not."""
    may = turn.resident is not None and await turn.read(
        authority.may_everywhere, turn.person.id, Deed.CHANGE_LESSONS, turn.now.date()
    )
    if not may:
        await turn.toast(turn.words("I cannot do that for you here."))
    return may


async def show_content(turn: Turn) -> None:
    """`/content`"""
    may = not turn.in_group and await turn.read(
        authority.may_everywhere, turn.person.id, Deed.CHANGE_LESSONS, turn.now.date()
    )
    if not may:
        await turn.say(turn.words("I cannot do that for you here."))
        return
    await turn.leave_step()
    await show_weeks(turn, 0)


def _weeks(turn: Turn, page: int) -> list[int]:
    """The weeks of a page, this one first, as 202648."""
    today = turn.now.astimezone(turn.zone).date() + timedelta(weeks=page * A_PAGE)
    days = (today + timedelta(weeks=ahead) for ahead in range(A_PAGE))
    return [year * 100 + week for year, week, _day in (day.isocalendar() for day in days)]


async def show_weeks(turn: Turn, page: int) -> None:
    if not await _may(turn):
        return
    _, weeks = turn.words, _weeks(turn, page)
    names = await turn.read(lesson_changes.names_of_weeks, [divmod(week, 100) for week in weeks])
    told = await turn.read(read_lessons, turn.language, set(names.values()))
    buttons = [
        button(f"{week_told(_, week)} · {told[names[divmod(week, 100)]].title}", "ctweek", week)
        for week in weeks
    ]
    pages = arrows("content", page=page, more=page < 100 // A_PAGE)
    await turn.show(
        _("📚 <b>Lessons</b>, week by week. Tap one to see it, replace it or choose another."),
        keyboard=rows(*grid(buttons, width=1), pages, button(_("🕘 What was changed"), "cthist")),
    )


async def show_week(turn: Turn, week: int) -> None:
    if not await _may(turn):
        return
    await turn.leave_step()
    _ = turn.words
    name = await turn.read(lesson_changes.name_of_week, *divmod(week, 100))
    told = (await turn.read(read_lessons, turn.language, [name]))[name]
    moved = name != lesson_of(*divmod(week, 100), lesson_plan())
    replaced = await turn.read(lesson_changes.list_replaced, name)
    codes = [code for code, language in LANGUAGES.items() if language.value in replaced]
    await turn.show(
        f"<b>{week_told(_, week)}</b> · {plain(told.title)}",
        _("Another lesson was chosen for this week.") if moved else "",
        _("Its text was replaced: {languages}", languages=", ".join(codes)) if codes else "",
        keyboard=rows(
            [button(_("👀 中文"), "ctsee", week, "zh"), button(_("👀 English"), "ctsee", week, "en")],
            [button(_("✏️ 中文"), "ctput", week, "zh"), button(_("✏️ English"), "ctput", week, "en")],
            button(_("🔁 Another lesson that week"), "ctpick", week, 0),
            [button(_("↩️ Original text ({code})", code=code), "ctback", week, code) for code in codes],
            [button(_("↩️ The plan's lesson"), "ctplan", week)] if moved else [],
            button(_("‹ Back"), "content", 0),
        ),
    )


async def see(turn: Turn, week: int, code: str) -> None:
    """The lesson exactly as the group gets it, and its quiz as a poll: whoever answers it here earns nothing."""
    if not await _may(turn):
        return
    name = await turn.read(lesson_changes.name_of_week, *divmod(week, 100))
    language = LANGUAGES[code].value
    told = (await turn.read(read_lessons, language, [name]))[name]
    await turn.show(*shown(words_in(language), told))
    await turn.voice.send_quiz(quiz_for_group(name, told), _back_to(turn, week))


def _back_to(turn: Turn, week: int) -> Keyboard:
    return rows(button(turn.words("‹ Back"), "ctweek", week))


async def ask_text(turn: Turn, week: int, code: str) -> None:
    if not await _may(turn):
        return
    _ = turn.words
    await turn.wait_for(SENDING, week=week, code=code)
    name = await turn.read(lesson_changes.name_of_week, *divmod(week, 100))
    written = await turn.read(written_lesson, LANGUAGES[code].value, name)
    await turn.show(
        _("This is the lesson as it stands. Copy it, change it, and send it back: as a message or a file."),
        Html(f"<pre>{plain(written)}</pre>"),
        _("I check it first. Nothing is replaced before you say so."),
        keyboard=_back_to(turn, week),
    )


async def take_text(turn: Turn) -> bool:
    """The lesson somebody sent: everything that is wrong with it, or how the group would read it."""
    written = await _written(turn)
    if written is None:
        return False
    week, code = int(str(turn.said["week"])), str(turn.said["code"])
    language, _ = LANGUAGES[code].value, turn.words
    faults = wrong_with_text(language, written)
    if faults:
        await _tell_faults(turn, week, faults)
        return True
    await turn.wait_for(SEEN, week=week, code=code, written=written)
    put = button(_("✅ Put it in place"), "ctdo", turn.token)
    back = button(_("‹ Back"), "ctweek", week)
    told = parse(written)
    await turn.say(*shown(words_in(language), told))
    await turn.voice.send_quiz(quiz_for_group("", told), rows(put, back))
    return True


async def _written(turn: Turn) -> str | None:
    document = turn.event.document if isinstance(turn.event, Message) else None
    if document is None:
        return turn.text if turn.text.lstrip().startswith("#") or "\n" in turn.text else None
    if (document.file_size or 0) > MOST_BYTES:
        return ""
    return (await turn.voice.fetch(document.file_id)).decode("utf-8-sig", errors="replace")


async def _tell_faults(turn: Turn, week: int, faults: list[str]) -> None:
    _ = turn.words
    lines = "\n".join(f"• {lesson_faults.told(_, fault)}" for fault in faults)
    await turn.say(
        _("This cannot be put in place yet:"),
        lines,
        _("Please send it again."),
        keyboard=_back_to(turn, week),
    )


async def put(turn: Turn, token: int) -> None:
    """What was looked at takes the place of the old text."""
    _ = turn.words
    if not turn.answers(SEEN, token):
        await turn.toast(_("This button does not work any more. Please try /menu"))
        return
    week, code, written = int(str(turn.said["week"])), str(turn.said["code"]), str(turn.said["written"])
    name = await turn.read(lesson_changes.name_of_week, *divmod(week, 100))
    done = await turn.do(replace_lesson, turn.person.id, name, LANGUAGES[code].value, written, now=turn.now)
    if isinstance(done, LessonRefused):
        await _tell_faults(turn, week, list(done.faults))
    else:
        await _done(turn, done, week, _("✅ The new text is in place."))


async def pick(turn: Turn, week: int, page: int) -> None:
    if not await _may(turn):
        return
    _ = turn.words
    names = [one.name for one in lesson_plan().lessons]
    here = names[page * A_PAGE : (page + 1) * A_PAGE]
    told = await turn.read(read_lessons, turn.language, here)
    pages = arrows("ctpick", week, page=page, more=(page + 1) * A_PAGE < len(names))
    await turn.show(
        _("{week}: which lesson?", week=week_told(_, week)),
        keyboard=rows(
            *grid([button(told[name].title, "ctset", week, name) for name in here], width=1),
            pages,
            button(_("‹ Back"), "ctweek", week),
        ),
    )


async def schedule(turn: Turn, week: int, name: str) -> None:
    done = await turn.do_then(UNMOVED, schedule_lesson, turn.person.id, week, name, now=turn.now)
    await _done(turn, done, week, turn.words("✅ Chosen for that week."))


async def back_to_plan(turn: Turn, week: int) -> None:
    done = await turn.do_then(UNMOVED, restore_week, turn.person.id, week, now=turn.now)
    await _done(turn, done, week, turn.words("↩️ The plan's lesson is read again."))


async def back_to_file(turn: Turn, week: int, code: str) -> None:
    name = await turn.read(lesson_changes.name_of_week, *divmod(week, 100))
    language = LANGUAGES[code].value
    done = await turn.do_then(UNMOVED, restore_lesson, turn.person.id, name, language, now=turn.now)
    await _done(turn, done, week, turn.words("↩️ The original text is back."))


async def _done(turn: Turn, done: object, week: int, said: str) -> None:
    if isinstance(done, LessonChanged):
        await turn.show(said, keyboard=_back_to(turn, week))
    else:
        await turn.toast(turn.words("I cannot do that for you here."))


async def show_history(turn: Turn) -> None:
    if not await _may(turn):
        return
    _ = turn.words
    changes = await turn.read(lesson_changes.list_history, last=15)
    lines = [
        _(
            "{at} {by}: {what}, {name}",
            at=_.moment(one.made_at, turn.zone),
            by=one.by,
            what=week_told(_, one.week)
            if one.week is not None
            else _("text, {language}", language=(one.language or "")[:2]),
            name=one.name,
        )
        + (_(" (until {at})", at=_.moment(one.ended_at, turn.zone)) if one.ended_at else "")
        for one in changes
    ]
    await turn.show(
        _("🕘 <b>What was changed</b>"),
        "\n".join(lines) or _("Nothing yet: the lessons are those of the programme."),
        keyboard=rows(button(_("‹ Back"), "content", 0)),
    )


def week_number(text: str) -> int:
    """202648. Raises ValueError for a week there is not."""
    number = int(text)
    date.fromisocalendar(*divmod(number, 100), 1)
    if not 2020 <= number // 100 <= 2100:
        raise ValueError("no such week")
    return number


def language_code(text: str) -> str:
    LANGUAGES[text]
    return text


def lesson_name(text: str) -> str:
    if text not in {one.name for one in lesson_plan().lessons}:
        raise ValueError("no such lesson")
    return text


conversation = Conversation(
    commands={"content": show_content},
    taps={
        "content": Tap(in_private(show_weeks), (page_number,)),
        "ctweek": Tap(in_private(show_week), (week_number,)),
        "ctsee": Tap(in_private(see), (week_number, language_code)),
        "ctput": Tap(in_private(ask_text), (week_number, language_code)),
        "ctdo": Tap(in_private(put), (page_number,)),
        "ctpick": Tap(in_private(pick), (week_number, page_number)),
        "ctset": Tap(in_private(schedule), (week_number, lesson_name)),
        "ctplan": Tap(in_private(back_to_plan), (week_number,)),
        "ctback": Tap(in_private(back_to_file), (week_number, language_code)),
        "cthist": Tap(in_private(show_history)),
    },
    answers={SENDING: take_text},
)
