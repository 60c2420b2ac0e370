"""An aiogram session that talks to the sandbox in the same process. It opens no socket."""

import json
from collections.abc import AsyncGenerator
from functools import cache
from typing import Any

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import InputFile

from sandbox.errors import ApiError, LostAnswer, NoAnswer
from sandbox.parameters import File
from sandbox.telegram import Telegram


@cache
def _response_of(returned: Any) -> type[Response[Any]]:
    """Kept here, because pydantic forgets a model nobody holds, and making it anew costs ten messages."""
    return Response[returned]


class SandboxSession(BaseSession):
    """Give it to aiogram's Bot: requests become calls, errors the same exceptions as over HTTP."""

    def __init__(self, telegram: Telegram, **options: Any) -> None:
        super().__init__(**options)
        self.telegram = telegram

    async def close(self) -> None:
        """Nothing is open."""

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109
    ) -> TelegramType:
        """Call the sandbox and read its answer as aiogram reads Telegram's."""
        status, body = 200, ""
        try:
            parameters, files = await self._prepared(bot, method)
            result = await self.telegram.call(bot.token, method.__api_method__, parameters, files)
            body = json.dumps({"ok": True, "result": result})
        except ApiError as error:
            status, body = error.code, json.dumps(error.as_json())
        except NoAnswer:
            raise TelegramNetworkError(method=method, message="Request timeout error") from None
        except LostAnswer:
            raise TelegramNetworkError(
                method=method, message="ServerDisconnectedError: Server disconnected"
            ) from None
        _response_of(method.__returning__)
        response = self.check_response(bot=bot, method=method, status_code=status, content=body)
        return response.result  # type: ignore[return-value]

    async def _prepared(
        self, bot: Bot, method: TelegramMethod[TelegramType]
    ) -> tuple[dict[str, Any], dict[str, File]]:
        found: dict[str, InputFile] = {}
        parameters: dict[str, Any] = {}
        for name, value in method.model_dump(warnings=False).items():
            prepared = self.prepare_value(value, bot=bot, files=found)
            if prepared:
                parameters[name] = prepared
        files = {
            name: File(file.filename or name, b"".join([chunk async for chunk in file.read(bot)]))
            for name, file in found.items()
        }
        return parameters, files

    async def stream_content(
        self,
        url: str,
        headers: dict[str, Any] | None = None,
        timeout: int = 30,  # noqa: ASYNC109
        chunk_size: int = 65536,
        raise_for_status: bool = True,
    ) -> AsyncGenerator[bytes, None]:
        """The bytes of a file, named by the address aiogram made of its path."""
        path = url.partition("/file/bot")[2].partition("/")[2]
        for file in self.telegram.state.files.values():
            if file.path == path:
                for start in range(0, len(file.content), chunk_size):
                    yield file.content[start : start + chunk_size]
                return
        raise FileNotFoundError(f"no file {path!r} in the sandbox")
