"""How the service is doing, a line a thing: fine, or what to do about it. Looks at nothing itself."""

import platform
from collections.abc import Iterator
from datetime import datetime, timedelta
from importlib.metadata import version
from zoneinfo import ZoneInfo

from bot.wording import Words
from bot.words import vocabulary
from bot.words.vocabulary import mark
from domain.outbox import Kind, State
from storage import migrations
from storage.service_state import ServiceState

LATE = timedelta(minutes=2)  # the clock looks every few seconds
LIBRARIES = ("aiogram", "python-telegram-bot", "SQLAlchemy", "APScheduler")
MEGABYTE = 1024 * 1024
KINDS = {
    Kind.ALERT: mark("alerts"),
    Kind.REMINDER: mark("reminders"),
    Kind.DUTY: mark("duties"),
    Kind.VILLAGE_NOTICE: mark("village notices"),
    Kind.CHANGE: mark("changes to messages"),
    Kind.NOTICE: mark("notices"),
    Kind.LESSON: mark("lessons"),
}
STATES = {State.UNKNOWN: mark("may or may not have arrived"), State.FAILED: mark("did not arrive")}
WHAT_TO_DO = {
    State.UNKNOWN: mark("Ask whoever it was for, before it is said again."),
    State.FAILED: mark("Whoever blocked the bot has to be told in person."),
}


def lines(words: Words, state: ServiceState, now: datetime, zone: ZoneInfo) -> Iterator[str]:
    """Each begins with a light."""
    yield _clock(words, state.ticked_at, now, zone)
    yield _overdue(words, state, now, zone)
    yield from _queue(words, state, now, zone)
    if state.halted_until is not None:
        yield words(
            "⚠️ Telegram asked for a pause until {at}. It passes by itself.",
            at=words.clock(state.halted_until, zone),
        )
    yield from _trouble(words, state)
    yield _database(words, state)
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    yield words(
        "ℹ️ HealthGrid {version}, Python {python}, {libraries}",
        version=version("healthgrid"),
        python=platform.python_version(),
        libraries=libraries,
    )


def _clock(words: Words, ticked_at: datetime | None, now: datetime, zone: ZoneInfo) -> str:
    if ticked_at is not None and now - ticked_at <= LATE:
        seconds = max(0, int((now - ticked_at).total_seconds()))
        return words.count(
            "✅ The clock ticked {n} second ago.", "✅ The clock ticked {n} seconds ago.", seconds
        )
    since = words.moment(ticked_at, zone) if ticked_at is not None else words("always")
    return words(
        "⚠️ The clock stands still since {at}: no reminder and no alert leaves. "
        "Whoever keeps the service starts it again: <code>healthgrid check</code> says what is missing.",
        at=since,
    )


def _overdue(words: Words, state: ServiceState, now: datetime, zone: ZoneInfo) -> str:
    if state.overdue_since is not None and now - state.overdue_since > LATE:
        at = words.moment(state.overdue_since, zone)
        return words(
            "⚠️ Something has been due since {at}. Is the process running that says what is due?", at=at
        )
    return words("✅ Nothing is overdue.")


def _queue(words: Words, state: ServiceState, now: datetime, zone: ZoneInfo) -> Iterator[str]:
    last = words.moment(state.last_sent, zone) if state.last_sent is not None else words("never")
    if not state.waiting:
        yield words("✅ No message is waiting to leave. Last sent: {at}.", at=last)
    for one in state.waiting:
        light = "⚠️" if now - one.oldest > LATE else "✅"
        yield words(
            "{light} {count} {kind} are leaving, the oldest since {at}. Last sent: {last}.",
            light=light,
            count=one.count,
            kind=words(KINDS[Kind(one.kind)]),
            at=words.moment(one.oldest, zone),
            last=last,
        )
    if state.held or state.sending:
        yield words(
            "ℹ️ {held} are held until their time, {sending} are on their way.",
            held=state.held,
            sending=state.sending,
        )


def _trouble(words: Words, state: ServiceState) -> Iterator[str]:
    if not state.trouble:
        yield words("✅ Everything arrived in the last 7 days.")
    for one in state.trouble:
        what = vocabulary.PUSHES.get(one.push)
        yield words(
            "⚠️ {count} of {what} {ended}. {advice}",
            count=one.count,
            what=words(what) if what else one.push,
            ended=words(STATES[one.state]),
            advice=words(WHAT_TO_DO[one.state]),
        )
    if state.reasons:
        told = ", ".join(f"{reason} ({count})" for reason, count in state.reasons)
        yield words("ℹ️ What Telegram answered: {reasons}", reasons=told)


def _database(words: Words, state: ServiceState) -> str:
    light = "✅" if state.migration == migrations.head() else "⚠️"
    return words(
        "{light} {database}, {size} MB, at {migration} of {head}",
        light=light,
        database=state.database,
        size=f"{state.bytes / MEGABYTE:.1f}",
        migration=state.migration,
        head=migrations.head(),
    )
