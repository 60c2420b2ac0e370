"""Ways to Telegram on which something goes wrong that no answer of the sandbox can show. They assert nothing."""

import httpx
from telegram import error as telegram_error
from telegram.request import RequestData

from bot.delivery.in_process import InProcess
from sandbox.telegram import Telegram


class Away(InProcess):
    """Nobody is reached, once; with `chat`, by what goes there."""

    def __init__(
        self, telegram: Telegram, cause: Exception | None = None, *, chat: int | None = None
    ) -> None:
        super().__init__(telegram)
        self._causes, self._chat = [cause or httpx.ConnectError("refused")], chat

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *args: object, **kwargs: object
    ) -> tuple[int, bytes]:
        chat = request_data.parameters.get("chat_id") if request_data else None
        if url.endswith("/sendMessage") and self._causes and self._chat in (None, chat):
            raise telegram_error.NetworkError("httpx") from self._causes.pop()
        return await super().do_request(url, method, request_data, *args, **kwargs)


class Garbled(InProcess):
    """Telegram accepts, and answers with something else than a message."""

    answer = b'{"ok": true, "result": {"odd": 1}}'

    async def do_request(self, url: str, method: str, *args: object, **kwargs: object) -> tuple[int, bytes]:
        answer = await super().do_request(url, method, *args, **kwargs)  # type: ignore[arg-type]
        return (200, self.answer) if url.endswith("/sendMessage") else answer


class Babbling(Garbled):
    """Telegram accepts, and what it answers is not even JSON."""

    answer = b"<html>"
