"""What can go wrong, in Telegram's words and in the control API's. It decides nothing about when."""

from typing import Any


class ApiError(Exception):
    """An answer with `ok: false`, worded as Telegram words it."""

    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def as_json(self) -> dict[str, Any]:
        """The body a client receives."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(reason: str) -> ApiError:
    """400 with the prefix Telegram puts before every reason."""
    return ApiError(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> ApiError:
    """403 with the prefix Telegram puts before every reason."""
    return ApiError(403, f"Forbidden: {reason}")


class NoAnswer(Exception):
    """The request is held and never answered: an injected timeout. Nothing was done."""


class LostAnswer(Exception):
    """The request was carried out, and the connection drops before the answer: an injected fault."""


class ControlError(Exception):
    """The people's side asked for something impossible; `status` is the HTTP status, 4xx."""

    def __init__(self, reason: str, status: int = 400) -> None:
        super().__init__(reason)
        self.status = status
