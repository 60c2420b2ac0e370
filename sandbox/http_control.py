"""The control API over HTTP: a route reads its body, calls Control, answers JSON. It decides nothing."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from sandbox.control import Control
from sandbox.errors import ApiError, ControlError
from sandbox.state import Json

Work = Callable[[Json], Any]


def routes(control: Control) -> list[web.RouteDef]:
    """Everything under `/sim`."""
    posts, gets = _posts(control), _gets(control)
    return [
        *(web.post(f"/sim/{path}", _handler(work, _body)) for path, work in posts.items()),
        *(web.get(f"/sim/{path}", _handler(work, _query)) for path, work in gets.items()),
        web.delete("/sim/faults", _handler(lambda query: control.clear_faults(), _query)),
        web.get("/sim/files/{id}", _file(control)),
    ]


def _posts(control: Control) -> dict[str, Work]:
    return {
        "people": lambda body: control.add_person(**_only(body, "first_name! username language_code note")),
        "chats": lambda body: control.add_chat(**_only(body, "type! title! members! bot privacy_mode")),
        "messages": lambda body: control.send_message(body.pop("from"), body.pop("chat", None), **body),
        "votes": lambda body: control.vote(body.pop("from"), **_only(body, "chat! message_id! options! bot")),
        "membership": lambda body: control.set_membership(**_only(body, "person! status! chat bot")),
        "migrate": lambda body: control.migrate(**_only(body, "chat!")),
        "clock": lambda body: control.move_clock(**_only(body, "to advance")),
        "faults": lambda body: control.add_fault(
            **_only(body, "code! method times retry_after chat description")
        ),
        "taps": lambda body: control.tap(
            body.pop("from"), **_only(body, "chat! message_id ephemeral_message_id label data bot")
        ),
    }


def _gets(control: Control) -> dict[str, Work]:
    return {
        "people": lambda query: control.list_people(),
        "chats": lambda query: control.list_chats(),
        "clock": lambda query: control.read_clock(),
        "calls": lambda query: control.list_calls(**query),
        "commands": lambda query: control.list_commands(**query),
        "chats/{chat}/messages": lambda query: control.list_messages(**query),
    }


def _only(body: Json, names: str) -> Json:
    """The named fields; those marked ! must be there (KeyError otherwise)."""
    fields = {name.rstrip("!"): name.endswith("!") for name in names.split()}
    return {name: body[name] for name, required in fields.items() if required or body.get(name) is not None}


def _handler(
    work: Work, read: Callable[[web.Request], Awaitable[Json]]
) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handle(request: web.Request) -> web.Response:
        try:
            answer = work(await read(request))
            if isinstance(answer, Awaitable):
                answer = await answer
        except ControlError as error:
            return _problem(str(error), error.status)
        except ApiError as error:
            return _problem(error.description, 400)
        except KeyError as error:
            return _problem(f"{error.args[0]} is missing", 400)
        except (TypeError, ValueError) as error:
            return _problem(f"the request does not make sense: {error}", 400)
        return web.json_response(answer)

    return handle


def _problem(reason: str, status: int) -> web.Response:
    return web.json_response({"error": reason}, status=status)


async def _body(request: web.Request) -> Json:
    try:
        body = await request.json()
    except ValueError:
        raise ControlError("the body is not JSON") from None
    if not isinstance(body, dict):
        raise ControlError("the body is not a JSON object")
    return body


async def _query(request: web.Request) -> Json:
    given = {**request.query, **request.match_info}
    numbers = {
        name: int(value) for name, value in given.items() if name in {"chat", "viewer", "after", "person"}
    }
    return given | numbers


def _file(control: Control) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handle(request: web.Request) -> web.Response:
        file = control.world.state.files.get(request.match_info["id"])
        if file is None:
            return _problem("there is no such file", 404)
        safe = (
            file.mime_type
            if file.mime_type.startswith(("image/", "audio/", "video/"))
            else "application/octet-stream"
        )
        return web.Response(body=file.content, content_type=safe)

    return handle
