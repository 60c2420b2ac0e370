"""Reply markup as bots send it: checked and kept as it is. It does not know what a tap does."""

from typing import Any

from sandbox.errors import bad_request
from sandbox.parameters import Parameters
from sandbox.state import Json

# Bot API, InlineKeyboardButton.callback_data: "1-64 bytes"; CopyTextButton.text: "1-256 characters".
CALLBACK_DATA_BYTES = 64
COPY_TEXT_LENGTH = 256
BUTTONS = 100
BUTTONS_IN_A_ROW = 8
_ACTIONS = (
    "url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay", "disabled",
)  # fmt: skip


def reply_markup(parameters: Parameters, inline_only: bool = False) -> Json | None:
    """The reply_markup parameter. Raises ApiError 400 for a keyboard Telegram would refuse."""
    markup = parameters.object("reply_markup")
    if markup is None or markup == {}:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        return {"inline_keyboard": _inline(markup["inline_keyboard"])}
    if inline_only:
        raise bad_request("inline keyboard expected")
    if "keyboard" in markup:
        return {
            **markup,
            "keyboard": [[_plain(button) for button in row] for row in _rows(markup["keyboard"])],
        }
    return markup


def _rows(keyboard: Any) -> list[list[Any]]:
    if not isinstance(keyboard, list) or not all(isinstance(row, list) for row in keyboard):
        raise bad_request("can't parse reply keyboard markup: field must be an Array of Arrays")
    return [row for row in keyboard if row]


def _plain(button: Any) -> Json:
    button = {"text": button} if isinstance(button, str) else button
    if not isinstance(button, dict) or not button.get("text"):
        raise bad_request("can't parse keyboard button: keyboard button text must be non-empty")
    return button


def _inline(keyboard: Any) -> list[list[Json]]:
    rows = [[_inline_button(button) for button in row] for row in _rows(keyboard)]
    if sum(len(row) for row in rows) > BUTTONS or any(len(row) > BUTTONS_IN_A_ROW for row in rows):
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return rows


def _inline_button(button: Any) -> Json:
    if not isinstance(button, dict) or not button.get("text"):
        raise bad_request("can't parse inline keyboard button: inline keyboard button text must be non-empty")
    shown = {name: value for name, value in button.items() if value is not None}
    if not any(name in shown for name in _ACTIONS):
        raise bad_request(
            "can't parse inline keyboard button: text buttons are unallowed in the inline keyboard"
        )
    if "callback_data" in shown and not 1 <= len(str(shown["callback_data"]).encode()) <= CALLBACK_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in shown and "://" not in str(shown["url"]) and "." not in str(shown["url"]):
        raise bad_request(f"inline keyboard button URL '{shown['url']}' is invalid: Wrong HTTP URL")
    if "copy_text" in shown and not 1 <= len(shown["copy_text"].get("text", "")) <= COPY_TEXT_LENGTH:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    return shown
