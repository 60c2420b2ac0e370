"""What a notice says to whoever reads it, and how it goes, to whoever wrote it. Looks nothing up."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.push import Button, Message
from bot.wording import Html, Words
from bot.words.vocabulary import mark
from domain.notices import DECIDE_WITHIN, Move, NoticeState, WhyEnded, may, recall_until
from domain.outbox import GONE, State
from storage.notice_reading import Told
from storage.notice_receivers import STOPPED, Counts
from storage.notice_rights import InHand
from storage.notice_threads import Thread
from storage.notices import Noticed

LONGEST_TITLE = 24
Buttons = tuple[tuple[Button, ...], ...]

STATES = {
    NoticeState.DRAFT: mark("📝 A draft. Nobody has it yet."),
    NoticeState.WAITING: mark("🙋 It waits until a second person says yes."),
    NoticeState.SCHEDULED: mark("📤 It is on its way."),  # unless a time was set
    NoticeState.SENDING: mark("📤 It is on its way."),
    NoticeState.PAUSED: mark("⏸ Paused. Nothing more leaves until you say so."),
    NoticeState.DONE: mark("✅ Done. Everybody who can have it was sent it."),
    NoticeState.CANCELLED: mark("✖️ Stopped. Whoever has it keeps it."),
    NoticeState.RECALLED: mark("↩️ Taken back."),
}
MARKS = {
    NoticeState.DRAFT: "📝", NoticeState.WAITING: "🙋", NoticeState.SCHEDULED: "🕗", NoticeState.SENDING: "📤",
    NoticeState.PAUSED: "⏸", NoticeState.DONE: "✅", NoticeState.CANCELLED: "✖️", NoticeState.RECALLED: "↩️",
}  # fmt: skip
WHY_ENDED = {
    WhyEnded.STOPPED: STATES[NoticeState.CANCELLED],
    WhyEnded.REFUSED: mark("✖️ The second person said no. Nobody has it."),
    WhyEnded.NOT_DECIDED: mark("✖️ Nobody said yes in time. Nobody has it."),
    WhyEnded.NO_ROLE: mark("✖️ Not sent: your role has ended. Nobody has it."),
}


def mark_of(found: Noticed) -> str:
    """What stands before it in a list."""
    leaves_now = found.state is NoticeState.SCHEDULED and found.send_at is None
    return MARKS[NoticeState.SENDING if leaves_now else found.state]


# Why somebody cannot have it, by the code that is kept.
CANNOT = {
    "no telegram": mark("no Telegram"),
    "unreachable": mark("blocked the bot or never opened it"),
    "no consent": mark("did not agree to messages"),
    "not in the group": mark("the bot is not in the group"),
    "bound to no village": mark("the group has no village"),
    "unsubscribed": mark("do not want it"),
    "erased": mark("erased"),
    "not looked after any more": mark("not looked after any more"),
    STOPPED: mark("stopped before"),
}
# What became of it with one receiver, by the state of their row.
BECAME = {
    State.QUEUED: mark("waiting"),
    State.SENDING: mark("on its way"),
    State.SENT: mark("sent"),
    State.UNKNOWN: mark("may have arrived"),
    State.FAILED: mark("failed"),
    State.EXPIRED: mark("too late"),
    State.CANCELLED: mark("not sent"),
}


# Who paused, stopped or took it back, where that was not its author.
HELD = {
    NoticeState.PAUSED: mark("⏸ {name} has paused it. Nothing more leaves until they say so."),
    NoticeState.CANCELLED: mark("✖️ {name} has stopped it. Whoever has it keeps it."),
    NoticeState.RECALLED: mark("↩️ {name} has taken it back."),
}


def as_read(words: Words, found: Noticed) -> Message:
    """As its readers see it, in a group without the name of anybody."""
    received = Button(words("✅ Received"), f"nrec:{found.id}")
    answer = Button(words("✍️ Answer"), f"nans:{found.id}")
    return Message(
        "\n\n".join(part for part in (_heading(words, found), _text(words, found)) if part),
        ((received,) if found.audience.in_groups else (received, answer),),
        photo=found.content.photo,
        document=found.content.document,
    )


def _heading(words: Words, found: Noticed) -> Html:
    where = (
        words("📢 <b>{area}</b>", area=found.area)
        if found.audience.in_groups
        else words("📢 <b>{area}</b> · {name}", area=found.area, name=found.author)
    )
    marks = [words("🔴 <b>Urgent</b>")] if found.urgent else []
    marks += [words("✏️ <b>Correction</b>")] if found.corrects_id is not None else []
    return Html("\n".join([*marks, where]))


def _text(words: Words, found: Noticed) -> Html:
    return words("{text}", text=found.content.text) if found.content.text else Html("")


def thread_buttons(words: Words, thread: Thread) -> Buttons:
    """Under what was said in a thread: say something back, or end it."""
    return (
        (
            Button(words("✍️ Answer"), f"nthread:{thread.id}"),
            Button(words("🔚 End this talk"), f"nthrend:{thread.id}"),
        ),
    )


def title(words: Words, found: Noticed) -> str:
    """Its first words, or what it is without any."""
    text = " ".join(found.content.text.split())
    if not text:
        return str(words("a picture") if found.content.photo else words("a file"))
    return text if len(text) <= LONGEST_TITLE else f"{text[: LONGEST_TITLE - 1]}…"


def card(
    words: Words, found: Noticed, counts: Counts, received: int, zone: ZoneInfo, *, wrote: bool = True
) -> str:
    """How it goes, in a few lines; for whoever did not write it, with who did."""
    by = "" if wrote else words("✍️ {name} · {area}", name=found.author, area=found.area)
    parts = [
        "\n".join(part for part in (words("<b>{title}</b>", title=title(words, found)), by) if part),
        _state(words, found, zone),
        "\n".join(_numbers(words, found, counts, received)),
        _deadline(words, found, zone),
    ]
    return "\n\n".join(part for part in parts if part)


def _state(words: Words, found: Noticed, zone: ZoneInfo) -> str:
    if found.state is NoticeState.SCHEDULED and found.send_at is not None:
        return words("🕗 It leaves {moment}.", moment=words.moment(found.send_at, zone))
    if found.state is NoticeState.WAITING and found.asked_at is not None:
        until = words.moment(found.asked_at + DECIDE_WITHIN, zone)
        return words("🙋 It waits until a second person says yes, {moment} at the latest.", moment=until)
    if found.started_at is None and found.why_ended == WhyEnded.STOPPED and not found.holder:
        return words("✖️ Stopped. Nobody has it.")
    if found.holder and found.state in HELD:
        return words(HELD[found.state], name=found.holder)
    if found.state is NoticeState.CANCELLED and found.why_ended is not None:
        return words(WHY_ENDED[WhyEnded(found.why_ended)])
    return words(STATES[found.state])


def _numbers(words: Words, found: Noticed, counts: Counts, received: int) -> list[str]:
    if found.started_at is None:
        return []
    told = [words("✅ Sent: {n} of {total}", n=counts.sent, total=max(found.total, counts.rows))]
    if found.state is NoticeState.RECALLED:
        told.append(words("↩️ Taken back: {n} of {sent}", n=counts.recalled, sent=counts.sent))
    waiting = counts.waiting + counts.paused
    if not found.fed and found.state in (NoticeState.SENDING, NoticeState.PAUSED):
        waiting += max(0, found.total - counts.rows)
    if waiting:
        told.append(words("⏳ Waiting: {n}", n=waiting))
    if counts.failed or counts.expired:
        told.append(words("❌ Failed: {n}", n=counts.failed + counts.expired))
    if counts.unknown:
        told.append(words("❓ May have arrived, not sure: {n}", n=counts.unknown))
    if counts.stopped:
        told.append(words("✖️ Not sent any more: {n}", n=counts.stopped))
    if counts.unreachable:
        told.append(words("🚫 Cannot have it: {why}", why=reasons(words, counts.cannot)))
    told.append(words("👀 Said they have it: {n}", n=received))
    return [str(one) for one in told]


def reasons(words: Words, cannot: Mapping[str, int]) -> str:
    """`4 no Telegram, 2 did not agree`."""
    return words.listed(
        words("{n} {why}", n=count, why=words(CANNOT[why]) if why in CANNOT else why)
        for why, count in sorted(cannot.items(), key=lambda one: -one[1])
    )


def why_not(words: Words, told: Told) -> Html | None:
    """Why somebody does not have it, if that is known."""
    reason = "unreachable" if told.why in GONE else (told.why or "").partition(":")[0]
    is_reason = told.state in (State.CANCELLED, State.FAILED) and reason in CANNOT
    return words(CANNOT[reason]) if is_reason else None


def missed_line(words: Words, told: Told) -> Html:
    """Somebody who does not have it, or may not, and why."""
    why = why_not(words, told) or words(BECAME[State(told.state)])
    if told.area:
        return words("{name}, {area}: {why}", name=told.name, area=told.area, why=why)
    return words("{name}: {why}", name=told.name, why=why)


def _deadline(words: Words, found: Noticed, zone: ZoneInfo) -> str:
    until = recall_until(found.first_sent_at)
    if until is None or not may(found.state, Move.RECALL):
        return ""
    return words("It can be taken back until {moment}.", moment=words.moment(until, zone))


def buttons(words: Words, hand: InHand, counts: Counts, now: datetime) -> Buttons:
    """What this person can do with it now."""
    found, id_ = hand.notice, hand.notice.id
    rows: list[tuple[Button, ...]] = []
    if found.state is NoticeState.DRAFT:
        rows.append((Button(words("📝 Go on with it"), f"nto:{id_}"),))
    if hand.decides:
        rows += decision(words, found)
    rows.append(_holding(words, hand))
    if found.started_at is not None:
        rows += _after_it_began(words, hand, counts, now)
    elif found.state is not NoticeState.DRAFT:
        rows.append((_read_it(words, found),))
    mine, theirs = Button(words("‹ My notices"), "nlist:0"), Button(words("‹ Of others"), "nhere:0")
    rows.append((Button(words("🔄 Look again"), f"nshow:{id_}"), mine if hand.wrote else theirs))
    return tuple(row for row in rows if row)


def decision(words: Words, found: Noticed) -> Buttons:
    """Under a notice that waits for the second person."""
    yes = Button(words("✅ Yes, it may leave"), f"nyes:{found.id}:1")
    return ((yes,), (Button(words("✖️ No"), f"nyes:{found.id}:0"),))


def _holding(words: Words, hand: InHand) -> tuple[Button, ...]:
    id_ = hand.notice.id
    offered = (
        (Move.PAUSE, Button(words("⏸ Pause"), f"npause:{id_}")),
        (Move.RESUME, Button(words("▶️ Let it go on"), f"ngo:{id_}")),
        (Move.STOP, Button(words("✖️ Stop it"), f"nstop:{id_}")),
    )
    return tuple(one for move, one in offered if hand.may(move))


def _after_it_began(words: Words, hand: InHand, counts: Counts, now: datetime) -> list[tuple[Button, ...]]:
    found = hand.notice
    again = hand.wrote and may(found.state, Move.RETRY)
    stands = found.state is not NoticeState.RECALLED
    missed = [Button(words("🚫 Who lacks it"), f"nnot:{found.id}:0")] if counts.missed and stands else []
    if again and counts.may_come_back:
        missed.append(Button(words("🔁 Try them again"), f"nretry:{found.id}"))
    unsure = Button(words("❓ Also where unsure"), f"nunsure:{found.id}")
    silent = Button(words("👀 Who has not said so"), f"nwho:{found.id}:0")
    fix = [Button(words("✏️ Correct it"), f"nfix:{found.id}")] if hand.wrote else []
    can_be_taken_back = hand.may(Move.RECALL) and found.may_be_recalled(now)
    back = [Button(words("↩️ Take it back"), f"nback:{found.id}")] if can_be_taken_back else []
    return [
        tuple(missed),
        (unsure,) if again and counts.unknown else (),
        (silent,) if stands and not found.audience.in_groups else (),
        (Button(words("📄 Report"), f"nfile:{found.id}"), _read_it(words, found)),
        (*fix, *back),
    ]


def _read_it(words: Words, found: Noticed) -> Button:
    return Button(words("👁 Read it"), f"nread:{found.id}")
