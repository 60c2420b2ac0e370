"""Every way a message may go wrong, for every kind of message: what becomes of it, and how often it was said.

A way that is missing fails: every outcome there is has to be among them, and every error the library may raise has one.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta

import httpx
import pytest
from sqlalchemy.orm import Session
from telegram import error as telegram_error

from bot.delivery.deliver import Delivery
from bot.delivery.in_process import InProcess
from bot.delivery.outcomes import Outcome, outcome_of
from bot.delivery.pace import Held
from bot.delivery.settling import TokenRefused
from bot.delivery.telegram_bot import NeverSent, TooMany
from bot.push import Message, Push
from bot.wording import Words
from domain.outbox import RULES, Kind, State
from sandbox.telegram import Telegram
from storage import areas
from storage.outbox import Ready
from tests.cast import SUNDAY_MORNING
from tests.delivery.post import Post
from tests.delivery.trouble import Away, Babbling, Garbled

# A chat for each kind: what one finds out about its chat is nothing to the others.
CHATS = {
    Kind.ALERT: "doctor",
    Kind.REMINDER: "resident",
    Kind.DUTY: "volunteer_elsewhere",
    Kind.VILLAGE_NOTICE: "never_consented",  # to messages they did
    Kind.CHANGE: "english",
    Kind.NOTICE: "treated",
    Kind.LESSON: "volunteer",
}
Then = tuple[State, State, int]  # after the first try, in the end, and how often it was said
Happens = Callable[[Post, str], None]  # to what is sent to this chat next


@dataclass(frozen=True)
class Way:
    """Something goes wrong: which outcome that is, how it comes about, and what follows.

    `again`: what follows where saying it twice is better than never, if that is something else.
    """

    outcome: Outcome
    happens: Happens
    then: Then
    again: Then | None = None
    to_group: bool = False
    edits: int | None = None  # the message whose words these would replace; it is not there


def answers(
    code: int | str,
    said: str | None = None,
    retry_after: int | None = None,
    *,
    method: str = "sendMessage",
) -> Happens:
    """Telegram answers so, once."""

    def happens(post: Post, to: str) -> None:
        chat = post.accounts[to]
        post.fault(method, code, description=said, retry_after=retry_after, chat=chat)

    return happens


def goes_by(request: Callable[[Telegram, int], InProcess]) -> Happens:
    """Everything goes by another way to Telegram."""

    def happens(post: Post, to: str) -> None:
        post.delivery = _delivery(post, post.pushes(), request(post.telegram, post.accounts[to]))

    return happens


def away(cause: Exception) -> Happens:
    return goes_by(lambda telegram, chat: Away(telegram, cause, chat=chat))


def is_halted(post: Post, to: str) -> None:
    post.delivery._pace.halt(post.accounts[to], timedelta(seconds=10))


def becomes_a_supergroup(post: Post, to: str) -> None:
    """The bound group is a small one, and then it is not: what is queued goes to the old number."""
    members = list(post.accounts.values())
    small = int(post.control.add_chat("group", "小群", members, bot="member")["id"])
    post.database.run_now(areas.renumber_group, post.group, small)
    post.control.migrate(small)
    post.group = small


def cannot_be_made(post: Post, to: str) -> None:
    """Our own mistake, once."""
    left = [ValueError("cannot be said")]

    def say(session: Session, row: Ready, words: Words, now: object) -> Message | None:
        if left and row.chat_id == post.accounts[to]:
            raise left.pop()
        return post.messages[row.reference]  # type: ignore[return-value]

    pushes = {name: replace(push, say=say) for name, push in post.pushes().items()}
    post.delivery = _delivery(post, pushes, InProcess(post.telegram))


def _delivery(post: Post, pushes: dict[str, Push], request: InProcess) -> Delivery:
    clock = post.telegram.clock.now
    return Delivery(post.database, post.settings, clock, pushes, request=request, paced=False)


LATER = (State.QUEUED, State.SENT, 1)
NEVER = (State.FAILED, State.FAILED, 0)
AT_ONCE = (State.SENT, State.SENT, 1)
LOST = (State.UNKNOWN, State.UNKNOWN, 0)
LOST_AND_ARRIVED = (State.UNKNOWN, State.UNKNOWN, 1)
AND_ONCE_MORE = (State.QUEUED, State.SENT, 2)

# As in "Durable outbox rules": what Telegram and the network may answer, by what it is called there.
WAYS = {
    "a halt of our own": Way(Outcome.HELD, is_halted, LATER),
    "429": Way(Outcome.TOO_MANY, answers(429, retry_after=7), LATER),
    "403 blocked": Way(Outcome.FORBIDDEN, answers(403, "Forbidden: bot was blocked by the user"), NEVER),
    "403 deactivated": Way(Outcome.FORBIDDEN, answers(403, "Forbidden: user is deactivated"), NEVER),
    "403 kicked": Way(
        Outcome.FORBIDDEN, answers(403, "Forbidden: bot was kicked from the group chat"), NEVER
    ),
    "403 never started": Way(
        Outcome.FORBIDDEN, answers(403, "Forbidden: bot can't initiate conversation with a user"), NEVER
    ),
    "403 no rights": Way(Outcome.FORBIDDEN, answers(403, "Forbidden: not enough rights to send"), NEVER),
    "400 chat not found": Way(Outcome.FORBIDDEN, answers(400, "Bad Request: chat not found"), NEVER),
    "400 too long": Way(Outcome.REFUSED, answers(400, "Bad Request: message is too long"), NEVER),
    "400 file": Way(Outcome.REFUSED, answers(400, "Bad Request: wrong file identifier"), NEVER),
    "400 formatting": Way(Outcome.REFUSED, answers(400, "Bad Request: can't parse entities: tag"), AT_ONCE),
    "413": Way(Outcome.REFUSED, answers(413, "Request Entity Too Large"), NEVER),
    "migrated": Way(Outcome.MIGRATED, becomes_a_supergroup, AT_ONCE, to_group=True),
    "refused": Way(Outcome.NEVER_SENT, away(httpx.ConnectError("refused")), LATER),
    "no connection in time": Way(Outcome.NEVER_SENT, away(httpx.ConnectTimeout("slow")), LATER),
    "no connection free": Way(Outcome.NEVER_SENT, away(httpx.PoolTimeout("busy")), LATER),
    "timeout": Way(Outcome.LOST, answers("timeout"), LOST, LATER),
    "answer lost": Way(Outcome.LOST, answers("lost_answer"), LOST_AND_ARRIVED, AND_ONCE_MORE),
    "409": Way(Outcome.LOST, answers(409, "Conflict: terminated by other getUpdates request"), LOST, LATER),
    "500": Way(Outcome.LOST, answers(500), LOST, LATER),
    "502": Way(Outcome.LOST, answers(502, "Bad Gateway"), LOST, LATER),
    "timeout of an edit": Way(
        Outcome.LOST_CHANGE, answers("timeout", method="editMessageText"), LATER, edits=1000
    ),
    "not a message": Way(Outcome.UNREADABLE, goes_by(lambda telegram, _chat: Garbled(telegram)), AT_ONCE),
    "not even JSON": Way(Outcome.UNREADABLE, goes_by(lambda telegram, _chat: Babbling(telegram)), AT_ONCE),
    "401": Way(Outcome.TOKEN_REFUSED, answers(401, "Unauthorized"), LATER),
    "404": Way(Outcome.TOKEN_REFUSED, answers(404, "Not Found"), LATER),
    "our own mistake": Way(Outcome.BROKEN, cannot_be_made, LATER),
}


@pytest.mark.parametrize("name", WAYS)
async def test_every_outcome_for_every_kind(sqlite_post: Post, name: str) -> None:
    way = WAYS[name]
    found = {kind: await _goes_wrong(sqlite_post, way, kind) for kind in Kind}
    assert found == {kind: _expected(way, kind) for kind in Kind}
    states = {key: row["state"] for key, row in (await sqlite_post.rows()).items()}
    assert {states[f"beside {kind}"] for kind in Kind} == {"sent"}  # nobody else is any the worse


def _expected(way: Way, kind: Kind) -> Then:
    return way.again if way.again and RULES[kind].twice_is_better_than_never else way.then


async def _goes_wrong(post: Post, way: Way, kind: Kind) -> Then:
    """What became of one message of this kind, while another is on its way to somebody else."""
    whole = post.delivery
    way.happens(post, CHATS[kind])
    (number,) = await post.queues(kind.value, kind=kind, to="group" if way.to_group else CHATS[kind])
    post.messages[number] = Message(f"words {number}", edits=way.edits)
    await post.queues(f"beside {kind}", kind=kind, to="administrator")
    with suppress(TokenRefused):
        await post.drains()
    first = (await post.row(kind.value))["state"]
    await post.passes(minutes=3)
    await post.drains()
    last = (await post.row(kind.value))["state"]
    if way.to_group:
        post.group = post.telegram.state.groups[post.group].migrated_to or post.group
    heard = post.reads("group" if way.to_group else CHATS[kind]).count(f"words {number}")
    if post.delivery is not whole:
        await post.delivery.close()
        post.delivery = whole
    return State(first), State(last), heard


def test_no_outcome_is_missing_from_the_matrix() -> None:
    assert {way.outcome for way in WAYS.values()} == set(Outcome)
    assert set(CHATS) == set(RULES) == set(Kind)


ERRORS: dict[type[BaseException], tuple[BaseException, Outcome]] = {
    type(error): (error, outcome)
    for error, outcome in (
        (Held(1, SUNDAY_MORNING), Outcome.HELD),
        (TooMany(timedelta(seconds=3)), Outcome.TOO_MANY),
        (telegram_error.Forbidden("Forbidden: bot was blocked by the user"), Outcome.FORBIDDEN),
        (telegram_error.ChatMigrated(-100), Outcome.MIGRATED),
        (telegram_error.BadRequest("Bad Request: wrong file identifier"), Outcome.REFUSED),
        (NeverSent("httpx.ConnectError"), Outcome.NEVER_SENT),
        (telegram_error.TimedOut(), Outcome.LOST),
        (telegram_error.NetworkError("Bad Gateway"), Outcome.LOST),
        (telegram_error.Conflict("Conflict: another one"), Outcome.LOST),
        (telegram_error.TelegramError("Invalid server response"), Outcome.UNREADABLE),
        (telegram_error.InvalidToken("Unauthorized"), Outcome.TOKEN_REFUSED),
        (telegram_error.EndPointNotFound("not found"), Outcome.BROKEN),
        (telegram_error.PassportDecryptionError("no passports here"), Outcome.BROKEN),
        (KeyError("a push nobody knows"), Outcome.BROKEN),
    )
}


@pytest.mark.parametrize("kind", ERRORS, ids=lambda kind: kind.__name__)
def test_every_error_has_its_outcome(kind: type[BaseException]) -> None:
    error, outcome = ERRORS[kind]
    assert outcome_of(error, accepted=False) is outcome


def test_no_error_of_the_library_is_missing() -> None:
    every = {getattr(telegram_error, name) for name in telegram_error.__all__}
    assert every - set(ERRORS) == {telegram_error.RetryAfter}  # it comes as TooMany


def test_the_words_and_what_went_before_may_decide() -> None:
    nobody = telegram_error.BadRequest("Bad Request: chat not found")
    assert outcome_of(nobody, accepted=False) is Outcome.FORBIDDEN
    assert outcome_of(KeyError("message_id"), accepted=True) is Outcome.UNREADABLE
