"""Points: how many, how they were earned, what comes next; the streak and its pauses."""

from actions.pause_streak import pause_streak
from bot.conversation import Conversation, Tap
from bot.keyboards import button, rows
from bot.showing.standing import Standing, standing
from bot.turn import Turn
from bot.words import vocabulary
from domain.points import Act, Next
from domain.streak import PauseReason
from storage.points import Entry


async def show_points(turn: Turn) -> None:
    _ = turn.words
    now = await turn.read(standing, turn.person.id, now=turn.now, zone=turn.zone)
    await turn.show(
        _("⭐ <b>{balance} points</b>, {week} of them this week", balance=now.balance, week=now.this_week),
        _streak_told(turn, now),
        "\n".join([_("<b>How you earned them</b>"), *(_entry(turn, entry) for entry in now.entries)])
        if now.entries
        else "",
        _still_to_earn(turn, now),
        _("Points are for measuring, whatever the number says."),
        keyboard=rows(
            [button(_("⏸ Pause my streak"), "pauses"), button(_("☰ Menu"), "menu")]
            if now.paused is None
            else [button(_("▶️ I am back"), "back"), button(_("☰ Menu"), "menu")]
        ),
    )


def _still_to_earn(turn: Turn, now: Standing) -> str:
    _ = turn.words
    if now.next:
        return "\n".join([_("<b>Still to earn today</b>"), *(_next(turn, one) for one in now.next[:4])])
    return "" if now.alert_open else _("You have earned all there is today. Well done.")


def _streak_told(turn: Turn, now: Standing) -> str:
    _ = turn.words
    days = _.count("🔥 {n} day in a row", "🔥 {n} days in a row", now.streak.days) if now.streak.days else ""
    if now.paused is not None:
        pause = _("⏸ Paused: {reason}. Your streak waits.", reason=_(vocabulary.PAUSES[now.paused.reason]))
        return "\n".join(line for line in (days, pause) if line)
    return days


def _entry(turn: Turn, entry: Entry) -> str:
    _ = turn.words
    moves = vocabulary.MOVES.get(entry.act)
    what = _(vocabulary.ACTS[Act(entry.act)]) if entry.act in set(Act) else _(moves) if moves else entry.act
    if entry.reverses_id is not None:
        what = _("taken back: {what}", what=what)
    return f"{entry.points:+d}  {what} · {_.day(entry.local_date)}"


def _next(turn: Turn, one: Next) -> str:
    _ = turn.words
    what = _(vocabulary.ACTS[one.act])
    if one.at is None:
        return f"+{one.points}  {what}"
    return _("+{points}  {what}, from {when}", points=one.points, what=what, when=_.clock(one.at, turn.zone))


async def offer_pauses(turn: Turn) -> None:
    _ = turn.words
    await turn.show(
        _("A pause keeps your streak while you cannot measure. Why?"),
        keyboard=rows(
            *(button(_(name), "pause", reason.value) for reason, name in vocabulary.PAUSES.items()),
            button(_("▶️ I am back"), "back"),
        ),
    )


async def begin_pause(turn: Turn, reason: PauseReason) -> None:
    await turn.do(pause_streak, turn.person.id, reason, now=turn.now)
    _ = turn.words
    await turn.show(
        _("⏸ Paused. Take care of yourself; your streak waits. Tap here when you measure again."),
        keyboard=rows(button(_("▶️ I am back"), "back")),
    )


async def end_pause(turn: Turn) -> None:
    ended = await turn.do(pause_streak, turn.person.id, None, now=turn.now)
    _ = turn.words
    await turn.show(_("▶️ Welcome back. Let us go on.") if ended.changed else _("No pause was running."))


conversation = Conversation(
    commands={"points": show_points, "pause": offer_pauses},
    taps={
        "points": Tap(show_points),
        "pauses": Tap(offer_pauses),
        "pause": Tap(begin_pause, (PauseReason,)),
        "back": Tap(end_pause),
    },
)
