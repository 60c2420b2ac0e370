"""What a resident types: readings and exercise in one message, no command. Asks where it would have to guess."""

from dataclasses import replace
from datetime import datetime

from actions.delete_log import Log
from actions.fix_log import fix_reading
from actions.log_measurements import NewExercise, NewReading
from bot.conversation import Conversation, Tap
from bot.keyboards import button, rows
from bot.showing import questions, screens, unkept
from bot.showing.entering import enter
from bot.showing.questions import Question
from bot.showing.reminding import take_wish
from bot.showing.round_sheet import take_sheet
from bot.turn import Turn
from domain.cries_for_help import sounds_urgent
from domain.understanding import (
    Exercised,
    Measured,
    Unclear,
    Understood,
    understand,
    understand_part,
)
from domain.vital_sign import Meal, Problem

EMERGENCY_NUMBER = "120"  # also a fine upper pressure, so it is asked about as one
YES = {"是", "对", "是的", "对的", "嗯", "好", "没错", "yes", "y", "ok", "right", "correct"}
NO = {"不", "不是", "不对", "错了", "no", "n", "wrong"}


def _items(turn: Turn) -> tuple[Understood, ...]:
    return understand(turn.text, language=turn.language[:2], now=turn.sent_at.astimezone(turn.zone))


def holds_a_reading(turn: Turn) -> bool:
    """Whether a text reports anything, be it clear or not."""
    return bool(_items(turn))


async def take_message(turn: Turn) -> None:
    """A text that nobody waited for: log what it holds, ask about what is unclear, or say what can be sent."""
    if await take_sheet(turn):
        return
    own = _items(turn)
    items = own or _of_whom_it_is_for(turn)
    if not items:
        if sounds_urgent(turn.text) or not await take_wish(turn):
            await say_what_can_be_sent(turn)
        return
    clear = tuple(_measurement(turn, item) for item in items if not isinstance(item, Unclear))
    unclear = tuple(_question(turn, item) for item in items if isinstance(item, Unclear))
    if turn.text.strip() == EMERGENCY_NUMBER:
        await turn.say(turn.words("🔴 In an emergency <b>telephone</b> 120. A message here calls nobody."))
    if own and (advice := unkept.advice_for_another(turn)):
        await turn.say(*advice)
    await enter(turn, clear, unclear)


def _of_whom_it_is_for(turn: Turn) -> tuple[Understood, ...]:
    """她150/95, while they log for somebody: most likely that person's, so it is asked."""
    if turn.subject is None or sounds_urgent(turn.text):
        return ()
    return tuple(_asked(item) if isinstance(item, Measured) else item for item in unkept.of_others(turn))


def _asked(item: Measured) -> Unclear:
    said = item.reading
    return Unclear(Problem.PLEASE_CONFIRM, said.vital, said.values, said.meal, item.when, said.setting)


def _when(turn: Turn, item: Understood) -> datetime:
    return item.when.at(turn.sent_at.astimezone(turn.zone)) if item.when else turn.sent_at


def _measurement(turn: Turn, item: Measured | Exercised) -> NewReading | NewExercise:
    if isinstance(item, Measured):
        return NewReading(item.reading, _when(turn, item))
    return NewExercise(item.kind, item.minutes, _when(turn, item))


def _question(turn: Turn, item: Unclear) -> Question:
    return Question(
        item.problem,
        item.vital,
        dict(item.values),
        _when(turn, item),
        item.meal,
        item.kind,
        setting=item.setting,
    )


async def say_what_can_be_sent(turn: Turn) -> None:
    """Never silence: a helpful line with something to copy."""
    _ = turn.words
    await turn.leave_step()
    advice = unkept.advice(turn)
    await turn.say(
        *advice,
        _why_nothing_was_found(turn),
        _("<code>128/82</code>\n<code>fasting sugar 6.1</code>\n<code>walked 30 minutes</code>"),
        "" if advice else _("Feeling very unwell? Do not write to me: call 120."),
        keyboard=screens.menu_keyboard(turn),
    )


def _why_nothing_was_found(turn: Turn) -> str:
    _ = turn.words
    if not turn.text.strip():
        return _(
            "I can read words and numbers, but no pictures and no voice. Please write to me, for example:"
        )
    if unkept.of_others(turn):
        return _(
            "Those are somebody else's numbers, I think, so I have not kept them. Here I keep yours, for example:"
        )
    return _("I did not find a reading in that. You can send me, for example:")


