"""Delivers updates to webhooks, in order, each until it is taken. It calls this machine only."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp

from sandbox.errors import ApiError
from sandbox.state import Bot, Update, Webhook
from sandbox.updates import show_update
from sandbox.world import World

# Telegram retries an unsuccessful delivery "a reasonable number of times"; here until the update is a day
# old, waiting these real seconds between attempts (the last one from then on).
RETRY_SECONDS = (0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
ATTEMPT_SECONDS = 60
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"

Call = Callable[[str, str, dict[str, Any]], Awaitable[Any]]


class Deliveries:
    """One task for each bot with a webhook."""

    def __init__(self, world: World, call: Call) -> None:
        self._world = world
        self._call = call
        self._tasks: dict[int, asyncio.Task[None]] = {}

    def ensure(self, bot: Bot) -> None:
        """Have a task deliver this bot's updates as long as it has a webhook."""
        task = self._tasks.get(bot.id)
        if bot.webhook is not None and (task is None or task.done()):
            self._tasks[bot.id] = asyncio.get_running_loop().create_task(self._deliver(bot))

    async def stop(self) -> None:
        """End every task; what was not taken stays queued."""
        for task in self._tasks.values():
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)
        self._tasks.clear()

    async def _deliver(self, bot: Bot) -> None:
        failures = 0
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=ATTEMPT_SECONDS)) as client:
            while bot.webhook is not None:
                await self._world.bell.until(lambda: bot.webhook is None or bool(bot.pending), 3600)
                self._world.forget_stale(bot)
                if bot.webhook is None or not bot.pending:
                    continue
                update, hook = bot.pending[0], bot.webhook
                if await self._attempt(client, bot, hook, update):
                    failures = 0
                    self._world.acknowledge(bot, update.id + 1)
                else:
                    await self._pause(bot, hook, failures)
                    failures += 1

    async def _pause(self, bot: Bot, hook: Webhook, failures: int) -> None:
        seconds = RETRY_SECONDS[min(failures, len(RETRY_SECONDS) - 1)]
        await self._world.bell.until(lambda: bot.webhook is not hook, seconds)

    async def _attempt(self, client: aiohttp.ClientSession, bot: Bot, hook: Webhook, update: Update) -> bool:
        headers = {SECRET_HEADER: hook.secret} if hook.secret else {}
        try:
            body = show_update(update)
            async with client.post(hook.url, json=body, headers=headers, ssl=False) as response:
                if response.status // 100 != 2:
                    self._note(hook, f"Wrong response from the webhook: {response.status} {response.reason}")
                    return False
                await self._reply(bot, response)
                return True
        except (aiohttp.ClientError, TimeoutError) as error:
            self._note(hook, "Connection refused" if isinstance(error, OSError) else "Read timeout expired")
            return False

    def _note(self, hook: Webhook, message: str) -> None:
        hook.last_error_date = int(self._world.now().timestamp())
        hook.last_error_message = message
        self._world.bell.ring()

    async def _reply(self, bot: Bot, response: aiohttp.ClientResponse) -> None:
        """Do the one method a webhook may put in its answer; nobody hears the result."""
        asked = await _asked(response)
        method = asked.pop("method", None)
        if method:
            try:
                await self._call(bot.token, str(method), asked)
            except ApiError:
                return


async def _asked(response: aiohttp.ClientResponse) -> dict[str, Any]:
    if response.content_type == "application/json":
        try:
            body = json.loads(await response.text() or "{}")
        except ValueError:
            return {}
        return body if isinstance(body, dict) else {}
    if response.content_type != "multipart/form-data":
        return {}
    asked: dict[str, Any] = {}
    async for part in aiohttp.MultipartReader.from_response(response):
        if isinstance(part, aiohttp.BodyPartReader) and part.name:
            asked[part.name] = (await part.read()).decode()
    return asked
