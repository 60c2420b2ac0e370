"""Reminders: the list, adding, changing, pausing and deleting by buttons, and the answers to one. Says none unasked."""

from dataclasses import replace
from datetime import time
from functools import partial

from actions.answer_reminder import Answer, answer_reminder
from actions.change_reminder import NoSuchReminder, change_reminder, delete_reminder
from actions.log_reading import NoConsent
from bot.conversation import Conversation, NotAButton, Tap, row_id
from bot.keyboards import button, grid, rows
from bot.showing import questions, reminding, screens
from bot.showing.reminding import CHOOSING_DAYS, CONFIRMING, EXAMPLES, NAMING, TIMING, Draft
from bot.turn import Turn
from bot.words.reminder_words import ABOUTS, what, when
from domain.reminders import LOGGED, MOST_IGNORED, OTHER
from domain.wall_time import EVERY_DAY
from storage import reminders
from storage.reminders import Kept


async def show_list(turn: Turn) -> None:
    """All of them, a number each; the number opens it."""
    _ = turn.words
    await turn.leave_step()
    kept = await turn.read(reminders.list_reminders, turn.person.id)
    lines = [f"{number}. {_line(turn, one)}" for number, one in enumerate(kept, 1)]
    numbers = [button(f"✏️ {number}", "rshow", one.id) for number, one in enumerate(kept, 1)]
    await turn.show(
        _("⏰ <b>Your reminders</b>"),
        "\n".join(lines) or _("There are none yet."),
        _("You can also just write: {example}", example=_(EXAMPLES)),
        keyboard=rows(
            *grid(numbers, width=5), [button(_("➕ New reminder"), "rnew"), button(_("☰ Menu"), "menu")]
        ),
    )


def _line(turn: Turn, kept: Kept) -> str:
    _ = turn.words
    said = _("{what}: {when}", what=what(_, kept.about, kept.words), when=when(_, kept.times))
    if kept.paused:
        return said + " " + _("(paused)")
    resting = kept.ignored > MOST_IGNORED and kept.about in LOGGED
    return said + " " + _("(resting until you log again)") if resting else said


async def show_one(turn: Turn, reminder_id: int) -> None:
    _ = turn.words
    kept = await turn.read(reminders.find_reminder, reminder_id, person_id=turn.person.id)
    if kept is None:
        await reminding.gone(turn)
        return
    pause = button(_("▶️ Go on"), "rgo", kept.id) if kept.paused else button(_("⏸ Pause"), "rstop", kept.id)
    await turn.show(
        _line(turn, kept),
        keyboard=rows(
            [button(_("🕐 Another time"), "rtime", kept.id), button(_("➕ One more time"), "rmore", kept.id)],
            [button(_("📅 Other days"), "rother", kept.id), pause],
            [button(_("🗑 Delete"), "rdelete", kept.id), button(_("⏰ My reminders"), "reminders")],
        ),
    )


async def begin(turn: Turn) -> None:
    if not turn.person.may_be_logged:
        raise NoConsent
    await reminding.ask_what(turn)


async def choose_what(turn: Turn, about: str) -> None:
    if about == OTHER:
        await reminding.ask_words(turn, Draft(OTHER))
    else:
        await reminding.ask_time(turn, Draft(about))


async def choose_time(turn: Turn, token: int, clock: time) -> None:
    if turn.answers(TIMING, token):
        await reminding.go_on(turn, replace(reminding.remembered(turn.said), clocks=(clock,)))
    else:
        await screens.too_late(turn)


async def choose_days(turn: Turn, token: int, weekdays: int) -> None:
    if turn.answers(CHOOSING_DAYS, token):
        await reminding.go_on(turn, replace(reminding.remembered(turn.said), weekdays=weekdays))
    else:
        await screens.too_late(turn)


async def confirm(turn: Turn, token: int) -> None:
    if turn.answers(CONFIRMING, token):
        await reminding.go_on(turn, reminding.remembered(turn.said))
    else:
        await screens.too_late(turn)


async def change_time(turn: Turn, reminder_id: int, *, more: bool = False) -> None:
    draft = await _draft_of(turn, reminder_id)
    if draft is not None:
        await reminding.ask_time(turn, replace(draft, more=more))


async def change_days(turn: Turn, reminder_id: int) -> None:
    draft = await _draft_of(turn, reminder_id)
    if draft is not None:
        await reminding.ask_days(turn, draft)


async def _draft_of(turn: Turn, reminder_id: int) -> Draft | None:
    kept = await turn.read(reminders.find_reminder, reminder_id, person_id=turn.person.id)
    if kept is None:
        await reminding.gone(turn)
        return None
    return Draft(kept.about, kept.words, changes=kept.id)


