"""How a bot gets its updates: the long poll and the webhook's settings. It makes no update."""

import asyncio
from urllib.parse import urlsplit

from sandbox.errors import ApiError, bad_request
from sandbox.parameters import Parameters
from sandbox.state import Bot, Json, Update, Webhook
from sandbox.world import World

# Bot API, getUpdates and setWebhook.
LIMIT = 100
LONGEST_POLL = 50
PORTS = frozenset({80, 88, 443, 8443})
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_ONE_ONLY = "make sure that only one bot instance is running"
_WEBHOOK_SET = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)


class Pollers:
    """The one long poll each bot may hold; a second one ends the first."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._current: dict[int, object] = {}
        self._ended: dict[int, float] = {}

    def heard_from(self, bot: Bot, within: float) -> bool:
        """Whether the bot polls now or polled in the last `within` real seconds, or has a webhook."""
        if bot.webhook is not None or bot.id in self._current:
            return True
        return asyncio.get_running_loop().time() - self._ended.get(bot.id, float("-inf")) < within

    async def get_updates(self, bot: Bot, parameters: Parameters) -> list[Json]:
        """getUpdates: what is queued from `offset` on, waiting `timeout` real seconds for the first."""
        if bot.webhook is not None:
            raise ApiError(409, _WEBHOOK_SET)
        limit = min(max(parameters.integer("limit") or LIMIT, 1), LIMIT)
        wait = min(max(parameters.integer("timeout") or 0, 0), LONGEST_POLL)
        if "allowed_updates" in parameters:
            bot.allowed_updates = [str(kind) for kind in parameters.array("allowed_updates")]
        self._acknowledge(bot, parameters.integer("offset") or 0)
        return [show_update(update) for update in (await self._wait(bot, wait))[:limit]]

    def _acknowledge(self, bot: Bot, offset: int) -> None:
        self._world.forget_stale(bot)
        if offset < 0:
            offset = bot.pending[offset].id if len(bot.pending) >= -offset else 0
        self._world.acknowledge(bot, offset)

    async def _wait(self, bot: Bot, seconds: float) -> list[Update]:
        mine = object()
        self._current[bot.id] = mine
        self._world.bell.ring()
        try:
            await self._world.bell.until(lambda: bool(bot.pending) or self._is_over(bot, mine), seconds)
            if self._is_over(bot, mine):
                by = "setWebhook" if bot.webhook is not None else "other getUpdates"
                raise ApiError(409, f"Conflict: terminated by {by} request; {_ONE_ONLY}")
            return list(bot.pending)
        finally:
            if self._current.get(bot.id) is mine:
                del self._current[bot.id]
            self._ended[bot.id] = asyncio.get_running_loop().time()

    def _is_over(self, bot: Bot, mine: object) -> bool:
        return bot.webhook is not None or self._current.get(bot.id) is not mine


def show_update(update: Update) -> Json:
    """An Update."""
    return {"update_id": update.id, update.kind: update.body}


def set_webhook(world: World, bot: Bot, parameters: Parameters) -> bool:
    """setWebhook; an empty url removes it. Plain http and any port are allowed, but only to this machine."""
    url = parameters.text("url") or ""
    if parameters.flag("drop_pending_updates"):
        world.acknowledge(bot, bot.next_update_id)
    if not url:
        bot.webhook = None
        world.bell.ring()
        return True
    secret = parameters.text("secret_token")
    if secret is not None and not _is_secret(secret):
        raise bad_request("secret token contains unallowed characters")
    _check_address(url)
    if "allowed_updates" in parameters:
        bot.allowed_updates = [str(kind) for kind in parameters.array("allowed_updates")]
    bot.webhook = Webhook(url, secret, parameters.integer("max_connections") or 40)
    world.bell.ring()
    return True


def _is_secret(text: str) -> bool:
    return 1 <= len(text) <= 256 and all(c.isascii() and (c.isalnum() or c in "_-") for c in text)


def _check_address(url: str) -> None:
    address = urlsplit(url)
    if address.hostname in _LOOPBACK and address.scheme in {"http", "https"}:
        return
    if address.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if (address.port or 443) not in PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    raise bad_request("bad webhook: the sandbox delivers to this machine only")


def delete_webhook(world: World, bot: Bot, parameters: Parameters) -> bool:
    """deleteWebhook."""
    return set_webhook(
        world, bot, Parameters({"drop_pending_updates": parameters.flag("drop_pending_updates")})
    )


def get_webhook_info(world: World, bot: Bot, parameters: Parameters) -> Json:
    """getWebhookInfo."""
    world.forget_stale(bot)
    hook = bot.webhook
    info: Json = {
        "url": hook.url if hook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(bot.pending),
    }
    if bot.allowed_updates:
        info["allowed_updates"] = bot.allowed_updates
    if hook is not None:
        info["max_connections"] = hook.max_connections
        info["ip_address"] = "127.0.0.1"
        if hook.last_error_date is not None:
            info |= {"last_error_date": hook.last_error_date, "last_error_message": hook.last_error_message}
    return info
