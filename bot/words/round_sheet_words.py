"""What came of a sheet: dangers first and in full, then a line a person, then one question after another."""

from collections.abc import Sequence
from html import escape

from aiogram.types import InlineKeyboardButton

from actions.log_exercise import ExerciseLogged
from actions.log_reading import ReadingLogged
from actions.log_sheet import LineLogged, SheetLogged
from bot.keyboards import button, rows
from bot.showing import questions, screens
from bot.showing.questions import Question
from bot.turn import Turn
from bot.wording import Html
from bot.words import caring_words, telling, vocabulary
from domain.vital_sign import Level, Problem
from storage.cards import Listed
from storage.care import find_care

MOST_CHOICES = 8
BY_TAP = (Problem.REVERSED, Problem.PLEASE_CONFIRM)


async def tell(turn: Turn, logged: SheetLogged) -> None:
    """Everything that was kept."""
    told = [(line, one) for line in logged.lines if line.logged is not None for one in line.logged.outcomes]
    for line, one in told:
        if isinstance(one, ReadingLogged) and _in_full(one):
            await _tell_in_full(turn, line, one)
    lines = [_short(turn, line, one) for line, one in told if isinstance(one, ReadingLogged | ExerciseLogged)]
    refused = [
        turn.words("✖️ {name}: did not agree to this, not kept", name=line.name)
        for line in logged.lines
        if line.logged is None
    ]
    if lines or refused:
        await turn.say(turn.words("📋 <b>From your sheet</b>"), "\n".join([*lines, *refused]))


def _in_full(one: ReadingLogged) -> bool:
    return one.level.is_danger or one.ask_symptoms


async def _tell_in_full(turn: Turn, line: LineLogged, one: ReadingLogged) -> None:
    _ = turn.words
    care = await turn.read(find_care, turn.person.id, line.subject_id, turn.now.date())
    person = care.person if care is not None else turn.person
    paragraphs = caring_words.told(_, one, turn.zone, person)
    named = _("👤 <b>{name}</b>", name=line.name)
    if one.ask_symptoms:
        asked = _("Does {name} have any of these right now?", name=line.name)
        await turn.say(*paragraphs, named, asked, keyboard=screens.symptom_keyboard(turn, one))
    else:
        await turn.say(*paragraphs, named)


def _short(turn: Turn, line: LineLogged, one: ReadingLogged | ExerciseLogged) -> str:
    _ = turn.words
    again = _("(I have this one already)") if one.again else Html()
    name = _("<b>{name}</b>", name=line.name)
    if isinstance(one, ExerciseLogged):
        what = _("{kind}, {minutes} minutes", kind=telling.exercise_name(_, one.kind), minutes=one.minutes)
        return Html(f"✅ {name} {what} {again}".rstrip())
    told = Html(f"{telling.LIGHTS[one.level]} {name} {telling.heading(_, one.reading)} {again}".rstrip())
    advice = telling.to_do(_, one) if one.level in (Level.YELLOW, Level.WATCH) else ""
    return f"{told}\n{advice}" if advice else told


async def ask(
    turn: Turn,
    name: str,
    said: str,
    question: Question | None,
    choices: Sequence[Listed] | None,
    *,
    left: int,
) -> None:
    """The next line that is not clear: whose it is, or what its numbers are."""
    _ = turn.words
    skip = button(_("✖️ Leave it out"), "shskip", turn.token)
    open_ = _.count("📋 {n} line is still open.", "📋 {n} lines are still open.", left)
    if choices is not None:
        whose = (
            _("Who is “{name}” ({said})?", name=name, said=said)
            if choices
            else _("I know nobody called “{name}” ({said}) whom you may log for.", name=name, said=said)
        )
        people = [[_choice(turn, one)] for one in choices[:MOST_CHOICES]]
        await turn.say(open_, whose, keyboard=rows(*people, skip))
        return
    found = screens.danger_of(turn, question.at_its_mildest) if question is not None else None
    advice = caring_words.danger(_, name, found.level, found.reasons) if found is not None else []
    await turn.say(
        *advice,
        open_,
        _numbers_asked(turn, name, said, question),
        keyboard=rows(*_answers(turn, question), skip),
    )


def _choice(turn: Turn, one: Listed) -> InlineKeyboardButton:
    _ = turn.words
    year = _("born {year}", year=one.birth_year) if one.birth_year else ""
    return button(f"{one.name} {year}".strip(), "shwho", turn.token, one.id)


def _numbers_asked(turn: Turn, name: str, said: str, question: Question | None) -> str:
    _ = turn.words
    if question is not None and question.problem in (*BY_TAP, Problem.MEAL_NEEDED):
        sentence, _keyboard = questions.asked(_, question, turn.token)
        return f"{_('<b>{name}</b>', name=name)}: {sentence}"
    return _(
        "I cannot read the numbers of <b>{name}</b>: “{said}”. Send them again, like <code>142/86</code>",
        name=name,
        said=said,
    )


def _answers(turn: Turn, question: Question | None) -> list[list[InlineKeyboardButton]]:
    _ = turn.words
    if question is None:
        return []
    if question.problem in BY_TAP:
        return [[button(_("✅ Yes, that is right"), "shyes", turn.token)]]
    if question.problem is Problem.MEAL_NEEDED:
        meals = [button(_(name), "shmeal", turn.token, meal.value) for meal, name in vocabulary.MEALS.items()]
        return [meals[:2], meals[2:]]
    return []


async def tell_waiting(turn: Turn, waiting: Sequence[tuple[str, str]]) -> None:
    _ = turn.words
    lines = [f"{_('<b>{name}</b>', name=name)} {escape(said, quote=False)}" for name, said in waiting]
    await turn.say(
        _("📋 From the sheet, not kept yet. When you are done with this, send these lines again:"),
        "\n".join(lines),
    )


async def tell_end(turn: Turn, kept: int, left_out: int) -> None:
    _ = turn.words
    await turn.say(
        _("📋 The sheet is done: {kept} kept, {left_out} left out.", kept=kept, left_out=left_out),
        keyboard=rows([button(_("👤 For somebody"), "fors"), button(_("☰ Menu"), "menu")]),
    )
