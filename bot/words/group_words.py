"""What is said of a village group: what the bot posts there, what it lacks and what to tap. Says nothing of a person."""

from datetime import date, timedelta

from bot.wording import Words
from bot.words.vocabulary import mark
from domain.groups import Right

POSTS = {
    "weekly_lesson": mark("the weekly lesson"),
    "weekly_board": mark("the board on Mondays"),
    "health_day": mark("the health days"),
}
# Where it is in Telegram's own menus, in the words its apps use.
RIGHTS = {
    Right.ADMINISTRATOR: mark(
        "I am not an administrator of the group, so a reading that somebody types there stays for everybody to see.\n"
        "👉 Tap the group's name › Edit › Administrators › Add admin › choose me › ✓"
    ),
    Right.DELETE: mark(
        "I may not delete messages, so a reading that somebody types there stays for everybody to see.\n"
        "👉 Tap the group's name › Edit › Administrators › me › switch on “Delete messages” › ✓"
    ),
    Right.PIN: mark(
        "I may not pin messages, so something important is soon out of sight.\n"
        "👉 Tap the group's name › Edit › Administrators › me › switch on “Pin messages” › ✓"
    ),
    Right.POLL: mark(
        "I may not send polls, so the lesson comes without its quiz.\n"
        "👉 Tap the group's name › Edit › Permissions › switch on “Send polls”"
    ),
}
_MONDAY = date(2024, 1, 1)


def weekday(words: Words, number: int) -> str:
    """0 is Monday."""
    return words.weekday(_MONDAY + timedelta(days=number))


def lacking(words: Words, missing: tuple[Right, ...]) -> list[str]:
    """A paragraph for each right the bot lacks."""
    return [words(RIGHTS[right]) for right in missing]
