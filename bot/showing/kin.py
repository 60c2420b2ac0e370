"""What is said of a family: who looks after whom, and what a link asks of the one who opens it. Links nobody."""

from bot.keyboards import button, rows
from bot.turn import Turn
from storage import family_offers
from storage.families import Link

START_WORD = "f"


def code_in(text: str) -> str:
    """The code of a family's link in `/start f-<code>`; empty when there is none."""
    word = text.partition(" ")[2].strip()
    return word.removeprefix(f"{START_WORD}-") if word.startswith(f"{START_WORD}-") else ""


def line(turn: Turn, link: Link, *, by: int) -> str:
    """One link, as the one of its sides reads it."""
    _ = turn.words
    said = (
        _("You look after <b>{name}</b>", name=link.person)
        if link.helper_id == by
        else _("<b>{name}</b> looks after you", name=link.helper)
    )
    may = [
        _("sees the readings") if link.may_see else "",
        _("is told when a number is dangerous") if link.told_of_alerts else "",
    ]
    return " · ".join(part for part in (said, *may) if part)


async def show_offer(turn: Turn, code: str, *, by: int, may_see: bool = True, told: bool = True) -> None:
    """What is asked, and yes or no. Used, expired, one's own or made up: one line that tells nothing."""
    _ = turn.words
    found = await turn.read(family_offers.find_offer, code)
    if found is None or not found.is_open(turn.now) or found.has(by) or found.made_by == by:
        await turn.say(_("This link cannot be used. Please ask whoever sent it for a new one."))
        return
    no = button(_("No, thank you"), "menu")
    if not found.of_helper:
        may = [
            _("You see their readings.") if found.may_see else "",
            _("You are told when a number of theirs is dangerous.") if found.told_of_alerts else "",
        ]
        await turn.show(
            _("👪 {name} asks you to look after them.", name=found.asks),
            " ".join([_("You may log for them."), *(one for one in may if one)]),
            _("Either of you can end it any time in /family."),
            keyboard=rows(button(_("✅ Yes, I will"), "famtake", code, 0, 0), no),
        )
        return
    await turn.show(
        _("👪 {name} wants to look after you, and log for you.", name=found.asks),
        _("What else may they do? Tap to change it. Either of you can end it any time in /family."),
        keyboard=rows(
            button(switch(turn, "see", may_see), "famopen", code, int(not may_see), int(told)),
            button(switch(turn, "told", told), "famopen", code, int(may_see), int(not told)),
            button(_("✅ I agree"), "famtake", code, int(may_see), int(told)),
            no,
        ),
    )


def switch(turn: Turn, which: str, on: bool) -> str:
    """The label of a switch: what the helper may, and whether they do."""
    _ = turn.words
    label = _("see my readings") if which == "see" else _("hear of dangerous numbers")
    return f"{'✅' if on else '⬜️'} {label}"
