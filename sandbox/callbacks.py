"""Taps on inline buttons and the bot's answers to them. It draws no keyboard."""

from datetime import timedelta

from sandbox.entities import utf16_length
from sandbox.errors import bad_request
from sandbox.parameters import Parameters
from sandbox.show import show_chat, show_message, show_user
from sandbox.state import Bot, Chat, Message, Tap
from sandbox.world import World

# Bot API, answerCallbackQuery: text "0-200 characters". How long a query can be answered is unpublished;
# a quarter of an hour is what bots observe.
ANSWER_LENGTH = 200
ANSWERABLE = timedelta(minutes=15)
TAPS_KEPT = 2_000
_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def make_tap(world: World, bot: Bot, chat: Chat, message: Message, person_id: int, data: str) -> Tap:
    """A callback query of the person, queued for the bot."""
    tap_id = str(world.next("tap", first=4_000_000_000_000_001))
    if message.deleted:
        shown = {"chat": show_chat(world, chat), "message_id": message.message_id, "date": 0}
    else:
        shown = show_message(world, chat, message)
    query = {
        "id": tap_id,
        "from": show_user(world, person_id),
        "chat_instance": str(chat.id * 7919),
        "message": shown,
        "data": data,
    }
    update = world.push(bot, "callback_query", query)
    tap = Tap(tap_id, bot.id, person_id, chat.id, message.number, update.id if update else None, world.now())
    _forget_old(world)
    world.state.taps[tap_id] = tap
    return tap


def _forget_old(world: World) -> None:
    """Drop, from time to time, the queries nobody may answer any more."""
    taps = world.state.taps
    if len(taps) >= TAPS_KEPT:
        oldest = world.now() - ANSWERABLE
        world.state.taps = {tap_id: tap for tap_id, tap in taps.items() if tap.made_at >= oldest}


def answer_callback_query(world: World, bot: Bot, parameters: Parameters) -> bool:
    """answerCallbackQuery: once, within a quarter of an hour, in at most 200 characters."""
    text = parameters.text("text")
    tap = world.state.taps.get(parameters.text("callback_query_id") or "")
    if tap is None or tap.bot_id != bot.id or tap.answered or world.now() - tap.made_at > ANSWERABLE:
        raise bad_request(_TOO_OLD)
    if text is not None and utf16_length(text) > ANSWER_LENGTH:
        raise bad_request("MESSAGE_TOO_LONG")
    tap.answered, tap.text = True, text or None
    tap.alert, tap.url = parameters.flag("show_alert"), parameters.text("url")
    world.bell.ring()
    return True
