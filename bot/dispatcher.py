"""Every update finds its handler here, by plain tables: commands, buttons, awaited answers, everything else.

No filter is tried one after another: thirty missed filters cost more than a hundred dispatches (docs/performance.md).
"""

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial

from aiogram import Bot, Dispatcher
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message, PollAnswer

from bot import for_whom, membership
from bot.config import Settings
from bot.conversation import Handler, NotAButton
from bot.conversations import ANSWERS, COMMANDS, FOR_STRANGERS, STARTS, TAPS
from bot.guarding import guarded
from bot.handlers import (
    caring,
    content,
    help,
    joining,
    lessons,
    notice,
    notice_after,
    notice_answers,
    readings,
    rounds,
    village_group,
)
from bot.middlewares.who import Who
from bot.showing import round_sheet, unkept
from bot.turn import Turn
from domain.cries_for_help import sounds_urgent
from storage.database import Database

log = logging.getLogger(__name__)

# Behind one of these may stand the reading itself.
WITH_A_READING = {"bp", "weight", "glucose"}
WITH_A_CODE = {"start", "claim"}
# Steps that see to what is said of health themselves: they ask for numbers, or for words that people are to read.
READ_NUMBERS = for_whom.STEPS | {round_sheet.STEP, joining.STEP}
TO_PEOPLE = {
    *(notice.WRITING, notice_after.CORRECTING, notice_answers.ANSWERING, notice_answers.REPLYING),
    *(content.SENDING, rounds.NOTING),
}


def command_of(text: str, username: str | None) -> str | None:
    """The command a text begins with, if it is one and meant for us."""
    if not text.startswith("/"):
        return None
    name, _, addressee = text.split(maxsplit=1)[0][1:].partition("@")
    if addressee and username and addressee.lower() != username.lower():
        return ""
    return name.lower()


def start_word_of(text: str) -> str:
    """What a link that opened the chat leads to: `lesson` of `/start lesson-26-measure-right`."""
    return text.partition(" ")[2].partition("-")[0].strip()


async def on_message(message: Message, turn: Turn, bot: Bot) -> None:
    """A message of a person: a command, an answer that is awaited, or something new."""
    if message.forward_origin is not None:
        await guarded(turn, _handler_of_forwarded(turn))
        return
    command = command_of(turn.text, (await bot.me()).username)
    if command is not None and _is_about_health(turn, command):
        command = None  # /bp 128/82 is that reading, and may not stand open in a group either
    await guarded(turn, _handler_of(turn, command))


def _is_about_health(turn: Turn, command: str) -> bool:
    """Whether what stands behind a command is a reading, or a danger that no command may hide."""
    if command in WITH_A_READING:
        return readings.holds_a_reading(turn)
    return command not in WITH_A_CODE and " " in turn.text and unkept.comes_first(turn)


async def on_edit(message: Message, turn: Turn) -> None:
    """A message changed afterwards: what it said first is what counts, unless it now stands open in a group."""
    if turn.in_group:
        await guarded(turn, village_group.take_open_reading)
    elif turn.resident is not None and turn.text:
        await guarded(turn, readings.say_how_to_put_right)


def _handler_of_forwarded(turn: Turn) -> Handler:
    """Somebody else's words are no command and no reading of this person's."""
    if turn.in_group:
        return village_group.take_away_forwarded
    return readings.say_forwarded_does_not_count if turn.resident is not None else joining.start


def _handler_of(turn: Turn, command: str | None) -> Handler:
    if turn.in_group:
        return _in_group(turn, command)
    if turn.resident is None:
        return COMMANDS[command] if command in FOR_STRANGERS else joining.meet
    if command == "start":
        return STARTS.get(start_word_of(turn.text), joining.start)
    if command is not None:
        handler = COMMANDS.get(command) or _unknown(turn)
        return handler if turn.step != round_sheet.STEP else partial(_after_reminding, handler=handler)
    if turn.step in ANSWERS:
        return _answer_or_read
    return readings.take_message if turn.replies_to is None else _reply_or_read


async def _reply_or_read(turn: Turn) -> None:
    """A reply to a notice goes to whoever wrote that; to anything else it is read like any other message."""
    if not await notice_answers.take_telegram_reply(turn):
        await readings.take_message(turn)


async def _after_reminding(turn: Turn, handler: Handler) -> None:
    await round_sheet.remind(turn)
    await handler(turn)


