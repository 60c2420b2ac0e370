"""Points: how many, how they were earned, what comes next; the streak and its pauses."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from actions.pause_streak import pause_streak
from actions.pay import alert_holds
from bot import vocabulary
from bot.conversation import Conversation, Tap
from bot.keyboards import button, rows
from bot.turn import Turn
from domain.points import Act, Next, comes_next
from domain.streak import Pause, PauseReason, Streak, streak
from storage import content, people, points, readings

SHOWN = 5
# What a resident can do here alone; the rest is paid where it happens.
BY_ONESELF = {Act.BLOOD_PRESSURE, Act.GLUCOSE, Act.WEIGHT, Act.EXERCISE}


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything `/points` shows."""

    balance: int
    this_week: int
    entries: list[points.Entry]
    next: tuple[Next, ...]
    streak: Streak
    paused: Pause | None
    alert_open: bool


def standing(session: Session, person_id: int, *, now: datetime, zone: ZoneInfo) -> Standing:
    local = now.astimezone(zone)
    today = local.date()
    monday = today - timedelta(days=today.weekday())
    earned = points.list_earned(session, person_id, since=min(monday, today.replace(day=1)))
    pauses = people.list_pauses(session, person_id)
    alert_open = alert_holds(session, person_id, now)
    tags = people.list_tags(session, person_id)
    possible = comes_next(earned, content.point_rules(), now=local, alert_open=alert_open, tags=tags)
    return Standing(
        points.get_balance(session, person_id),
        sum(one.points for one in earned if one.local_date >= monday),
        points.list_entries(session, person_id, last=SHOWN),
        tuple(one for one in possible if one.act in BY_ONESELF),
        streak(readings.active_days(session, person_id), pauses, today),
        next((pause for pause in pauses if pause.holds(today)), None),
        alert_open,
    )


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


def _entry(turn: Turn, entry: points.Entry) -> str:
    _ = turn.words
    what = _(vocabulary.ACTS[Act(entry.act)]) if entry.act in set(Act) else entry.act
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
