"""The Bot API over HTTP, with requests in every form Telegram takes. It decides nothing."""

import asyncio
import logging
from typing import Any

from aiohttp import web

from sandbox.errors import ApiError, LostAnswer, NoAnswer
from sandbox.files import file_at
from sandbox.parameters import File
from sandbox.telegram import Telegram

_log = logging.getLogger(__name__)
# An injected timeout holds the request this long at most, in real seconds, should the client wait for ever.
HOLD_SECONDS = 120


def routes(telegram: Telegram) -> list[web.RouteDef]:
    """`/bot{token}/{method}` and `/file/bot{token}/{path}`."""

    async def answer(request: web.Request) -> web.StreamResponse:
        return await _answer(telegram, request)

    async def download(request: web.Request) -> web.StreamResponse:
        return _download(telegram, request)

    method = r"/bot{token:[^/]+}/{method:[^/]+}"
    return [
        web.get(method, answer),
        web.post(method, answer),
        web.get(r"/file/bot{token:[^/]+}/{path:.+}", download),
    ]


async def _answer(telegram: Telegram, request: web.Request) -> web.StreamResponse:
    token, method = request.match_info["token"], request.match_info["method"]
    try:
        parameters, files = await _read(request)
        result = await telegram.call(token, method, parameters, files)
    except ApiError as error:
        return web.json_response(error.as_json(), status=error.code)
    except NoAnswer:
        await asyncio.sleep(HOLD_SECONDS)
        return _drop(request)
    except LostAnswer:
        return _drop(request)
    except Exception:
        _log.exception("the sandbox failed at %s", method)
        return web.json_response(ApiError(500, "Internal Server Error").as_json(), status=500)
    return web.json_response({"ok": True, "result": result})


def _drop(request: web.Request) -> web.StreamResponse:
    """Cut the connection: the client never sees an answer."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)


async def _read(request: web.Request) -> tuple[dict[str, Any], dict[str, File]]:
    parameters: dict[str, Any] = dict(request.query)
    files: dict[str, File] = {}
    if request.content_type == "application/json" and request.can_read_body:
        try:
            body = await request.json()
        except ValueError:
            raise ApiError(400, "Bad Request: can't parse request body as JSON") from None
        parameters |= body if isinstance(body, dict) else {}
    elif request.method == "POST":
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                files[name] = File(value.filename, value.file.read(), value.content_type)
            else:
                parameters[name] = value.decode() if isinstance(value, bytes | bytearray) else value
    return parameters, files


def _download(telegram: Telegram, request: web.Request) -> web.StreamResponse:
    try:
        telegram.bot(request.match_info["token"])
    except ApiError as error:
        return web.json_response(error.as_json(), status=error.code)
    file = file_at(telegram.world, request.match_info["path"])
    if file is None:
        return web.json_response(ApiError(404, "Not Found").as_json(), status=404)
    return web.Response(body=file.content, content_type="application/octet-stream")