async def say_forwarded_does_not_count(turn: Turn) -> None:
    """Nobody's reading is logged, and nothing is done, because a message was passed on."""
    _ = turn.words
    await turn.say(
        *unkept.advice(turn),
        _(
            "You passed on a message, so I have not kept it. If it is your own reading, please send the numbers yourself."
        ),
        _("<code>128/82</code>\n<code>fasting sugar 6.1</code>\n<code>walked 30 minutes</code>"),
    )


async def say_how_to_put_right(turn: Turn) -> None:
    """A message that was changed after it was sent."""
    _ = turn.words
    await turn.say(
        *unkept.advice(turn),
        _("I keep a message as it was first sent. To put a reading right:"),
        keyboard=rows(button(_("📈 My readings"), "history")),
    )


async def answer_question(turn: Turn) -> bool:
    """A text while a question stands open: yes, no, the missing piece, or something new altogether."""
    first, *_ = questions.remembered(turn.said)
    said = turn.text.strip().lower().rstrip("。.!！")
    if said in YES and first.problem in (Problem.REVERSED, Problem.PLEASE_CONFIRM):
        await _keep_as_offered(turn)
        return True
    if said in NO:
        await _drop(turn)
        return True
    completed = _completed(turn, first)
    if completed is None:
        return False
    await _resolve(turn, completed)
    return True


def _completed(turn: Turn, question: Question) -> Question | None:
    """The question with the piece this text adds, read together with what was there."""

    language = turn.language[:2]
    if question.problem is Problem.INCOMPLETE and question.vital == "blood_pressure":
        missing = "diastolic" if "systolic" in question.values else "systolic"
        value = understand_part(turn.text, language=language, vital=question.vital, part=missing)
        return None if value is None else replace(question, values={**question.values, missing: value})
    if question.problem is Problem.MEAL_NEEDED:
        value = question.values["mmol_per_l"]
        again = understand(f"{turn.text} 血糖{value}", language=language, now=turn.now.astimezone(turn.zone))
        meals = [item.reading.meal for item in again if isinstance(item, Measured) and item.reading.meal]
        return replace(question, meal=meals[0]) if len(again) == 1 and meals else None
    return None


async def tap_yes(turn: Turn, token: int) -> None:
    await _keep_as_offered(turn) if turn.answers(questions.STEP, token) else await screens.too_late(turn)


async def tap_no(turn: Turn, token: int) -> None:
    await _drop(turn) if turn.answers(questions.STEP, token) else await screens.too_late(turn)


async def tap_meal(turn: Turn, token: int, meal: Meal) -> None:
    if not turn.answers(questions.STEP, token):
        await screens.too_late(turn)
        return
    first, *_ = questions.remembered(turn.said)
    await _resolve(turn, first.with_meal(meal))


async def _keep_as_offered(turn: Turn) -> None:
    first, *_ = questions.remembered(turn.said)
    if first.problem is Problem.IN_THE_FUTURE:
        first = replace(first, taken_at=turn.sent_at)
    await _resolve(turn, first, confirmed=True)


async def _drop(turn: Turn) -> None:
    _ = turn.words
    first, *rest = questions.remembered(turn.said)
    left = tuple(rest)
    if left:
        await enter(turn, (), left, answering=True)
        return
    if first.fixes is not None:
        await turn.wait_for(questions.FIXING, log=Log.READING.value, log_id=first.fixes)
    else:
        await turn.leave_step()
    again = questions.example(_, first.vital)
    await turn.show(_("All right, not kept. Send it again like this: <code>{example}</code>", example=again))


async def _resolve(turn: Turn, question: Question, *, confirmed: bool = False) -> None:
    """A question answered: keep its reading, and go on to the next question if there is one."""
    _, *rest = questions.remembered(turn.said)
    if question.fixes is not None:
        outcome = await turn.do(
            fix_reading,
            turn.person.id,
            question.fixes,
            question.reading,
            confirmed=confirmed,
            subject_id=turn.subject_id,
            now=turn.now,
        )
        await screens.tell_fixed(turn, outcome)
        return
    if question.vital == questions.EXERCISE:
        assert question.kind is not None
        one: NewReading | NewExercise = NewExercise(
            question.kind, int(question.values["minutes"]), question.taken_at
        )
    else:
        one = NewReading(question.reading, question.taken_at)
    await enter(turn, (one,), rest, confirmed=confirmed, answering=True)


conversation = Conversation(
    taps={
        "yes": Tap(tap_yes, (int,)),
        "no": Tap(tap_no, (int,)),
        "meal": Tap(tap_meal, (int, Meal)),
    },
    answers={questions.STEP: answer_question},
)
