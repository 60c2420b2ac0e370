"""Which commands people see where: everybody, a group, whoever works in the grid. Handles none, and sets no menu."""

from collections.abc import Collection

from bot.wording import words_in
from bot.words.vocabulary import mark
from domain.authority import Deed
from domain.people import Language

PRIVATE = {
    "menu": mark("Log by tapping"),
    "bp": mark("Blood pressure"),
    "exercise": mark("Exercise"),
    "weight": mark("Weight"),
    "glucose": mark("Blood sugar"),
    "history": mark("My readings and charts"),
    "points": mark("My points and streak"),
    "undo": mark("Take back the last one"),
    "pause": mark("Pause my streak"),
    "lessons": mark("The lessons of the past weeks"),
    "board": mark("My name on the village's board"),
    "reminders": mark("My reminders"),
    "for": mark("Log for somebody else"),
    "family": mark("My family: look after one another"),
    "settings": mark("Language, large text, quiet hours"),
    "volunteer": mark("Help my neighbours"),
    "privacy": mark("My data, my choice"),
    "mydata": mark("A copy of all my data"),
    "whosaw": mark("Who looked at my data"),
    "forget": mark("Erase everything about me"),
    "help": mark("How to use me"),
}
# What is useful among neighbours; everything of it is seen by the person who asks alone.
GROUP = {
    name: PRIVATE[name]
    for name in ("menu", "bp", "exercise", "weight", "glucose", "history", "points", "undo", "help")
}
# What helping in the grid asks for, the day's work first: shown to whoever may do that deed somewhere.
STAFF = {
    "round": (mark("Whom to look in on today"), Deed.SEE_ROUND),
    "person": (mark("Find a resident"), Deed.SEE_PERSON),
    "add": (mark("Add somebody without Telegram"), Deed.ADD_PERSON),
    "notice": (mark("Write a notice"), Deed.SEND_NOTICE),
    "notices": (mark("My notices and how they go"), Deed.SEE_NOTICES),
    "alerts": (mark("Alerts: waiting, and taken by whom"), Deed.SEE_ALERTS),
    "stats": (mark("The programme's figures"), Deed.SEE_FIGURES),
    "people": (mark("Who works where, on any day"), Deed.SEE_ROSTER),
    "roles": (mark("What each role may do"), Deed.SEE_ROSTER),
    "areas": (mark("Places, people and invitations"), Deed.CHANGE_AREAS),
    "groups": (mark("The village groups, and what I post there"), Deed.CHANGE_GROUPS),
    "bind": (mark("Say which village this group is"), Deed.CHANGE_GROUPS),
    "poster": (mark("A QR code to join a village"), Deed.CHANGE_GROUPS),
    "import": (mark("Places, residents and roles from a table"), Deed.IMPORT),
    "export": (mark("Rosters and places as a file"), Deed.EXPORT_ROSTER),
    "duplicates": (mark("People who were entered twice"), Deed.MERGE_PERSONS),
    "content": (mark("The lessons: see, replace, move"), Deed.CHANGE_LESSONS),
    "rules": (mark("What earns points"), Deed.CHANGE_RULES),
    "audit": (mark("Who did or saw what"), Deed.READ_AUDIT),
    "health": (mark("How the service is doing"), Deed.SEE_SERVICE),
    "admin": (mark("All of my work as buttons"), Deed.SEE_FIGURES),
}
# Known, but not worth a line in the menu.
UNLISTED = {"start", "claim", "language", "quiet"}


def work_of(deeds: Collection[Deed]) -> dict[str, str]:
    """The commands of the work that is done by these deeds."""
    return {name: said for name, (said, deed) in STAFF.items() if deed in deeds}


def private_menu(deeds: Collection[Deed]) -> dict[str, str]:
    """What somebody who may do these deeds sees in their private chat."""
    return PRIVATE | work_of(deeds)


def code_of(language: str) -> str:
    """A language as Telegram calls it, in two letters."""
    return language[:2]


def private_menus(deeds: Collection[Deed]) -> dict[str, dict[str, str]]:
    """The same in the words of each language, by its two letters."""
    spoken = {code_of(language.value): words_in(language.value) for language in Language}
    return {
        code: {name: str(words(said)) for name, said in private_menu(deeds).items()}
        for code, words in spoken.items()
    }
