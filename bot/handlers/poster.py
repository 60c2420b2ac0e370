"""`/poster`: a village's QR code on a page of A4, to print and hang up. Scanning it begins joining."""

import asyncio

from bot import links
from bot.conversation import Conversation, Tap, page_number, row_id, row_or_none
from bot.files import posters
from bot.keyboards import A_PAGE, arrows, button, grid, rows
from bot.showing import placing
from bot.turn import Turn
from domain.authority import Deed
from storage import areas
from storage import grid as tree

JOINED = ("village", "grid")  # what people say they live in


async def begin(turn: Turn) -> None:
    """`/poster`: of which village?"""
    if await placing.may_begin(turn, Deed.CHANGE_GROUPS):
        await turn.leave_step()
        await choose(turn, 0, 0)


async def choose(turn: Turn, area_id: int, page: int) -> None:
    """Walk down to it. `area_id` 0: from where this person's part of the grid begins."""
    _ = turn.words
    if area_id and not await turn.may(Deed.CHANGE_GROUPS, area_id):
        await turn.toast(_("I cannot do that for you here."))
        return
    places = await _places(turn, area_id)
    levels = await turn.read(tree.list_levels, [id_ for id_, _name in places])
    shown = [
        button(name, "posterof", id_) if levels[id_] in JOINED else button(f"{name} ›", "pst", id_, 0)
        for id_, name in places[page * A_PAGE : (page + 1) * A_PAGE]
    ]
    await turn.show(
        _("A poster for which village?") if places else _("There is no village here yet."),
        keyboard=rows(
            *grid(shown, width=2),
            arrows("pst", area_id, page=page, more=(page + 1) * A_PAGE < len(places)),
            button(_("‹ From the beginning"), "pst", 0, 0) if area_id else [],
        ),
    )


async def _places(turn: Turn, area_id: int) -> list[tuple[int, str]]:
    if area_id:
        return await turn.read(tree.list_below, area_id)
    tops = await placing.list_tops(turn, Deed.CHANGE_GROUPS)
    levels = await turn.read(tree.list_levels, [id_ for id_, _name in tops])
    if len(tops) == 1 and levels[tops[0][0]] not in JOINED:
        return await turn.read(tree.list_below, tops[0][0])
    return tops


async def send_poster(turn: Turn, area_id: int) -> None:
    _ = turn.words
    village = await turn.read(areas.find_area, area_id)
    if village is None or turn.in_group or not await turn.may(Deed.CHANGE_GROUPS, area_id):
        await turn.toast(_("I cannot do that for you here."))
        return
    address = links.to_village(await turn.voice.username(), village.code)
    made = await asyncio.to_thread(
        posters.poster,
        village.name,
        address,
        title=_("Health grid"),
        lines=[
            _("Scan it with your phone and join"),
            _("Measure · learn · earn points"),
            _("Need help? Ask your volunteer"),
        ],
        language=turn.language[:2],
    )
    said = _("Print this for {village}. Scanning it opens the chat and begins joining.", village=village.name)
    by_hand = _("I have no letter for: {letters}. Please write it in by hand.", letters=made.unknown)
    await turn.show_picture(made.png, "\n".join([said, *([by_hand] if made.unknown else []), address]))
    await turn.voice.send_file(made.pdf, f"poster-{village.code}.pdf", _("The same to print, on A4."))


conversation = Conversation(
    commands={"poster": begin},
    taps={"pst": Tap(choose, (row_or_none, page_number)), "posterof": Tap(send_poster, (row_id,))},
)
