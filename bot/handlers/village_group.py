"""The village group. Says nothing personal aloud: a reading typed openly is taken away and answered to that person alone."""

from datetime import datetime

from actions.log_measurements import NewReading
from bot import links
from bot.conversation import Conversation, Handler
from bot.keyboards import link, rows
from bot.showing import questions, unkept
from bot.showing.entering import enter
from bot.showing.questions import Question
from bot.turn import Turn
from domain.understanding import Measured, Unclear, understand
from domain.vital_sign import Problem
from storage import areas

# What people may well talk about among neighbours; it is not taken away.
OPEN_TALK = {"steps", questions.EXERCISE}


async def take_open_reading(turn: Turn) -> None:
    """Somebody typed in the group. Only a reading concerns us, whoever's it is; everything else is their own talk."""
    measured, unclear = _readings_in(turn)
    if not measured and not unclear and not _is_of_others(turn):
        return
    removed = await turn.voice.take_away()
    if not removed:
        turn.voice.go_private()
    is_own = bool(measured or unclear)
    kept = is_own and turn.resident is not None and turn.resident.may_be_logged
    if kept:
        await enter(
            turn,
            [NewReading(item.reading, _when(turn, item)) for item in measured],
            [
                Question(
                    item.problem, item.vital, item.values, _when(turn, item), item.meal, setting=item.setting
                )
                for item in unclear
            ],
        )
    if not kept or not removed:
        await _say_what_became_of_it(turn, kept=kept, removed=removed)


async def _say_what_became_of_it(turn: Turn, *, kept: bool, removed: bool) -> None:
    _ = turn.words
    await turn.say(
        *([] if kept else unkept.advice(turn)),
        ""
        if removed
        else _(
            "I may not delete messages in the group, so everybody can see what you just wrote. Please delete it there."
        ),
        _("I took your message away, because everybody could read it. I have not kept it.")
        if removed
        else "",
        "" if kept or removed else _("I have not kept it. Send readings to me here instead."),
    )


async def take_away_forwarded(turn: Turn) -> None:
    """Whoever's reading was passed on, it is not for everybody's eyes; it is not kept either."""
    if holds_a_reading(turn) and await turn.voice.take_away():
        await _say_what_became_of_it(turn, kept=False, removed=True)


async def take_what_follows(turn: Turn, handler: Handler) -> None:
    """A command and a name or a code after it, typed where everybody reads it: taken away, then done."""
    await turn.voice.take_away()
    await handler(turn)


def holds_a_reading(turn: Turn) -> bool:
    """Whether a text in the group says anything of anybody's health."""
    measured, unclear = _readings_in(turn)
    return bool(measured or unclear) or _is_of_others(turn)


def _is_of_others(turn: Turn) -> bool:
    return any(not isinstance(item, Unclear) or _is_private(turn, item) for item in unkept.of_others(turn))


def _readings_in(turn: Turn) -> tuple[list[Measured], list[Unclear]]:
    """What a text in the group says of somebody's health: clear readings, and those that have to be asked about."""
    items = understand(turn.text, language=turn.language[:2], now=turn.sent_at.astimezone(turn.zone))
    measured = [item for item in items if isinstance(item, Measured) and item.reading.vital not in OPEN_TALK]
    unclear = [item for item in items if isinstance(item, Unclear) and _is_private(turn, item)]
    return measured, unclear


def _is_private(turn: Turn, item: Unclear) -> bool:
    """A lone number may be anything among neighbours; so may numbers no body has."""
    if item.vital in OPEN_TALK or item.problem is Problem.OUT_OF_RANGE:
        return False
    return item.problem is not Problem.INCOMPLETE or not turn.text.strip().isdigit()


def _when(turn: Turn, item: Measured | Unclear) -> datetime:
    return item.when.at(turn.sent_at.astimezone(turn.zone)) if item.when else turn.sent_at


async def lead_to_private_chat(turn: Turn) -> None:
    """Where one person cannot be answered alone in a group, a button leads to the private chat. It names nobody."""
    _ = turn.words
    address = links.to_private_chat(await turn.voice.username())
    await turn.voice.say_to_all(
        _("This is between you and me:"), keyboard=rows(link(_("💬 Write to me"), address))
    )


async def invite(turn: Turn) -> None:
    """A command in the group from somebody who has not joined."""
    _ = turn.words
    group = await turn.read(areas.find_group, turn.voice.chat_id)
    code = await turn.read(areas.get_code, group.area_id) if group is not None and group.area_id else ""
    username = await turn.voice.username()
    address = links.to_village(username, code) if code else links.to_private_chat(username)
    await turn.say(
        _("I help you look after your health. It begins in our own chat:"),
        keyboard=rows(link(_("👋 Join"), address)),
    )


conversation = Conversation()
