"""Pictures of what was logged: a chart of the last days, the week's ring. Changes nothing."""

import asyncio
from datetime import timedelta

from actions.log_exercise import week_minutes
from bot.conversation import Conversation, NotAButton, Tap
from bot.keyboards import Keyboard, button, rows
from bot.showing import looking, seeing
from bot.turn import Turn
from bot.words import vocabulary
from domain.vitals import VITAL_SIGNS
from storage import readings

RANGES = (7, 30, 90, 365)


async def show_chart(turn: Turn, vital: str, days: int) -> None:
    """A picture of the last days, its words in the caption."""
    _ = turn.words
    if not await looking.may_look(turn):
        return
    since = turn.now - timedelta(days=days)
    kept = await turn.read(readings.list_readings, turn.about.id, vital=vital, since=since)
    keyboard = _chart_keyboard(turn, vital, days)
    if not kept:
        await turn.say(
            _("No {vital} in the last {n} days.", vital=_(vocabulary.VITALS[vital]), n=days),
            keyboard=keyboard,
        )
        return
    png = await asyncio.to_thread(
        seeing.draw_chart, kept, days=days, now=turn.now, zone=turn.zone, large=turn.large
    )
    await turn.show_picture(png, seeing.caption(_, vital, kept, days=days, zone=turn.zone), keyboard)


def _chart_keyboard(turn: Turn, vital: str, shown: int) -> Keyboard:
    _ = turn.words
    names = {7: _("7 days"), 30: _("30 days"), 90: _("90 days"), 365: _("1 year")}
    return rows(
        [
            button(f"• {names[days]}" if days == shown else names[days], "chart", vital, days)
            for days in RANGES
        ],
        button(_("📈 My readings"), "history"),
    )


async def show_ring(turn: Turn) -> None:
    if not await looking.may_look(turn):
        return
    minutes = await turn.read(week_minutes, turn.about.id, now=turn.now.astimezone(turn.zone))
    png = await asyncio.to_thread(seeing.draw_ring, minutes, large=turn.large)
    await turn.show_picture(
        png, seeing.ring_caption(turn.words, minutes), rows(button(turn.words("🏃 Log exercise"), "move"))
    )


def vital_name(text: str) -> str:
    if text not in {sign.name for sign in VITAL_SIGNS}:
        raise NotAButton
    return text


def days_shown(text: str) -> int:
    days = int(text)
    if days not in RANGES:
        raise ValueError("not a range that is offered")
    return days


conversation = Conversation(taps={"chart": Tap(show_chart, (vital_name, days_shown)), "ring": Tap(show_ring)})