def _unknown(turn: Turn) -> Handler:
    """A slash before a reading or a cry for help takes nothing from them."""
    if readings.holds_a_reading(turn):
        return readings.take_message
    return readings.say_what_can_be_sent if sounds_urgent(turn.text) else help.say_no_such_command


def _in_group(turn: Turn, command: str | None) -> Handler:
    if command is None:
        return _take_in_group(turn)
    if not turn.for_bot_alone and village_group.holds_a_reading(turn):
        return village_group.take_open_reading  # whatever command stands before it, and whoever's
    if command not in COMMANDS:
        return _silence  # another bot's command, most likely
    known = turn.resident is not None and command != "start"
    handler = COMMANDS[command] if known else village_group.invite
    if turn.for_bot_alone or len(turn.text.split()) == 1:
        return handler
    return partial(village_group.take_what_follows, handler=handler)


def _take_in_group(turn: Turn) -> Handler:
    """What stands open is the group's talk; a reply to a message that one person saw reaches the bot alone."""
    if not turn.for_bot_alone or turn.resident is None:
        return village_group.take_open_reading
    return _answer_or_read if turn.step in ANSWERS else readings.take_message


async def _silence(turn: Turn) -> None:
    """In a group, what is not for us is left alone."""


async def _answer_or_read(turn: Turn) -> None:
    """An answer belongs to whom its question was asked for; what was asked for another than now is read as new."""
    assert turn.step is not None
    if turn.step not in READ_NUMBERS | TO_PEOPLE and unkept.comes_first(turn):
        await readings.take_message(turn)
        return
    whom, answered = turn.whom, False
    of_somebody = turn.step in for_whom.STEPS
    if of_somebody and turn.asked_for is None and turn.subject is not None:
        turn.for_oneself()
    if not of_somebody or turn.asked_for == turn.subject_id:
        answered = await ANSWERS[turn.step](turn)
    if not answered:
        turn.for_subject(whom)
        await readings.take_message(turn)


async def on_tap(tap: CallbackQuery, turn: Turn) -> None:
    """A tapped button. What no button of ours carries is answered, and does nothing."""
    try:
        data, marked_for = for_whom.unmarked(tap.data or "")
        verb, *arguments = data.split(":")
        entry = TAPS.get(verb)
        if entry is None:
            raise NotAButton
        values = entry.read(arguments)
    except ValueError:
        await turn.toast(turn.words("This button does not work any more. Please try /menu"))
        return
    if verb in for_whom.OF_SOMEBODY and marked_for is None:
        turn.for_oneself()
    elif verb in for_whom.OF_SOMEBODY and marked_for is not None and marked_for != turn.subject_id:
        await guarded(turn, partial(caring.say_it_is_over, subject_id=marked_for))
        return
    if turn.resident is None and not entry.open_to_strangers:
        await guarded(turn, joining.start)
        return

    async def handle(turn: Turn) -> None:
        await entry.handler(turn, *values)

    await guarded(turn, handle)


async def on_membership(change: ChatMemberUpdated, database: Database, clock: Callable[[], datetime]) -> None:
    """The bot was added to a group, promoted, removed; or a person blocked it or came back."""
    await membership.bot_changed(change, database, now=clock())


async def on_poll_answer(
    answer: PollAnswer, bot: Bot, database: Database, clock: Callable[[], datetime]
) -> None:
    """Somebody answered the quiz of a lesson."""
    await lessons.take_quiz_answer(answer, bot, database, now=clock())


def build_dispatcher(database: Database, settings: Settings, clock: Callable[[], datetime]) -> Dispatcher:
    """The dispatcher of a bot. `clock` says what time it is, aware."""
    dispatcher = Dispatcher(disable_fsm=True, database=database, settings=settings, clock=clock)
    who = Who(database, settings, clock)
    dispatcher.message.outer_middleware(membership.Moves(database, clock))
    dispatcher.message.outer_middleware(who)
    dispatcher.edited_message.outer_middleware(who)
    dispatcher.callback_query.outer_middleware(who)
    dispatcher.message.register(on_message)
    dispatcher.edited_message.register(on_edit)
    dispatcher.callback_query.register(on_tap)
    dispatcher.my_chat_member.register(on_membership)
    dispatcher.poll_answer.register(on_poll_answer)
    return dispatcher
