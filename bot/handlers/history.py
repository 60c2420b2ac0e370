"""Seeing what was logged: the last readings, the home mean, the week; and putting one right."""

from dataclasses import replace

from actions.complete_series import home_mean_on
from actions.delete_log import Log, LogDeleted, delete_log, find_own
from actions.fix_log import fix_exercise, fix_reading
from actions.log_exercise import ExerciseQuestioned, week_minutes
from actions.log_reading import ReadingQuestioned
from actions.once import Step
from actions.undo_log import NothingToUndo, undo_log
from bot.conversation import Conversation, Tap, row_id
from bot.keyboards import Keyboard, button, grid, rows
from bot.showing import looking, questions, screens, seeing
from bot.showing.questions import Question
from bot.turn import Turn
from bot.words import telling, vocabulary
from domain.families import Provenance
from domain.understanding import Measured, Unclear, understand, understand_part
from domain.vital_sign import Problem, Reading
from domain.vitals import vital_sign
from storage import readings
from storage.readings import Kept, Moved

SHOWN = 6


async def show_history(turn: Turn) -> None:
    """The home mean, the ring, and last the logs as text, so that they stand by the numbers that open them."""
    _ = turn.words
    if not await looking.may_look(turn):
        return
    logs = await turn.read(readings.list_last_logs, turn.about.id, SHOWN)
    if not logs:
        await turn.show(
            _("Nothing logged yet. Send your first reading, for example <code>128/82</code>"),
            keyboard=screens.menu_keyboard(turn),
        )
        return
    lines = [_line(turn, number, log) for number, log in enumerate(logs, 1)]
    local = turn.now.astimezone(turn.zone)
    mean = await turn.read(home_mean_on, turn.about.id, today=local.date(), zone=turn.zone)
    minutes = await turn.read(week_minutes, turn.about.id, now=local)
    await turn.show(
        seeing.home_mean_told(_, mean),
        telling.week_told(_, minutes),
        "\n".join([_("<b>Your last readings</b>"), *lines]),
        keyboard=_history_keyboard(turn, logs),
    )


def _line(turn: Turn, number: int, log: Kept | Moved) -> str:
    _ = turn.words
    when = _.moment(log.taken_at, turn.zone)
    line = _("{number}. {when}  {what}", number=number, when=when, what=_what(turn, log))
    return f"{line}{_by_whom(turn, log)}"


def _by_whom(turn: Turn, log: Kept | Moved) -> str:
    """Who entered it, unless it was the person themselves."""
    by = Provenance(log.provenance)
    return "" if by is Provenance.SELF else f" · {turn.words(vocabulary.PROVENANCES[by])}"


def _what(turn: Turn, log: Kept | Moved) -> str:
    if isinstance(log, Kept):
        return telling.heading(turn.words, log.reading)
    name = telling.exercise_name(turn.words, log.kind)
    return turn.words("{kind}, {minutes} minutes", kind=name, minutes=log.minutes)


def _history_keyboard(turn: Turn, logs: list[Kept | Moved]) -> Keyboard:
    _ = turn.words
    numbered = [
        button(f"✏️ {number}", "log", _log_of(log).value, log.id) for number, log in enumerate(logs, 1)
    ]
    vitals = list(dict.fromkeys(log.reading.vital for log in logs if isinstance(log, Kept)))
    charts = [button(f"📈 {_(vocabulary.VITALS[vital])}", "chart", vital, 30) for vital in vitals[:4]]
    others = [*charts, button(_("🏃 This week"), "ring"), button(_("☰ Menu"), "menu")]
    return rows(*grid(numbered, width=6), *grid(others, width=2))


def _log_of(log: Kept | Moved) -> Log:
    return Log.READING if isinstance(log, Kept) else Log.EXERCISE


async def open_log(turn: Turn, log: Log, log_id: int) -> None:
    """One log, with its two buttons."""
    _ = turn.words
    found = await turn.read(find_own, turn.person.id, log, log_id, subject_id=turn.subject_id)
    if found is None:
        await screens.gone(turn)
        return
    await turn.show(
        _with_time(turn, found),
        keyboard=rows(
            [
                button(_("✏️ Put right"), "fix", log.value, log_id),
                button(_("🗑 Delete"), "drop", log.value, log_id),
            ],
            button(_("← Back"), "history"),
        ),
    )


def _with_time(turn: Turn, log: Kept | Moved) -> str:
    return f"{_what(turn, log)} · {turn.words.moment(log.taken_at, turn.zone)}{_by_whom(turn, log)}"


async def drop_log(turn: Turn, log: Log, log_id: int) -> None:
    outcome = await turn.do(delete_log, turn.person.id, log, log_id, subject_id=turn.subject_id, now=turn.now)
    if isinstance(outcome, LogDeleted):
        await turn.show(
            *telling.deleted_told(turn.words, outcome),
            keyboard=rows(button(turn.words("📈 My readings"), "history")),
        )
    else:
        await screens.gone(turn)


