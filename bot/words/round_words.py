"""The day's round in words: why somebody is on it, and what came of looking in. Builds paragraphs; plans no round."""

from datetime import date
from zoneinfo import ZoneInfo

from actions.see_round import RoundSeen, RoundStop
from bot.wording import Html, Words
from bot.words.vocabulary import mark
from domain.round import Due, Met, Standing, Why
from storage.visits import Visited

REASONS_SHOWN = 2
# What each outcome is called on its button, in the order a thumb finds them.
BUTTONS = {
    Met.VISITED: mark("✅ Visited"),
    Met.CALLED: mark("📞 Called"),
    Met.NOT_AT_HOME: mark("🚪 Not at home"),
    Met.MOVED: mark("🚚 Moved away"),
    Met.REFUSED: mark("✋ Wants none"),
    Met.DIED: mark("🕯 Has died"),
}
NOTED = {
    Met.VISITED: mark("✅ Noted: you visited {name}."),
    Met.CALLED: mark("📞 Noted: you called {name}."),
    Met.NOT_AT_HOME: mark("🚪 Noted. {name} is on tomorrow's round again."),
    Met.MOVED: mark("🚚 Noted: {name} has moved away. They are on no round, and I write to them no more."),
    Met.REFUSED: mark(
        "✋ Noted: {name} wants none of this. They are on no round, and I write to them no more."
    ),
    Met.DIED: mark("🕯 Noted, and I am sorry. {name} is on no round, and nothing is sent to them any more."),
}
STANDINGS = {
    Standing.MOVED: mark("🚚 Moved away, as noted on {day}. On no round, and not written to."),
    Standing.REFUSED: mark("✋ Wants none of this, as noted on {day}. On no round, and not written to."),
    Standing.DIED: mark("🕯 Has died, as noted on {day}. Nothing is sent to them any more."),
}
FOLLOW_UPS = {
    Why.TWO_WEEKS: mark("🏥 Follow-up after a dangerous number, due since {day}"),
    Why.QUARTERLY: mark("🏥 Three-month follow-up, due since {day}"),
    Why.YEARLY: mark("🏥 Yearly check-up, due since {day}"),
}
VISITS = {
    Met.VISITED: mark("visited"),
    Met.CALLED: mark("called"),
    Met.NOT_AT_HOME: mark("not at home"),
    Met.MOVED: mark("moved away"),
    Met.REFUSED: mark("wants none"),
    Met.DIED: mark("has died"),
}


def heading(words: Words, seen: RoundSeen) -> str:
    if not seen.overdue:
        return words("🧭 <b>The round of {place}</b>\nNobody is overdue today. Well done.", place=seen.area)
    return words("🧭 <b>The round of {place}</b> · {n} to look in on", place=seen.area, n=seen.overdue)


def line(words: Words, number: int, stop: RoundStop, today: date, *, sees_alerts: bool) -> str:
    """A number and a name, and below them the reason in plain words."""
    who = words("{number}. <b>{name}</b>", number=number, name=stop.name)
    shown = stop.due[:REASONS_SHOWN]
    reasons = [reason(words, due, today, sees_alerts=sees_alerts) for due in shown]
    return "\n".join([who, *reasons])


def reason(words: Words, due: Due, today: date, *, sees_alerts: bool) -> Html:
    """Clinical eyes see that a number waits; a neighbour, that somebody should look in."""
    day, days = words.day(due.since), (today - due.since).days
    match due.why:
        case Why.ALERT if sees_alerts:
            return words("🔔 A dangerous number is open, since {day}", day=day)
        case Why.ALERT:
            return words("🔔 Please look in today, and tell the doctor")
        case Why.SILENT:
            return words("✏️ {n} days without a log", n=days)
        case Why.NEVER:
            return words("✏️ Has never logged; joined {day}", day=day)
        case _:
            return words(FOLLOW_UPS[due.why], day=day)


def visit(words: Words, one: Visited, zone: ZoneInfo) -> str:
    """One visit in a line, and its note below, where the reader may read it."""
    what = words(
        "👣 {day} {what}, {who}",
        day=words.day(one.at.astimezone(zone).date()),
        what=words(VISITS[one.met]),
        who=one.by_name or words("somebody who has left"),
    )
    return what if one.note is None else f"{what}\n{words('📝 {note}', note=one.note)}"
