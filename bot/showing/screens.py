"""Screens that several conversations end on: what was logged, the menu, a button that came too late."""

from collections.abc import Sequence

from actions.delete_log import NoSuchLog
from actions.log_exercise import ExerciseLogged, ExerciseQuestioned
from actions.log_measurements import Outcome
from actions.log_reading import ReadingLogged, ReadingQuestioned, circumstances
from bot.keyboards import Keyboard, button, keyboard_of, rows
from bot.showing import questions
from bot.showing.questions import Question
from bot.turn import Turn
from bot.wording import Html
from bot.words import caring_words, telling
from bot.words.symptom_words import symptom_buttons
from domain.triage import Circumstances, Triage, symptoms_to_ask, triage
from domain.vital_sign import Level, Problem, Reading
from storage import content
from storage.receivers import is_scheduled

# A number of a day long past, or one that cannot be, is no danger of now.
DANGER_SHOWS = frozenset(
    {
        Problem.REVERSED,
        Problem.INCOMPLETE,
        Problem.PLEASE_CONFIRM,
        Problem.MEAL_NEEDED,
        Problem.IN_THE_FUTURE,
    }
)


def menu_keyboard(turn: Turn) -> Keyboard:
    """What a resident does every day, one tap away."""
    _ = turn.words
    return rows(
        [button(_("🩺 Blood pressure"), "bp", "-", "-"), button(_("🏃 Exercise"), "move")],
        [button(_("⚖️ Weight"), "weigh"), button(_("🩸 Blood sugar"), "sugar")],
        [button(_("📈 My readings"), "history"), button(_("⭐ Points"), "points")],
        [button(_("⚙️ Settings"), "settings"), button(_("❓ Help"), "help")],
    )


def after_log_keyboard(turn: Turn, vital: str | None, *, offer_series: bool = False) -> Keyboard:
    _ = turn.words
    undo = button(_("↩️ Undo"), "undo")
    if turn.subject is not None:
        chart = [button(_("📈 Chart"), "chart", vital, 30)] if vital and turn.may_see else []
        another = button(_("👥 Somebody else"), "fors"), button(_("🙋 Back to me"), "forme")
        return rows([*chart, undo], [*another])
    if vital is None:
        return rows([undo, button(_("☰ Menu"), "menu")])
    return rows(
        [button(_("📈 Chart"), "chart", vital, 30), undo, button(_("☰ Menu"), "menu")],
        [button(_("🏠 Start seven days"), "series")] if offer_series else [],
    )


async def tell_logged(
    turn: Turn, outcomes: Sequence[Outcome], open_questions: Sequence[Question], *, cry: bool = False
) -> None:
    """Everything that came of a message: dangers first, asked about or not, then the rest, then what is unclear.

    `cry`: its words sound like an emergency. Then that is what is answered. Beside a cry or a danger no other number of
    the message is praised or paid aloud.
    """
    if cry:
        await turn.say(telling.call_if_now(turn.words))
    logged = [one for one in outcomes if isinstance(one, ReadingLogged | ExerciseLogged)]
    dangers = [one for one in logged if isinstance(one, ReadingLogged) and one.level.is_danger]
    waiting = next((question for question in open_questions if question.can_wait), None)
    urgent = waiting if waiting is not None and danger_in(turn, waiting) is not None else None
    others = [one for one in logged if one not in dangers]
    beside = [] if cry or not (dangers or urgent) else [one for one in others if not _asks(one)]
    await _tell_dangers(turn, dangers, urgent, [_kept(turn, one) for one in beside])
    others = [one for one in others if one not in beside]
    if others:
        await (_tell_beside_a_cry if cry else _tell)(turn, others)
    for question in open_questions:
        if not question.can_wait:
            await ask(turn, question)
    if waiting is not None and urgent is None:
        await ask(turn, waiting)


async def _tell_dangers(
    turn: Turn, dangers: Sequence[ReadingLogged], urgent: Question | None, beside: Sequence[str]
) -> None:
    """The gravest first. `beside`: what else was kept, within the first, or it would push the advice out of sight."""
    told = sorted(dangers, key=lambda one: one.level is not Level.RED)
    is_first = (
        urgent is not None
        and how_urgent(danger_in(turn, urgent)) == 0
        and all(one.level is not Level.RED for one in told)
    )
    if urgent is not None and is_first:
        await ask(turn, urgent, beside)
        beside = ()
    for one in told:
        await _tell(turn, [one], beside)
        beside = ()
    if urgent is not None and not is_first:
        await ask(turn, urgent, beside)


async def _tell(
    turn: Turn, logged: Sequence[ReadingLogged | ExerciseLogged], beside: Sequence[str] = ()
) -> None:
    """`beside` stands below the first number, above what to do."""
    paragraphs = [paragraph for one in logged for paragraph in _told(turn, one)]
    paragraphs[2:2] = beside
    asking = next((one for one in logged if _asks(one)), None)
    if isinstance(asking, ReadingLogged):
        await turn.show(*_with_the_question(turn, paragraphs), keyboard=symptom_keyboard(turn, asking))
        return
    last = logged[-1]
    vital = last.reading.vital if isinstance(last, ReadingLogged) else None
    offer = isinstance(last, ReadingLogged) and await _offers_series(turn, last)
    await turn.show(*paragraphs, keyboard=after_log_keyboard(turn, vital, offer_series=offer))


async def _tell_beside_a_cry(turn: Turn, logged: Sequence[ReadingLogged | ExerciseLogged]) -> None:
    """What was kept in a line each, and the question that can make it an alert."""
    paragraphs: list[str] = [_kept(turn, one) for one in logged]
    readings = (one for one in logged if isinstance(one, ReadingLogged))
    asking = next((one for one in readings if symptoms_to_ask(one.reading, content.cuts())), None)
    if asking is None:
        await turn.show(*paragraphs)
        return
    paragraphs.append(_asks_symptoms(turn))
    await turn.show(*paragraphs, keyboard=symptom_keyboard(turn, asking))


