"""The sandbox over HTTP: Bot API, control API and chat page. It listens on loopback unless told otherwise."""

from pathlib import Path

from aiohttp import web

from sandbox import http_bot, http_control
from sandbox.control import Control
from sandbox.telegram import Telegram

PAGE = Path(__file__).parent / "page"
# One file may have 50 MB (Bot API, "Sending files"), an album ten of them.
REQUEST_BYTES = 512 * 1024 * 1024


class Server:
    """A running sandbox. `url` is where; `stop` ends it and everything it started."""

    def __init__(self, runner: web.AppRunner, telegram: Telegram, url: str) -> None:
        self._runner = runner
        self.telegram = telegram
        self.control = Control(telegram)
        self.url = url

    async def stop(self) -> None:
        """Stop listening, drop open polls, and stop delivering to webhooks."""
        await self.telegram.stop()
        await self._runner.cleanup()


async def serve(telegram: Telegram, *, host: str = "127.0.0.1", port: int = 0) -> Server:
    """Serve on `port` (0: any free one). Raises OSError when it cannot listen there."""
    runner = web.AppRunner(
        application(telegram), handler_cancellation=True, access_log=None, shutdown_timeout=1
    )
    await runner.setup()
    site = web.TCPSite(runner, host, port)
    try:
        await site.start()
    except OSError:
        await runner.cleanup()
        raise
    telegram.start()
    return Server(runner, telegram, f"http://{host}:{runner.addresses[0][1]}")


def application(telegram: Telegram) -> web.Application:
    """The aiohttp application, for a server of one's own."""
    app = web.Application(client_max_size=REQUEST_BYTES)
    app.add_routes(http_bot.routes(telegram))
    app.add_routes(http_control.routes(Control(telegram)))
    app.add_routes([web.get("/", _index), web.get("/page/{name:.+}", _page)])
    return app


async def _index(request: web.Request) -> web.StreamResponse:
    return _send(PAGE / "index.html")


async def _page(request: web.Request) -> web.StreamResponse:
    return _send(PAGE / request.match_info["name"])


def _send(path: Path) -> web.StreamResponse:
    if not path.resolve().is_relative_to(PAGE.resolve()) or not path.is_file():
        raise web.HTTPNotFound(text="no such page")
    return web.FileResponse(path, headers={"Cache-Control": "no-store"})
