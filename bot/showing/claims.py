"""What is said about a code that takes over a record: to whom it is given, and to who sends it. Opens no record."""

import unicodedata

from actions.try_claim import CodeWrong
from bot.turn import Turn
from domain.families import CLAIM_DIGITS

START_WORD = "c"


def code_in(text: str) -> str:
    """The digits of `/start c-12345678` or `/claim 1234 5678`; empty when there are not that many."""
    command, _, rest = text.partition(" ")
    word = rest.strip()
    if command.startswith("/start"):
        if not word.startswith(f"{START_WORD}-"):
            return ""
        word = word.removeprefix(f"{START_WORD}-")
    digits = "".join(letter for letter in unicodedata.normalize("NFKC", word) if letter.isalnum())
    return digits if len(digits) == CLAIM_DIGITS and digits.isascii() and digits.isdigit() else ""


async def say_wrong(turn: Turn, outcome: CodeWrong | None) -> None:
    """`None`: there were no eight digits."""
    _ = turn.words
    if outcome is None:
        await turn.say(_("Send the code like this, with its eight digits: <code>/claim 12345678</code>"))
    elif outcome.wait:
        await turn.say(_("Those were too many wrong codes. Please try again in an hour."))
    else:
        await turn.say(_("This code cannot be used. Please ask whoever gave it to you for a new one."))


async def say_joined_already(turn: Turn) -> None:
    """An account that has a record of its own takes over no second one: two records are joined by the doctor."""
    _ = turn.words
    await turn.say(
        _("You have joined already, with a record of your own, so a code opens no other one."),
        _("Please ask the doctor of your village to put the two together, with /duplicates."),
    )
