"""Setting a reminder step by step: of what, at which time of day, on which days. What is clear already is not asked."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import time

from actions.change_reminder import NoSuchReminder, change_reminder
from actions.set_reminder import ReminderSet, TooManyReminders, set_reminder
from bot.keyboards import button, grid, rows
from bot.turn import Turn
from bot.words.reminder_words import ABOUTS, clocks, days, what, when
from bot.words.vocabulary import mark
from domain.cries_for_help import sounds_urgent
from domain.people import QuietHours
from domain.reminders import OTHER, Times, times_of
from domain.spoken.reminders import Wish, understand_clocks, understand_days, understand_wish
from domain.understanding import understand
from domain.wall_time import EVERY_DAY, WEEKEND, WORKDAYS

NAMING, TIMING, CHOOSING_DAYS, CONFIRMING = (
    "reminder_words",
    "reminder_time",
    "reminder_days",
    "reminder_confirm",
)
OFFERED = tuple(time(hour) for hour in (6, 7, 8, 9, 12, 15, 18, 19, 20))
ODD_DAYS, EVEN_DAYS = 21, 42  # Monday Wednesday Friday, Tuesday Thursday Saturday
EXAMPLES = mark("<code>remind me every day at 7 to measure my blood pressure</code>")


@dataclass(frozen=True, slots=True)
class Draft:
    """A reminder as far as it is known. `changes`: the one that is changed; `more`: a time is added to it."""

    about: str = OTHER
    words: str = ""
    clocks: tuple[time, ...] = ()
    weekdays: int | None = None
    changes: int | None = None
    more: bool = False

    def said(self) -> dict[str, object]:
        return {
            "about": self.about,
            "words": self.words,
            "clocks": Times(self.clocks).written(),
            "weekdays": self.weekdays,
            "changes": self.changes,
            "more": self.more,
        }


def remembered(said: Mapping[str, object]) -> Draft:
    """The draft a conversation waits with."""
    weekdays, changes = said.get("weekdays"), said.get("changes")
    return Draft(
        str(said.get("about", OTHER)),
        str(said.get("words", "")),
        times_of(str(said.get("clocks", "")), EVERY_DAY).clocks,
        weekdays if isinstance(weekdays, int) else None,
        changes if isinstance(changes, int) else None,
        bool(said.get("more")),
    )


async def take_wish(turn: Turn) -> bool:
    """Whether a text was a wish to be reminded; then it is granted, asked about, or declined in words."""
    wish = understand_wish(turn.text)
    if wish is None:
        return False
    _ = turn.words
    if wish.stop:
        await turn.say(
            _("Which reminder shall stop? Tap it here."),
            keyboard=rows(button(_("⏰ My reminders"), "reminders")),
        )
    elif wish.once:
        await turn.say(
            _("I remind you again and again, on days of the week, not on a single day."),
            _("For example: {example}", example=_(EXAMPLES)),
            keyboard=rows(button(_("➕ New reminder"), "rnew")),
        )
    else:
        await _grant(turn, wish)
    return True


async def _grant(turn: Turn, wish: Wish) -> None:
    draft = Draft(wish.about, wish.words, wish.clocks, wish.weekdays)
    if wish.about == OTHER and not wish.words:
        await ask_what(turn)
    elif wish.sure or not wish.clocks or wish.weekdays is None:
        await go_on(turn, draft)
    else:
        await _confirm(turn, draft, wish.weekdays)


async def _confirm(turn: Turn, draft: Draft, weekdays: int) -> None:
    _ = turn.words
    await turn.wait_for(CONFIRMING, **draft.said())
    await turn.say(
        _(
            "Shall I remind you? {what}, {when}",
            what=what(_, draft.about, draft.words),
            when=when(_, Times(draft.clocks, weekdays)),
        ),
        keyboard=rows([button(_("✅ Yes, please"), "ryes", turn.token), button(_("No"), "menu")]),
    )


async def ask_what(turn: Turn) -> None:
    _ = turn.words
    buttons = [button(what(_, about, ""), "rwhat", about) for about in ABOUTS]
    await turn.show(
        _("⏰ What shall I remind you of?"),
        keyboard=rows(*grid(buttons, width=2), button(_("⏰ My reminders"), "reminders")),
    )


async def ask_words(turn: Turn, draft: Draft) -> None:
    await turn.wait_for(NAMING, **draft.said())
    await turn.show(turn.words("📌 What shall I say? Write it in your own words."))


async def ask_time(turn: Turn, draft: Draft) -> None:
    _ = turn.words
    await turn.wait_for(TIMING, **draft.said())
    buttons = [button(f"{clock:%H:%M}", "rhour", turn.token, f"{clock:%H%M}") for clock in OFFERED]
    await turn.show(
        _(
            "{what}: at what time? Tap, or write it: <code>7:30</code>",
            what=what(_, draft.about, draft.words),
        ),
        keyboard=rows(*grid(buttons, width=3), button(_("✖️ Cancel"), "reminders")),
    )


async def ask_days(turn: Turn, draft: Draft) -> None:
    _ = turn.words
    await turn.wait_for(CHOOSING_DAYS, **draft.said())
    offered = [
        button(days(_, mask), "rdays", turn.token, mask)
        for mask in (EVERY_DAY, WORKDAYS, WEEKEND, ODD_DAYS, EVEN_DAYS)
    ]
    single = [button(days(_, 1 << day), "rdays", turn.token, 1 << day) for day in range(7)]
    await turn.show(
        _("On which days?"),
        keyboard=rows(*offered, single[:4], single[4:], button(_("✖️ Cancel"), "reminders")),
    )


async def go_on(turn: Turn, draft: Draft) -> None:
    """Ask for the next thing that is missing, or keep it."""
    if draft.changes is not None:
        await _change(turn, draft)
    elif not draft.clocks:
        await ask_time(turn, draft)
    elif draft.weekdays is None:
        await ask_days(turn, draft)
    else:
        outcome = await turn.do(
            set_reminder,
            turn.person.id,
            about=draft.about,
            words=draft.words,
            clocks=draft.clocks,
            weekdays=draft.weekdays,
            now=turn.now,
        )
        await tell_set(turn, outcome)


async def _change(turn: Turn, draft: Draft) -> None:
    assert draft.changes is not None
    outcome = await turn.do(
        change_reminder,
        turn.person.id,
        draft.changes,
        clocks=draft.clocks or None,
        more=draft.more,
        weekdays=draft.weekdays,
        now=turn.now,
    )
    if isinstance(outcome, NoSuchReminder):
        await gone(turn)
    else:
        await tell_set(turn, outcome)


async def take_time(turn: Turn) -> bool:
    """A typed time; anything else is read like any other message."""
    found = () if _is_a_reading(turn) else understand_clocks(turn.text)
    if not found:
        return False
    await go_on(turn, replace(remembered(turn.said), clocks=found))
    return True


async def take_words(turn: Turn) -> bool:
    """Their own words for what I shall say."""
    words = " ".join(turn.text.split())
    if not words or _is_a_reading(turn) or sounds_urgent(turn.text):
        return False
    await go_on(turn, replace(remembered(turn.said), words=words))
    return True


def _is_a_reading(turn: Turn) -> bool:
    """Health first: a number that was measured is kept, whatever was asked."""
    local = turn.sent_at.astimezone(turn.zone)
    return bool(understand(turn.text, language=turn.language[:2], now=local))


async def take_days(turn: Turn) -> bool:
    """Typed days: 周一三五, monday and friday."""
    weekdays = understand_days(turn.text)
    if weekdays is None:
        return False
    await go_on(turn, replace(remembered(turn.said), weekdays=weekdays))
    return True


async def tell_set(turn: Turn, outcome: ReminderSet | TooManyReminders) -> None:
    """How the reminder stands now, when it comes first, and whether quiet hours hold it."""
    _ = turn.words
    if isinstance(outcome, TooManyReminders):
        await turn.show(
            _("That would be more than {n}, too many to be of use. Delete one first.", n=outcome.most),
            keyboard=rows(button(_("⏰ My reminders"), "reminders")),
        )
        return
    kept = outcome.reminder
    await turn.show(
        _(
            "⏰ All right: <b>{what}</b>, {when}.",
            what=what(_, kept.about, kept.words),
            when=when(_, kept.times),
        ),
        _("Paused.")
        if outcome.next_at is None
        else _("Next: {moment}", moment=_.moment(outcome.next_at, turn.zone)),
        _held(turn, kept.clocks),
        keyboard=rows(
            [button(_("✏️ Change"), "rshow", kept.id), button(_("🗑 Delete"), "rdelete", kept.id)],
            [button(_("⏰ My reminders"), "reminders"), button(_("☰ Menu"), "menu")],
        ),
    )


def _held(turn: Turn, wanted: tuple[time, ...]) -> str:
    quiet = QuietHours(turn.person.quiet_from, turn.person.quiet_until)
    held = tuple(clock for clock in wanted if quiet.holds(clock))
    if not held:
        return ""
    return turn.words(
        "{times} is in your quiet hours: I would wait until {end}. Change them: /quiet",
        times=clocks(turn.words, held),
        end=f"{quiet.end:%H:%M}",
    )


async def gone(turn: Turn) -> None:
    _ = turn.words
    await turn.show(
        _("That reminder is not there any more."), keyboard=rows(button(_("⏰ My reminders"), "reminders"))
    )
