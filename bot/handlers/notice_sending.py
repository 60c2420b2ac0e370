"""A notice leaves: seen as its readers will see it, then sent at once or at a time; and the second person says yes or no."""

from datetime import UTC, datetime

from actions.decide_notice import NoticeDecided, decide_notice
from actions.once import UNMOVED
from actions.send_notice import NobodyToApprove, NobodyToReceive, NoticeAsked, NoticeSent, send_notice
from bot.conversation import Conversation, Tap, row_id
from bot.keyboards import button, keyboard_of, rows
from bot.showing import noticing, unkept
from bot.turn import Turn
from bot.words import notice_audience_words, notice_words
from domain.spoken.moments import understand_moment
from storage import audience

TIMING = "notice_time"
LATEST = 2**31  # minutes since 1970, as a button carries them


async def preview(turn: Turn, notice_id: int) -> None:
    """The very message, then what to do with it."""
    _ = turn.words
    found = await noticing.find_draft(turn, notice_id)
    if found is None:
        return
    read = notice_words.as_read(_, found)
    await turn.voice.say_again(
        read.text,
        photo=found.content.photo,
        document=found.content.document,
        keyboard=keyboard_of(read.buttons),
    )
    reach = await turn.read(audience.measure, audience.whom(found, turn.now))
    await turn.say(
        _("☝️ This is how they will see it."),
        _("⚠️ It seems to tell what somebody measured. In a group everybody reads that: better take it out.")
        if found.audience.in_groups and unkept.holds_a_reading(turn, found.content.text)
        else "",
        notice_audience_words.who(_, found),
        notice_audience_words.how_many(_, found.audience, reach, turn.now, turn.zone),
        keyboard=rows(
            button(_("📤 Send it now"), "nsend", notice_id),
            button(_("🕗 At a time"), "nwhen", notice_id),
            [button(_("‹ Back"), "nto", notice_id), button(_("🗑 Throw it away"), "nstop", notice_id)],
        ),
        whole=True,
    )


async def send_now(turn: Turn, notice_id: int) -> None:
    await _send(turn, notice_id, None)


async def send_at(turn: Turn, notice_id: int, minutes: int) -> None:
    await _send(turn, notice_id, datetime.fromtimestamp(minutes * 60, UTC))


async def _send(turn: Turn, notice_id: int, at: datetime | None) -> None:
    _ = turn.words
    if turn.in_group or (at is not None and at <= turn.now):
        await turn.toast(_("That time is past. Please choose another."), alert=True)
        return
    sent = await turn.do_then(
        None, send_notice, turn.person.id, notice_id, at=at, card=turn.voice.tapped_id, now=turn.now
    )
    if not isinstance(sent, NoticeSent | NoticeAsked):
        await turn.toast(_why_not(turn, sent), alert=True)
        return
    said = ""
    if isinstance(sent, NoticeAsked):
        said = _.count(
            "🙋 I have asked {n} person who may say yes. You hear from me.",
            "🙋 I have asked {n} people who may say yes. You hear from me.",
            sent.approvers,
        )
    await noticing.show_card(turn, notice_id, said)


def _why_not(turn: Turn, sent: object) -> str:
    _ = turn.words
    if isinstance(sent, NobodyToReceive):
        return _("Nobody can have it. Please choose other people.")
    if isinstance(sent, NobodyToApprove):
        return _("It needs a second person to say yes, and there is none yet. Please ask your administrator.")
    return _("I cannot do that for you here.")


async def ask_when(turn: Turn, notice_id: int) -> None:
    _ = turn.words
    if await noticing.find_draft(turn, notice_id) is None:
        return
    await turn.wait_for(TIMING, notice=notice_id)
    await turn.show(
        _("🕗 When shall it leave? Write it like this: <code>tomorrow 8:00</code>"),
        keyboard=rows(button(_("‹ Back"), "nto", notice_id)),
        whole=True,
    )


async def take_when(turn: Turn) -> bool:
    """A moment to come; it is asked once more, because a day is soon mistaken."""
    _ = turn.words
    at = understand_moment(turn.text, turn.now.astimezone(turn.zone))
    if turn.text.startswith("/"):
        return False
    notice_id = int(str(turn.said["notice"]))
    back = button(_("‹ Back"), "nto", notice_id)
    if at is None:
        await turn.say(
            _("I do not know when that is. Write it like this: <code>tomorrow 8:00</code>"),
            keyboard=rows(back),
            whole=True,
        )
        return True
    day = _.weekday(at.astimezone(turn.zone))
    minutes = int(at.timestamp()) // 60
    await turn.say(
        _("🕗 It leaves {moment}, {weekday}. Is that right?", moment=_.moment(at, turn.zone), weekday=day),
        keyboard=rows(
            button(_("✅ Yes"), "nat", notice_id, minutes),
            [button(_("🕗 Another time"), "nwhen", notice_id), back],
        ),
        whole=True,
    )
    return True


async def decide(turn: Turn, notice_id: int, accepted: int) -> None:
    _ = turn.words
    decided = await turn.do_then(
        UNMOVED, decide_notice, turn.person.id, notice_id, accepted=bool(accepted), now=turn.now
    )
    if not isinstance(decided, NoticeDecided):
        await turn.toast(_("This button does not work any more. Please try /menu"))
        return
    await turn.voice.change_keyboard(None)
    if decided.accepted:
        await turn.say(_("✅ It leaves. I tell {name}.", name=decided.author))
    else:
        await turn.say(_("✖️ It does not leave. I tell {name}.", name=decided.author))


def minutes_of(text: str) -> int:
    minutes = int(text)
    if not 0 < minutes < LATEST:
        raise ValueError("no such time")
    return minutes


def switch(text: str) -> int:
    return {"0": 0, "1": 1}[text]


conversation = Conversation(
    taps={
        "nview": Tap(preview, (row_id,)),
        "nsend": Tap(send_now, (row_id,)),
        "nwhen": Tap(ask_when, (row_id,)),
        "nat": Tap(send_at, (row_id, minutes_of)),
        "nyes": Tap(decide, (row_id, switch)),
    },
    answers={TIMING: take_when},
)
