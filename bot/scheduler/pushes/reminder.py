"""Reminders people set for themselves: said at their time, unless it is done already. Logs nothing.

Due rows refer to the reminder; below zero it is one that was put off, said once more beside its usual times.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from actions.note_reminder_said import note_reminder_said
from actions.schedule_reminders import PUSH as NAME
from actions.start_series import PUSH as SERIES
from bot.push import Button, Message, Push, Sent
from bot.wording import Words
from bot.words.reminder_words import clocks, what
from domain.home_series import has_just_asked
from domain.outbox import Kind, end_of_quiet
from domain.reminders import EXERCISE, LOGGED, MEDICINE, MOST_IGNORED, Step, ignored_after, step_for
from storage import reminders
from storage.database import Session
from storage.due import Fire, Queue
from storage.outbox import Ready
from storage.receivers import those_scheduled
from storage.reminders import Firing, Kept

USEFUL_FOR = timedelta(hours=3)
LOOK_BACK = timedelta(days=8)  # the time before this one is at most a week ago
ASKING = "ask"
# What a tap on "log now" leads to; where there are no buttons for it, the number is asked for.
LOGGING = {"blood_pressure": "bp:-:-", "glucose": "sugar", "weight": "weigh", EXERCISE: "move"}
TONIGHT_UNTIL_HOUR = 18

Taken = dict[tuple[int, str], datetime]


def fire(session: Session, due: Sequence[Fire], now: datetime) -> Sequence[Fire]:
    """Queue those whose time is right, which are not done yet, and which nobody keeps ignoring."""
    known = reminders.find_firing(session, {abs(one.reference) for one in due})
    persons = {one.person_id for one in known.values()}
    taken = reminders.last_taken(session, persons, since=now - LOOK_BACK) if persons else {}
    ignored: dict[int, int] = {}
    firing = [(one, known[abs(one.reference)]) for one in due if abs(one.reference) in known]
    for one, reminder in firing:
        if not reminder.paused:
            _decide(one, reminder, now, taken, ignored)
    for one, reminder in _asked_by_series(session, firing, now):
        one.queue, ignored[reminder.id] = (), 0
    reminders.set_ignored(session, ignored)
    return due


def _asked_by_series(
    session: Session, firing: Sequence[tuple[Fire, Firing]], now: datetime
) -> list[tuple[Fire, Firing]]:
    """Who measures for seven days is asked by that in the same hour, and need not hear it twice."""
    same_hour = [
        (one, reminder)
        for one, reminder in firing
        if one.queue and reminder.about == "blood_pressure" and one.reference > 0
        if has_just_asked(one.due_at, reminder.zone)
    ]
    if not same_hour:
        return []
    measuring = those_scheduled(session, SERIES, {reminder.person_id for _, reminder in same_hour}, now)
    return [(one, reminder) for one, reminder in same_hour if reminder.person_id in measuring]


def _decide(one: Fire, reminder: Firing, now: datetime, taken: Taken, ignored: dict[int, int]) -> None:
    put_off = one.reference < 0
    leaves_at = _leaves_at(reminder, one.due_at)
    one.late = now >= leaves_at + USEFUL_FOR
    if not put_off:
        one.next_at = reminder.times.after(one.due_at, reminder.zone)
        if reminder.times.by(one.due_at, reminder.zone) != one.due_at:
            return  # they live by another clock by now
        if not one.late and one.next_at is not None and one.next_at <= max(now, leaves_at):
            return  # the next one comes before this one could be said, and says the same
    done_at = taken.get((reminder.person_id, reminder.about))
    times_ignored = _ignored_before(one, reminder, done_at, ignored)
    if done_at is not None and done_at >= _opens(reminder, one.due_at):
        ignored[reminder.id] = 0
        return
    step = Step.REMIND if put_off else step_for(reminder.about, times_ignored)
    if step is Step.SILENT or reminder.chat_id is None:
        return
    one.queue = (_queued(one, reminder, step),)
    if not put_off and not one.late:
        ignored[reminder.id] = ignored_after(reminder.about, times_ignored, step)


def _ignored_before(one: Fire, reminder: Firing, done_at: datetime | None, ignored: dict[int, int]) -> int:
    """How many were ignored until now: none, if it was done since the last one."""
    before = reminder.times.by(one.due_at - timedelta(seconds=1), reminder.zone)
    if done_at is not None and before is not None and done_at >= before:
        return 0
    return ignored.get(reminder.id, reminder.ignored)


def _opens(reminder: Firing, at: datetime) -> datetime:
    """From when on a log counts for what is said at `at`; one that was put off counts for the time it belonged to."""
    slot = reminder.times.by(at, reminder.zone)
    return reminder.times.opens(slot if slot is not None else at, reminder.zone)


def _leaves_at(reminder: Firing, due_at: datetime) -> datetime:
    """Held until quiet hours end, and useful for some hours from then."""
    return end_of_quiet(reminder.quiet, reminder.zone, due_at) or due_at


def _queued(one: Fire, reminder: Firing, step: Step) -> Queue:
    """Once for the moment it may be said at: what was put off until a usual time is not said beside it."""
    assert reminder.chat_id is not None
    leaves_at = _leaves_at(reminder, one.due_at)
    asking = f":{ASKING}" if step is Step.ASK_ABOUT_TIME else ""
    return Queue(
        f"{NAME}:{reminder.id}:{leaves_at.astimezone(UTC):%Y-%m-%d.%H%M}{asking}",
        reminder.chat_id,
        person_id=reminder.person_id,
        reference=one.reference,
        not_before=leaves_at,
        expires_at=leaves_at + USEFUL_FOR,
    )


def say(session: Session, row: Ready, words: Words, now: datetime) -> Message | None:
    """Its words, unless it is gone, paused, or done in the meantime."""
    kept = reminders.find_reminder(session, abs(row.reference))
    firing = reminders.find_firing(session, [abs(row.reference)]).get(abs(row.reference))
    if kept is None or firing is None or kept.paused:
        return None
    if kept.about in LOGGED:
        opens = _opens(firing, now)
        if (kept.person_id, kept.about) in reminders.last_taken(session, [kept.person_id], since=opens):
            return None
    if row.dedupe_key.endswith(f":{ASKING}"):
        return _asked(words, kept)
    return _reminded(words, kept, early=now.astimezone(firing.zone).hour < TONIGHT_UNTIL_HOUR)


def _reminded(words: Words, kept: Kept, *, early: bool) -> Message:
    advice = ""
    if kept.about == "blood_pressure":
        advice = words("Sit quietly for five minutes first.")
    elif kept.about == MEDICINE:
        advice = words("Take it as your doctor told you.")
    text = words("⏰ It is time: <b>{what}</b>", what=what(words, kept.about, kept.words))
    later = [Button(words("⏰ In 1 hour"), f"rlater:{kept.id}:hour")]
    if early:
        later.append(Button(words("🌙 Tonight"), f"rlater:{kept.id}:tonight"))
    return Message(
        "\n".join(line for line in (text, advice) if line),
        (
            (_done(words, kept),),
            tuple(later),
            (
                Button(words("⏭ Not today"), f"rlater:{kept.id}:skip"),
                Button(words("🔕 No more of these"), f"rstop:{kept.id}"),
            ),
        ),
    )


def _done(words: Words, kept: Kept) -> Button:
    if kept.about in LOGGED:
        return Button(words("✅ Done: log it now"), LOGGING.get(kept.about, f"rlog:{kept.id}"))
    return Button(words("✅ Done"), f"rlater:{kept.id}:done")


def _asked(words: Words, kept: Kept) -> Message:
    text = words(
        "⏰ I reminded you {n} times (<b>{what}</b>, {times}) and heard nothing. Shall it be another time of day?",
        n=MOST_IGNORED,
        what=what(words, kept.about, kept.words),
        times=clocks(words, kept.clocks),
    )
    return Message(
        text,
        (
            (
                Button(words("🕐 Another time"), f"rtime:{kept.id}"),
                Button(words("👍 The time is right"), f"rlater:{kept.id}:keep"),
            ),
            (_done(words, kept),),
            (Button(words("🔕 No more of these"), f"rstop:{kept.id}"),),
        ),
    )


def said(session: Session, row: Ready, sent: Sent, now: datetime) -> None:
    """Once is enough for a moment."""
    if row.person_id is not None:
        note_reminder_said(session, row.person_id, abs(row.reference), now=now)


PUSH = Push(NAME, Kind.REMINDER, fire, say, sent=said, useful_for=USEFUL_FOR)
