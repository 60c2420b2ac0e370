"""Blood pressure by buttons, for those who cannot type: tens, then units, high number, then low.

What was tapped so far travels in the buttons, so nothing is left half entered.
"""

from bot.keyboards import Keyboard, button, grid, rows
from bot.wording import Html, Words

VERB = "bp"
NOTHING = "-"
HIGH_TENS = range(6, 26)  # the dangerous ones above all: who cannot type must be able to say them
LOW_TENS = range(3, 18)


def keypad(words: Words, high: str = "", low: str = "") -> tuple[Html, Keyboard]:
    """The question and the buttons after `high` and `low` digits so far; `high` is whole once `low` is asked."""
    if not high:
        return words("🩺 First the <b>high</b> number. Which ten?"), _tens(words, HIGH_TENS, "")
    if not is_whole(high):
        return words("High number: <b>{tens}_</b>. And the last digit?", tens=high), _units(words, high, None)
    if not low:
        return (
            words("High number <b>{high}</b>. Now the <b>low</b> number. Which ten?", high=high),
            _tens(words, LOW_TENS, high),
        )
    return (
        words(
            "High number <b>{high}</b>, low number <b>{tens}_</b>. And the last digit?", high=high, tens=low
        ),
        _units(words, high, low),
    )


def is_whole(digits: str) -> bool:
    """Whether these are all the digits of a pressure: no ten that is offered reaches 30, no pressure is below it."""
    return int(digits) >= 30


def _tens(words: Words, tens: range, high: str) -> Keyboard:
    buttons = [
        button(f"{ten}_", VERB, high, ten) if high else button(f"{ten}_", VERB, ten, NOTHING) for ten in tens
    ]
    return rows(*grid(buttons, width=5), button(words("✖️ Cancel"), "menu"))


def _units(words: Words, high: str, low: str | None) -> Keyboard:
    buttons = []
    for unit in range(10):
        if low is None:
            buttons.append(button(f"{high}{unit}", VERB, f"{high}{unit}", NOTHING))
        else:
            buttons.append(button(f"{low}{unit}", VERB, high, f"{low}{unit}"))
    return rows(*grid(buttons, width=5), button(words("✖️ Cancel"), "menu"))


def digits(text: str) -> str:
    """Up to three digits, or nothing yet. Raises ValueError."""
    if text == NOTHING:
        return ""
    if not (text.isascii() and text.isdigit() and len(text) <= 3):
        raise ValueError("not digits")
    return str(int(text))
