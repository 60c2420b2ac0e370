"""What a handler file offers: its commands, its buttons, and what it makes of an answer it asked for.

The dispatcher looks these up in plain tables; nothing here is tried one after another.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from bot.turn import Turn

Handler = Callable[[Turn], Awaitable[None]]
# An answer says whether it could use the text; if not, the text is read like any other.
Answer = Callable[[Turn], Awaitable[bool]]

MOST_PAGES = 10_000


class NotAButton(ValueError):
    """A tap carries what no button of ours does: old, foreign, or forged."""


@dataclass(frozen=True, slots=True)
class Tap:
    """What a button does, and how each of its arguments is read. `open_to_strangers`: before joining, too."""

    handler: Callable[..., Awaitable[None]]
    arguments: tuple[Callable[[str], object], ...] = ()
    open_to_strangers: bool = False

    def read(self, given: list[str]) -> list[object]:
        """The arguments of a tap. Raises NotAButton."""
        if len(given) != len(self.arguments):
            raise NotAButton
        try:
            return [read(text) for read, text in zip(self.arguments, given, strict=True)]
        except (ValueError, KeyError) as error:
            raise NotAButton from error


@dataclass(frozen=True, slots=True)
class Conversation:
    """One handler file's share of the dispatcher's tables."""

    commands: Mapping[str, Handler] = field(default_factory=dict)
    taps: Mapping[str, Tap] = field(default_factory=dict)
    answers: Mapping[str, Answer] = field(default_factory=dict)
    starts: Mapping[str, Handler] = field(
        default_factory=dict
    )  # `/start word` or `/start word-more`, once joined
    open_to_strangers: bool = False


def row_id(text: str) -> int:
    """A row's number, as buttons carry it. Raises ValueError."""
    number = int(text)
    if not 0 < number < 2**31:
        raise ValueError("no row has this number")
    return number


def row_or_none(text: str) -> int:
    """The same, or 0 for none. Raises ValueError."""
    return 0 if text == "0" else row_id(text)


def page_number(text: str) -> int:
    """A page of a list, the first is 0. Raises ValueError."""
    number = int(text)
    if not 0 <= number < MOST_PAGES:
        raise ValueError("no page has this number")
    return number


def switch(text: str) -> int:
    """Yes or no, as 1 or 0. Raises KeyError."""
    return {"0": 0, "1": 1}[text]
