"""Whom somebody logs for besides themselves, as every answer shows it and every button carries it. Decides no right."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.keyboards import Keyboard
from bot.wording import Html, Words
from storage import content
from storage.care import Care

MARK = "~"  # between what a button does and for whom
# What logs, or shows what was logged: these buttons carry whose it is. The others name what they are about themselves.
OF_SOMEBODY = frozenset(
    {
        *("menu", "bp", "move", "kinds", "minutes", "moved", "weigh", "kg", "sugar", "sugarat"),
        *("yes", "no", "meal", "history", "log", "fix", "drop", "undo", "chart", "ring"),
    }
)

# Questions about a number: these remember for whom they were asked.
STEPS = frozenset({"asking", "fixing", "expecting"})


@dataclass(frozen=True, slots=True)
class ForWhom:
    """`care` None: they may not any more. `over`: it ended by itself, not long ago."""

    id: int
    until: datetime
    care: Care | None
    over: bool

    @property
    def name(self) -> str:
        return self.care.person.name if self.care is not None else ""


def length() -> timedelta:
    return timedelta(minutes=content.care_rules().for_whom_minutes)


def ended_long_ago(until: datetime, now: datetime) -> bool:
    """Whether it is so long over that a number is one's own without asking."""
    return now >= until + timedelta(minutes=content.care_rules().asks_for_minutes)


def told(words: Words, whom: ForWhom, now: datetime) -> Html:
    """The line over every answer."""
    minutes = -(-(whom.until - now).total_seconds() // 60)
    if minutes <= 0:
        return words("👤 For <b>{name}</b>", name=whom.name)
    return words.count(
        "👤 For <b>{name}</b>, {n} more minute",
        "👤 For <b>{name}</b>, {n} more minutes",
        int(minutes),
        name=whom.name,
    )


def marked(keyboard: Keyboard | None, subject_id: int | None) -> Keyboard | None:
    """The same buttons, each carrying for whom it is."""
    if keyboard is None or subject_id is None:
        return keyboard
    return InlineKeyboardMarkup(
        inline_keyboard=[[_marked(one, subject_id) for one in row] for row in keyboard.inline_keyboard]
    )


def _marked(one: InlineKeyboardButton, subject_id: int) -> InlineKeyboardButton:
    verb = (one.callback_data or "").partition(":")[0]
    if verb not in OF_SOMEBODY:
        return one
    return InlineKeyboardButton(text=one.text, callback_data=f"{one.callback_data}{MARK}{subject_id}")


def unmarked(data: str) -> tuple[str, int | None]:
    """What a button does, and for whom. Raises ValueError when that is no person."""
    plain, mark, whom = data.partition(MARK)
    return plain, int(whom) if mark else None
