"""Telegram in a box: one state machine that answers the Bot API. It opens no socket of its own."""

import json
from collections.abc import Mapping
from typing import Any

from sandbox.clock import Clock
from sandbox.errors import ApiError, LostAnswer
from sandbox.faults import CallLog, Faults
from sandbox.limits import Pace, is_paced
from sandbox.methods import BY_LOWER_NAME
from sandbox.parameters import File, Parameters
from sandbox.polls import close_due_polls
from sandbox.state import Bot, Json, State
from sandbox.updates import Pollers
from sandbox.webhook import Deliveries
from sandbox.world import World


class Telegram:
    """The Bot API, for any number of bots, over one town of people.

    `enforce_limits` answers 429 to a bot that sends faster than Telegram lets it. `keep`: how many of its latest
    messages a chat remembers; None: all.
    """

    def __init__(
        self, *, clock: Clock | None = None, enforce_limits: bool = False, keep: int | None = None
    ) -> None:
        self.world = World(clock, keep)
        self.faults = Faults()
        self.calls = CallLog()
        self.pollers = Pollers(self.world)
        self.enforce_limits = enforce_limits
        self._pace = Pace()
        self._deliveries = Deliveries(self.world, self.call)
        self.clock.on_move(self._close_polls)

    @property
    def clock(self) -> Clock:
        """The clock everything here goes by."""
        return self.world.clock

    @property
    def state(self) -> State:
        """Everything remembered."""
        return self.world.state

    def add_bot(self, token: str, username: str, first_name: str) -> int:
        """Register a bot; its id is the number before the token's colon. A known one keeps what it had."""
        number, colon, secret = token.partition(":")
        if not (number.isdigit() and colon and secret):
            raise ValueError('a token looks like "123456:letters"')
        known = self.state.bots.get(int(number))
        if known is None:
            self.state.bots[int(number)] = Bot(int(number), token, username, first_name)
        else:
            known.token, known.username = token, username
        return int(number)

    def bot(self, token: str) -> Bot:
        """The bot a token belongs to. Raises ApiError 401."""
        for bot in self.state.bots.values():
            if bot.token == token:
                return bot
        raise ApiError(401, "Unauthorized")

    async def call(
        self, token: str, method: str, parameters: Mapping[str, Any], files: Mapping[str, File] | None = None
    ) -> Any:
        """Answer one Bot API request with its `result`.

        Raises ApiError as Telegram answers; NoAnswer and LostAnswer when such a fault was injected.
        """
        bot = self.bot(token)
        noted = self.calls.add(
            time=self.world.now().isoformat(), bot=bot.id, method=method, parameters=_readable(parameters)
        )
        try:
            result = await self._answer(bot, method.lower(), Parameters(parameters, files))
        except ApiError as error:
            noted["outcome"] = {"error_code": error.code, "description": error.description}
            raise
        except Exception as error:
            noted["outcome"] = {"lost": type(error).__name__}
            raise
        noted["outcome"] = {"ok": True}
        return result

    async def _answer(self, bot: Bot, method: str, parameters: Parameters) -> Any:
        if method != "getupdates" and method not in BY_LOWER_NAME:
            raise ApiError(404, "Not Found")
        fault = self.faults.strike(method, parameters.text("chat_id"))
        if fault is not None and not isinstance(fault, LostAnswer):
            raise fault
        if self.enforce_limits and is_paced(method, parameters.text("chat_id") or ""):
            self._pace.check(bot.id, parameters.text("chat_id") or "", self.world.now())
        if method == "getupdates":
            result: Any = await self.pollers.get_updates(bot, parameters)
        else:
            result = BY_LOWER_NAME[method](self.world, bot, parameters)
            self._deliveries.ensure(bot)
        if fault is not None:
            raise fault
        return result

    def start(self) -> None:
        """Take up delivering to the webhooks that a saved town remembers."""
        for bot in self.state.bots.values():
            self._deliveries.ensure(bot)

    async def stop(self) -> None:
        """Stop delivering to webhooks."""
        await self._deliveries.stop()

    async def _close_polls(self) -> None:
        close_due_polls(self.world)

    async def settled(self, timeout: float = 10, only_heard_from: bool = False) -> None:  # noqa: ASYNC109
        """Wait until every update made so far was acknowledged: offset moved past it, or the webhook took it.

        `timeout` is real seconds; raises TimeoutError. `only_heard_from` leaves out bots nobody runs.
        """
        bots = [
            b for b in self.state.bots.values() if not only_heard_from or self.pollers.heard_from(b, within=5)
        ]
        marks = {bot.id: bot.next_update_id for bot in bots}

        def done() -> bool:
            return all(not bot.pending or bot.pending[0].id >= marks[bot.id] for bot in bots)

        if not await self.world.bell.until(done, timeout):
            waiting = {bot.username: len(bot.pending) for bot in bots if bot.pending}
            raise TimeoutError(f"updates still unacknowledged after {timeout} s: {waiting}")


def _readable(parameters: Mapping[str, Any]) -> Json:
    """Parameters for the log: nested JSON decoded, so a test can look inside."""
    return {name: _decoded(name, value) for name, value in parameters.items()}


def _decoded(name: str, value: Any) -> Any:
    if not isinstance(value, str) or name in {"text", "caption"}:
        return value
    if not (value.startswith(("{", "[")) or name.endswith("_id")):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value
