"""What a person may be called on the village's board. Knows nobody's name."""

import re
from enum import StrEnum

from domain.people import plain_name

SHORTEST, LONGEST = 2, 12
_DIGITS = re.compile(r"\d")
MOST_DIGITS = 4  # a telephone number, an identity card or a house would need more
_NOT_A_NAME = re.compile(r"[<>&@/\\#:]|www|http|\.(com|cn|net|org)", re.IGNORECASE)


class WrongNickname(StrEnum):
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    NUMBERS = "numbers"
    SIGNS = "signs"
    TAKEN = "taken"


def judge(nickname: str) -> WrongNickname | None:
    """What is wrong with a nickname as it would stand on the board; None when nothing is."""
    if _NOT_A_NAME.search(nickname):
        return WrongNickname.SIGNS
    if len(_DIGITS.findall(nickname)) > MOST_DIGITS:
        return WrongNickname.NUMBERS
    if len(nickname) > LONGEST:
        return WrongNickname.TOO_LONG
    return WrongNickname.TOO_SHORT if len(nickname) < SHORTEST else None


def tidy(typed: str) -> str:
    """As typed, in one line, without what turns or hides text."""
    return " ".join(plain_name(typed).split())