def _with_the_question(turn: Turn, paragraphs: Sequence[str]) -> list[str]:
    """What to do stays in one message with the question, in large letters too: the buttons fill a small screen."""
    *before, to_do = [paragraph for paragraph in paragraphs if paragraph]
    return [*before, Html(f"{to_do}\n\n{_asks_symptoms(turn)}")]


def _asks_symptoms(turn: Turn) -> str:
    if turn.subject is not None:
        return turn.words("Does {name} have any of these right now?", name=turn.subject.name)
    return turn.words("Do you have any of these right now?")


def _asks(one: ReadingLogged | ExerciseLogged) -> bool:
    return isinstance(one, ReadingLogged) and one.ask_symptoms


def _kept(turn: Turn, one: ReadingLogged | ExerciseLogged) -> str:
    if isinstance(one, ExerciseLogged):
        emoji = content.exercise_kinds()[one.kind].emoji
        return telling.exercise_kept(turn.words, one, turn.zone, emoji=emoji)
    return telling.reading_kept(turn.words, one, turn.zone)


async def _offers_series(turn: Turn, logged: ReadingLogged) -> bool:
    """Above the line, seven days of measuring say what one number cannot; not while they are measured already."""
    if logged.reading.vital != "blood_pressure" or logged.level not in (Level.YELLOW, Level.WATCH):
        return False
    if turn.subject is not None:
        return False
    return not await turn.read(is_scheduled, "home_series", turn.person.id)


def _told(turn: Turn, one: ReadingLogged | ExerciseLogged) -> list[str]:
    if turn.subject is not None:
        return caring_words.told(turn.words, one, turn.zone, turn.about)
    if isinstance(one, ExerciseLogged):
        emoji = content.exercise_kinds()[one.kind].emoji
        return telling.exercise_told(turn.words, one, turn.zone, emoji=emoji)
    return telling.reading_told(turn.words, one, turn.zone, turn.person)


def symptom_keyboard(turn: Turn, logged: ReadingLogged) -> Keyboard:
    return keyboard_of(symptom_buttons(turn.words, logged.reading_id, logged.reading))


async def ask(turn: Turn, question: Question, beside: Sequence[str] = ()) -> None:
    """Ask; a number that would be dangerous if it is right gets its advice at once, before the question."""
    found = danger_in(turn, question)
    advice = _advice(turn, found) if found is not None else []
    sentence, keyboard = questions.asked(turn.words, question, turn.token)
    await turn.say(*advice, *beside, sentence, keyboard=keyboard)


def danger_in(turn: Turn, question: Question, known: Circumstances | None = None) -> Triage | None:
    """The danger of a number that is still asked about; None where there is none to be seen."""
    if question.problem not in DANGER_SHOWS or question.vital == questions.EXERCISE:
        return None
    return danger_of(turn, question.at_its_mildest, known)


def danger_of(turn: Turn, reading: Reading, known: Circumstances | None = None) -> Triage | None:
    """The danger a number would be, if it is right; `known` is of whom this turn is about, if not said."""
    if known is None and turn.resident is not None:
        known = circumstances(turn.about, None, now=turn.now, confirmed=False)
    known = known or Circumstances()
    found = triage(reading, known, content.cuts())
    return found if found.level.is_danger else None


def gravest(*found: Triage | None) -> Triage | None:
    """What has to be said first of several dangers."""
    return min(found, key=how_urgent, default=None)


def how_urgent(found: Triage | None) -> int:
    """0 is said first."""
    return 2 if found is None else int(found.level is not Level.RED)


def _advice(turn: Turn, found: Triage) -> list[str]:
    if turn.subject is not None:
        return caring_words.danger(turn.words, turn.subject.name, found.level, found.reasons)
    return telling.danger(turn.words, found.level, found.reasons)


async def tell_fixed(
    turn: Turn, outcome: ReadingLogged | ReadingQuestioned | ExerciseLogged | ExerciseQuestioned | NoSuchLog
) -> None:
    if isinstance(outcome, NoSuchLog):
        await gone(turn)
    elif isinstance(outcome, ReadingLogged | ExerciseLogged):
        danger = isinstance(outcome, ReadingLogged) and outcome.level.is_danger
        if not danger:
            await turn.say(turn.words("✏️ Put right."))
        await tell_logged(turn, [outcome], [])
        if danger:
            await turn.say(turn.words("✏️ Put right."))
    else:
        await ask(turn, questions.questioned(outcome))


async def too_late(turn: Turn) -> None:
    """A button of a question that was answered already."""
    await turn.toast(turn.words("This one is done already."))


async def gone(turn: Turn) -> None:
    await turn.show(turn.words("That one is not there any more. Your readings: /history"))


async def say_no_consent(turn: Turn, *advice: str) -> None:
    """`advice`: what to do about a danger in what is not kept; it comes first."""
    _ = turn.words
    if turn.subject is not None:
        await turn.say(
            _(
                "{name} did not agree that health data is kept, so I have not kept this.",
                name=turn.subject.name,
            ),
            _("If they feel very unwell: call 120."),
        )
        return
    await turn.say(
        *advice,
        _("You have not agreed that I keep health data, so I have not kept this."),
        _(
            "If you feel very unwell: call 120. If the high number is 180 or more, or the low one 110 or more: "
            "contact your clinic today. If blood sugar is 3.9 or less: take sugar first, then contact your clinic."
        ),
        keyboard=rows(button(_("🔒 Privacy"), "privacy")),
    )
