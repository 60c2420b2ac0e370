"""A paper sheet of a round, typed as it stands: a line a person. Splits it; knows nobody and reads no number."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from domain.people import LONGEST_NAME

LEAST_LINES = 2
MOST_LINES = 40  # [D] a sheet of paper
_NUMBERING = re.compile(r"^\s*[(（]?\d{1,2}[.、)）．]\s*(?=\D)")
_BETWEEN = " \t\u3000,，、:：;；.。-—_|/"


@dataclass(frozen=True, slots=True)
class Line:
    """`name`: as it was written; `said`: what stands behind it; `known`: somebody of that name is known."""

    name: str
    said: str
    known: bool


def split_sheet(text: str, known: Collection[str]) -> tuple[Line, ...]:
    """The lines of a sheet; nothing when it is none: at least two lines, and all of them begin with a name.

    `known`: the names somebody may log for, as `name_key` writes them. One line at least must begin with one.
    """
    written = [line for line in text.splitlines() if line.strip()]
    if not LEAST_LINES <= len(written) <= MOST_LINES:
        return ()
    lines = [_split(line, known) for line in written]
    whole = [line for line in lines if line is not None]
    return tuple(whole) if len(whole) == len(lines) and any(line.known for line in whole) else ()


def may_be_sheet(text: str) -> bool:
    """Whether it is worth looking up names: several lines, each with letters before its first number."""
    written = [_NUMBERING.sub("", line).strip() for line in text.splitlines() if line.strip()]
    return LEAST_LINES <= len(written) <= MOST_LINES and all(
        line[0].isalpha() and any(letter.isdigit() for letter in line) for line in written if line
    )


def _split(line: str, known: Collection[str]) -> Line | None:
    plain = _NUMBERING.sub("", line).strip()
    length = _longest_known(plain, known)
    if length:
        return Line(plain[:length].strip(), plain[length:].strip(_BETWEEN), True)
    word = _first_word(plain)
    return Line(word, plain[len(word) :].strip(_BETWEEN), False) if word else None


def _longest_known(line: str, known: Collection[str]) -> int:
    """How many letters of the line are a known name; none when a longer word only begins like one."""
    key, longest = "", 0
    for number, letter in enumerate(line[:LONGEST_NAME], 1):
        more = "".join(one for one in unicodedata.normalize("NFKC", letter).casefold() if one.isalnum())
        key += more
        if more and key in known and _ends_there(line, number):
            longest = number
    return longest


def _ends_there(line: str, at: int) -> bool:
    following = line[at : at + 1]
    return not following or not following.isalpha() or _is_number_word(line[at:])


def _is_number_word(rest: str) -> bool:
    """血糖6.5 written right behind the name: a word of measuring, with no space between."""
    return rest.startswith(
        ("血压", "血糖", "高压", "低压", "体重", "脉搏", "心率", "体温", "血氧", "空腹", "餐后")
    )


def _first_word(line: str) -> str:
    end = 0
    while end < len(line) and line[end].isalpha():
        end += 1
    return line[:end]
