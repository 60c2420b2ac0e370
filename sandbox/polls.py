"""Polls and quizzes: sent and stopped by a bot, voted on by people. Counts come from the votes alone."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sandbox.chats import reachable_chat
from sandbox.entities import formatted, utf16_length
from sandbox.errors import ControlError, bad_request
from sandbox.keyboards import reply_markup
from sandbox.parameters import Parameters
from sandbox.sending import send
from sandbox.show import find_message, show_poll, show_user
from sandbox.state import Bot, Chat, Json, Message, Poll
from sandbox.world import World

# Bot API, sendPoll: "1-300 characters", "1-12 answer options" of "1-100 characters", explanation "0-200
# characters with at most 2 line feeds", open_period "5-2628000".
QUESTION_LENGTH = 300
OPTIONS = range(1, 13)
OPTION_LENGTH = 100
EXPLANATION_LENGTH = 200
OPEN_SECONDS = range(5, 2_628_001)


def send_poll(world: World, bot: Bot, parameters: Parameters) -> Json:
    """sendPoll. Raises ApiError 400 with Telegram's reason for a poll it would refuse."""
    poll = _poll(world, bot, parameters)
    chat = reachable_chat(world, bot, parameters)
    poll.chat_id = chat.id
    world.state.polls[poll.id] = poll
    try:
        return send(world, bot, parameters, {"poll_id": poll.id})
    except Exception:
        del world.state.polls[poll.id]
        raise


def _poll(world: World, bot: Bot, parameters: Parameters) -> Poll:
    question = _question(parameters)
    options = _options(parameters)
    kind = parameters.text("type") or "regular"
    correct = _correct(parameters, kind, len(options))
    explanation, entities = _explanation(parameters)
    period, close_at = _closing(world, parameters)
    return Poll(
        id=str(world.next("poll", first=5_000_000_000_000_001)),
        bot_id=bot.id,
        chat_id=0,
        question=question,
        options=options,
        type=kind,
        is_anonymous=parameters.flag("is_anonymous", default=True),
        allows_multiple_answers=parameters.flag("allows_multiple_answers"),
        allows_revoting=parameters.flag("allows_revoting", default=kind == "regular"),
        correct_option_ids=correct,
        explanation=explanation or None,
        explanation_entities=entities,
        description=parameters.text("description"),
        open_period=period,
        close_at=close_at,
        is_closed=parameters.flag("is_closed"),
    )


def _question(parameters: Parameters) -> str:
    question, _ = formatted(parameters, "question", mode="question_parse_mode", entities="question_entities")
    if not question:
        raise bad_request("poll question must be non-empty")
    if utf16_length(question) > QUESTION_LENGTH:
        raise bad_request("poll question length must not exceed 300")
    return question


def _options(parameters: Parameters) -> list[str]:
    options = [_option(option) for option in parameters.array("options")]
    if len(options) not in OPTIONS:
        raise bad_request(
            "poll must have at least 1 answer option"
            if not options
            else "poll can't have more than 12 options"
        )
    return options


def _option(option: Any) -> str:
    text = str(option.get("text", "") if isinstance(option, dict) else option).strip()
    if not text:
        raise bad_request("poll options must be non-empty")
    if utf16_length(text) > OPTION_LENGTH:
        raise bad_request("poll options length must not exceed 100")
    return text


def _correct(parameters: Parameters, kind: str, count: int) -> list[int]:
    if kind != "quiz":
        return []
    single = parameters.integer("correct_option_id")
    correct = [int(index) for index in parameters.array("correct_option_ids")]
    correct = correct or ([] if single is None else [single])
    if not correct or any(index not in range(count) for index in correct):
        raise bad_request("wrong correct option ID specified")
    return correct


def _explanation(parameters: Parameters) -> tuple[str, list[Json]]:
    text, entities = formatted(
        parameters, "explanation", mode="explanation_parse_mode", entities="explanation_entities"
    )
    if utf16_length(text) > EXPLANATION_LENGTH or text.count("\n") > 2:
        raise bad_request("message caption is too long")
    return text, entities


def _closing(world: World, parameters: Parameters) -> tuple[int | None, datetime | None]:
    period, moment = parameters.integer("open_period"), parameters.integer("close_date")
    if moment is not None and period is None:
        return None, datetime.fromtimestamp(moment, UTC)
    if period is None:
        return None, None
    if period not in OPEN_SECONDS:
        raise bad_request("invalid open_period specified")
    return period, world.now() + timedelta(seconds=period)


def stop_poll(world: World, bot: Bot, parameters: Parameters) -> Json:
    """stopPoll: the stopped Poll with its final results."""
    chat = reachable_chat(world, bot, parameters)
    message = find_message(chat, parameters.integer("message_id"))
    if message is None or "poll_id" not in message.content:
        raise bad_request("message with poll to stop not found")
    poll = world.state.polls[message.content["poll_id"]]
    if poll.bot_id != bot.id or message.sender_id != bot.id:
        raise bad_request("poll can't be stopped")
    if poll.is_closed:
        raise bad_request("poll has already been closed")
    poll.is_closed = True
    message.markup = reply_markup(parameters, inline_only=True)
    _tell(world, poll)
    return show_poll(world, poll)


def close_if_due(world: World, poll: Poll) -> None:
    """Close a poll whose time has come, and tell its bot."""
    if not poll.is_closed and poll.close_at is not None and poll.close_at <= world.now():
        poll.is_closed = True
        _tell(world, poll)


def close_due_polls(world: World) -> None:
    """Close every poll whose time has come."""
    for poll in world.state.polls.values():
        close_if_due(world, poll)


def vote(world: World, chat: Chat, message: Message, person_id: int, options: list[int]) -> None:
    """A person votes, changes their vote or (with no options) takes it back. Raises ControlError."""
    if "poll_id" not in message.content:
        raise ControlError("that message is not a poll")
    poll = world.state.polls[message.content["poll_id"]]
    close_if_due(world, poll)
    if poll.is_closed:
        raise ControlError("the poll is closed")
    if any(index not in range(len(poll.options)) for index in options):
        raise ControlError("the poll has no such option")
    if len(options) > 1 and not poll.allows_multiple_answers:
        raise ControlError("the poll takes one answer")
    if person_id in poll.votes and not poll.allows_revoting:
        raise ControlError("an answer to this poll cannot be changed")
    poll.votes[person_id] = sorted(set(options))
    if not options:
        del poll.votes[person_id]
    _tell(world, poll, person_id, sorted(set(options)))


def _tell(world: World, poll: Poll, person_id: int | None = None, options: list[int] | None = None) -> None:
    bot = world.state.bots[poll.bot_id]
    world.push(bot, "poll", show_poll(world, poll))
    if person_id is None or options is None or poll.is_anonymous:
        return
    answer = {
        "poll_id": poll.id,
        "user": show_user(world, person_id),
        "option_ids": options,
        "option_persistent_ids": [f"{poll.id}-{index}" for index in options],
    }
    world.push(bot, "poll_answer", answer)