async def stop(turn: Turn, reminder_id: int) -> None:
    """One tap and it is quiet; one more and it is back."""
    _ = turn.words
    outcome = await turn.do(change_reminder, turn.person.id, reminder_id, paused=True, now=turn.now)
    if isinstance(outcome, NoSuchReminder):
        await reminding.gone(turn)
        return
    await turn.show(
        _("🔕 All right, no more of these."),
        keyboard=rows(
            [
                button(_("▶️ Go on after all"), "rgo", reminder_id),
                button(_("🗑 Delete"), "rdelete", reminder_id),
            ],
            button(_("⏰ My reminders"), "reminders"),
        ),
    )


async def go_on(turn: Turn, reminder_id: int) -> None:
    outcome = await turn.do(change_reminder, turn.person.id, reminder_id, paused=False, now=turn.now)
    if isinstance(outcome, NoSuchReminder):
        await reminding.gone(turn)
    else:
        await reminding.tell_set(turn, outcome)


async def delete(turn: Turn, reminder_id: int) -> None:
    outcome = await turn.do(delete_reminder, turn.person.id, reminder_id, now=turn.now)
    if isinstance(outcome, NoSuchReminder):
        await reminding.gone(turn)
        return
    _ = turn.words
    await turn.show(
        _("🗑 Deleted: {what}", what=what(_, outcome.about, outcome.words)),
        keyboard=rows([button(_("⏰ My reminders"), "reminders"), button(_("➕ New reminder"), "rnew")]),
    )


async def answer(turn: Turn, reminder_id: int, given: Answer) -> None:
    """A tap under a reminder: done, later, not today, or the time is right."""
    outcome = await turn.do(answer_reminder, turn.person.id, reminder_id, given, now=turn.now)
    if isinstance(outcome, NoSuchReminder):
        await reminding.gone(turn)
        return
    _ = turn.words
    again = "" if outcome.next_at is None else _.moment(outcome.next_at, turn.zone)
    said = {
        Answer.DONE: _("✅ Well done."),
        Answer.IN_AN_HOUR: _("⏰ All right, again at {moment}.", moment=again),
        Answer.TONIGHT: _("⏰ All right, again at {moment}.", moment=again),
        Answer.NOT_TODAY: _("⏭ Not today. Next: {moment}", moment=again),
        Answer.KEEP: _("👍 All right, it stays as it is."),
    }[given]
    kept = outcome.reminder
    await turn.show(
        said, what(_, kept.about, kept.words), keyboard=rows(button(_("⏰ My reminders"), "reminders"))
    )


async def log_now(turn: Turn, reminder_id: int) -> None:
    """For what has no buttons of its own: how to send it."""
    outcome = await turn.do(answer_reminder, turn.person.id, reminder_id, Answer.DONE, now=turn.now)
    if isinstance(outcome, NoSuchReminder):
        await reminding.gone(turn)
        return
    _ = turn.words
    again = questions.example(_, outcome.reminder.about)
    await turn.say(_("Send it like this: <code>{example}</code>", example=again))


def about_of(text: str) -> str:
    if text not in ABOUTS:
        raise NotAButton
    return text


def clock_of(text: str) -> time:
    """ "0730" as a time. Raises ValueError."""
    if len(text) != 4:
        raise ValueError("not a time")
    return time(int(text[:2]), int(text[2:]))


def weekdays_of(text: str) -> int:
    mask = int(text)
    if not 0 < mask <= EVERY_DAY:
        raise ValueError("no such days")
    return mask


conversation = Conversation(
    commands={"reminders": show_list},
    taps={
        "reminders": Tap(show_list),
        "rnew": Tap(begin),
        "rwhat": Tap(choose_what, (about_of,)),
        "rhour": Tap(choose_time, (int, clock_of)),
        "rdays": Tap(choose_days, (int, weekdays_of)),
        "ryes": Tap(confirm, (int,)),
        "rshow": Tap(show_one, (row_id,)),
        "rtime": Tap(change_time, (row_id,)),
        "rmore": Tap(partial(change_time, more=True), (row_id,)),
        "rother": Tap(change_days, (row_id,)),
        "rstop": Tap(stop, (row_id,)),
        "rgo": Tap(go_on, (row_id,)),
        "rdelete": Tap(delete, (row_id,)),
        "rlater": Tap(answer, (row_id, Answer)),
        "rlog": Tap(log_now, (row_id,)),
    },
    answers={
        NAMING: reminding.take_words,
        TIMING: reminding.take_time,
        CHOOSING_DAYS: reminding.take_days,
    },
)
