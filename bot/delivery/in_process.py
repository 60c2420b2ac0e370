"""A way to the sandbox in the same process, for python-telegram-bot. It opens no socket."""

import json
from typing import IO, Any

from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from sandbox.errors import ApiError, LostAnswer, NoAnswer
from sandbox.parameters import File
from sandbox.telegram import Telegram


class InProcess(BaseRequest):
    """Requests become calls; errors are the same as over HTTP."""

    def __init__(self, sandbox: Telegram) -> None:
        self._sandbox = sandbox

    @property
    def read_timeout(self) -> float | None:
        return None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *args: Any, **kwargs: Any
    ) -> tuple[int, bytes]:
        """Call the method the address ends with. Raises TimedOut and NetworkError for the injected ones."""
        token, _, name = url.partition("/bot")[2].rpartition("/")
        parameters = request_data.json_parameters if request_data else {}
        parts = request_data.multipart_data if request_data else {}
        files = {key: File(part[0], _bytes(part[1]), part[2]) for key, part in parts.items()}
        try:
            result = await self._sandbox.call(token, name, parameters, files)
        except ApiError as error:
            return error.code, json.dumps(error.as_json()).encode()
        except NoAnswer:
            raise TimedOut from None
        except LostAnswer:
            raise NetworkError("the server disconnected") from None
        return 200, json.dumps({"ok": True, "result": result}).encode()


def _bytes(content: bytes | IO[bytes]) -> bytes:
    return content if isinstance(content, bytes) else content.read()