async def undo(turn: Turn) -> None:
    """Take back the last log, within ten minutes."""
    _ = turn.words
    outcome = await turn.do(undo_log, turn.person.id, subject_id=turn.subject_id, now=turn.now)
    if isinstance(outcome, NothingToUndo):
        late = _("Undo works for ten minutes. Older ones can be put right or deleted any time:")
        await turn.show(
            late if outcome.too_late else _("There is nothing to undo."),
            keyboard=rows(button(_("📈 My readings"), "history")),
        )
        return
    await turn.show(*telling.deleted_told(_, outcome))


async def ask_fix(turn: Turn, log: Log, log_id: int) -> None:
    _ = turn.words
    found = await turn.read(find_own, turn.person.id, log, log_id, subject_id=turn.subject_id)
    if found is None:
        await screens.gone(turn)
        return
    await turn.wait_for(questions.FIXING, log=log.value, log_id=log_id)
    if isinstance(found, Kept):
        example = questions.example(_, found.reading.vital)
        await turn.show(
            _(
                "It says {what}. Send the right numbers, for example <code>{example}</code>",
                what=_what(turn, found),
                example=example,
            )
        )
    else:
        await turn.show(_("It says {what}. How many minutes was it really?", what=_what(turn, found)))


async def take_fix(turn: Turn) -> bool:
    """The right numbers for the log that is being fixed; anything that is not numbers is read like any message."""
    log, log_id = Log(str(turn.said["log"])), int(str(turn.said["log_id"]))
    # An update that came again finds its log replaced already, by itself.
    found = await turn.read(
        find_own, turn.person.id, log, log_id, or_ended=turn.handled, subject_id=turn.subject_id
    )
    if isinstance(found, Moved):
        minutes = understand_part(turn.text, language=turn.language[:2], vital="exercise", part="minutes")
        if minutes is None:
            return False
        await _fix_exercise(turn, log_id, round(minutes))
        return True
    if found is None:
        return False
    right = _right_numbers(turn, found)
    if isinstance(right, Question):
        await turn.wait_for(questions.STEP, **questions.waiting([right]))
        await screens.ask(turn, right)
    elif right is not None:
        await _fix(turn, log_id, right)
    return right is not None


def _right_numbers(turn: Turn, found: Kept) -> Reading | Question | None:
    """The corrected reading, or what to ask about it first; a lone number where the vital sign has one part."""
    sign, setting = vital_sign(found.reading.vital), found.reading.setting
    items = understand(turn.text, language=turn.language[:2], now=turn.sent_at.astimezone(turn.zone))
    for item in items:
        if isinstance(item, Measured) and item.reading.vital == sign.name:
            return replace(item.reading, setting=setting)
        if isinstance(item, Unclear) and item.vital == sign.name and item.problem is not Problem.INCOMPLETE:
            meal = item.meal or found.reading.meal
            if item.problem in (Problem.REVERSED, Problem.PLEASE_CONFIRM):
                values = dict(item.values)
                return Question(
                    item.problem,
                    item.vital,
                    values,
                    found.taken_at,
                    meal,
                    fixes=found.id,
                    setting=found.reading.setting,
                )
            return Reading(item.vital, item.values, meal, setting)
    required = [part for part in sign.parts if part.required]
    if len(required) == 1:
        value = understand_part(turn.text, language=turn.language[:2], vital=sign.name, part=required[0].name)
        if value is not None:
            return Reading(sign.name, {required[0].name: value}, found.reading.meal, setting)
    return None


async def _fix(turn: Turn, reading_id: int, reading: Reading) -> None:
    def still_open(outcome: object) -> Step | None:
        if not isinstance(outcome, ReadingQuestioned):
            return None
        question = questions.questioned(outcome, fixes=reading_id)
        return (
            Step(questions.STEP, questions.waiting([question])) if question.can_wait else _still_fixing(turn)
        )

    outcome = await turn.do_then(
        still_open, fix_reading, turn.person.id, reading_id, reading, subject_id=turn.subject_id, now=turn.now
    )
    await screens.tell_fixed(turn, outcome)


async def _fix_exercise(turn: Turn, exercise_id: int, minutes: int) -> None:
    def still_open(outcome: object) -> Step | None:
        return _still_fixing(turn) if isinstance(outcome, ExerciseQuestioned) else None

    outcome = await turn.do_then(
        still_open,
        fix_exercise,
        turn.person.id,
        exercise_id,
        minutes,
        subject_id=turn.subject_id,
        now=turn.now,
    )
    await screens.tell_fixed(turn, outcome)


def _still_fixing(turn: Turn) -> Step:
    """Numbers that cannot be are sent anew, and put the same log right."""
    return Step(questions.FIXING, turn.said)


conversation = Conversation(
    commands={"history": show_history, "undo": undo},
    taps={
        "history": Tap(show_history),
        "log": Tap(open_log, (Log, row_id)),
        "fix": Tap(ask_fix, (Log, row_id)),
        "drop": Tap(drop_log, (Log, row_id)),
        "undo": Tap(undo),
    },
    answers={questions.FIXING: take_fix},
)
