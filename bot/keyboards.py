"""Buttons and the data they carry back. Knows no words: labels are given."""

from collections.abc import Iterable, Sequence

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.push import Button

Keyboard = InlineKeyboardMarkup
A_PAGE = 8  # of what a list shows at once
MOST_BYTES = 64  # Telegram: callback_data is 1-64 bytes


def button(label: str, verb: str, *arguments: object) -> InlineKeyboardButton:
    """A button that comes back as `verb:argument:...`. Raises ValueError when Telegram would refuse it."""
    data = ":".join([verb, *(str(argument) for argument in arguments)])
    if not 1 <= len(data.encode()) <= MOST_BYTES:
        raise ValueError(f"a button can carry {MOST_BYTES} bytes, not {len(data.encode())}")
    return InlineKeyboardButton(text=label, callback_data=data)


def link(label: str, url: str) -> InlineKeyboardButton:
    """A button that opens an address."""
    return InlineKeyboardButton(text=label, url=url)


def rows(*lines: Sequence[InlineKeyboardButton] | InlineKeyboardButton) -> Keyboard:
    """A keyboard, line by line; a lone button is a line."""
    laid = [[line] if isinstance(line, InlineKeyboardButton) else list(line) for line in lines]
    return InlineKeyboardMarkup(inline_keyboard=[line for line in laid if line])


def grid(buttons: Iterable[InlineKeyboardButton], *, width: int) -> list[list[InlineKeyboardButton]]:
    """Buttons in lines of `width`."""
    flat = list(buttons)
    return [flat[start : start + width] for start in range(0, len(flat), width)]


def keyboard_of(lines: Sequence[Sequence[Button]]) -> Keyboard:
    """The buttons a push has under its message, under an answer."""
    return rows(*([_button(one) for one in line] for line in lines))


def _button(one: Button) -> InlineKeyboardButton:
    return button(one.label, *one.data.split(":"))


def arrows(verb: str, *of: object, page: int, more: bool) -> list[InlineKeyboardButton]:
    """‹ and ›, where there is something to turn to. They come back as `verb:of:...:page`."""
    before = [button("‹", verb, *of, page - 1)] if page else []
    return before + ([button("›", verb, *of, page + 1)] if more else [])
