"""Who looks after whom in a family: seen by both, ended by either in one tap."""

from actions.end_family_link import FamilyLinkEnded, end_family_link
from actions.once import UNMOVED
from bot.conversation import Conversation, Tap, row_id
from bot.keyboards import button, grid, rows
from bot.turn import Turn
from storage import families
from storage.families import Link


async def show_family(turn: Turn) -> None:
    """Those one looks after, and those who look after one."""
    _ = turn.words
    links = await turn.read(families.list_links, turn.person.id)
    lines = [_line(turn, number, link) for number, link in enumerate(links, 1)]
    ends = [
        button(_("✂️ End {number}", number=number), "famend", link.id) for number, link in enumerate(links, 1)
    ]
    await turn.show(
        _("👪 <b>My family</b>"),
        "\n".join(lines)
        or _("Nobody yet. You can look after a relative: log for them, and be told when something is wrong."),
        keyboard=rows(
            *grid(ends, width=3),
            button(_("➕ Without Telegram"), "addkin"),
            [button(_("🔒 Privacy"), "privacy"), button(_("☰ Menu"), "menu")],
        ),
    )


def _line(turn: Turn, number: int, link: Link) -> str:
    _ = turn.words
    helps = link.helper_id == turn.person.id
    said = (
        _("{number}. You look after <b>{name}</b>", number=number, name=link.person)
        if helps
        else _("{number}. <b>{name}</b> looks after you", number=number, name=link.helper)
    )
    may = [
        _("sees the readings") if link.may_see else "",
        _("is told when a number is dangerous") if link.told_of_alerts else "",
    ]
    return " · ".join(part for part in (said, *may) if part)


async def end(turn: Turn, link_id: int) -> None:
    _ = turn.words
    ended = await turn.do_then(UNMOVED, end_family_link, turn.person.id, link_id, now=turn.now)
    if not isinstance(ended, FamilyLinkEnded):
        await turn.toast(_("I cannot do that for you here."))
        return
    await turn.show(
        _(
            "✂️ Ended, from now on. Neither of you logs for the other or sees anything: {name}.",
            name=ended.other,
        ),
        keyboard=rows(button(_("👪 My family"), "family")),
    )


conversation = Conversation(
    commands={"family": show_family}, taps={"family": Tap(show_family), "famend": Tap(end, (row_id,))}
)
