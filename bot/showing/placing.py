"""Choosing the place one works in, by buttons: where one's part of the grid begins, and what lies below. Shows nobody."""

from collections.abc import Awaitable, Callable, Sequence

from aiogram.types import InlineKeyboardButton

from bot import links
from bot.keyboards import A_PAGE, arrows, button, grid, link, rows
from bot.turn import Turn
from domain.authority import Deed
from storage import grid as tree

Buttons = list[InlineKeyboardButton]


async def may_begin(turn: Turn, deed: Deed) -> bool:
    """Whether somebody works in the grid and in the private chat; if not, they are told what there is to tell."""
    _ = turn.words
    if turn.in_group:
        address = links.to_private_chat(await turn.voice.username())
        await turn.say(_("This is between you and me:"), keyboard=rows(link(_("💬 Write to me"), address)))
        return False
    if not await turn.may_somewhere(deed):
        await turn.say(_("I cannot do that for you here."))
        return False
    return True


def in_private(handler: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    """A tap that does something in the private chat only."""

    async def guarded(turn: Turn, *arguments: object) -> None:
        if turn.in_group:
            await turn.toast(turn.words("I cannot do that for you here."))
        else:
            await handler(turn, *arguments)

    return guarded


async def list_tops(turn: Turn, deed: Deed) -> list[tuple[int, str]]:
    """The places in which somebody may do this, as far up as they may."""
    return await turn.read(tree.list_tops, turn.person.id, deed, turn.now.date())


async def others(turn: Turn, deed: Deed, verb: str, area_id: int) -> Buttons:
    """The way to other places, where there are any."""
    tops = await list_tops(turn, deed) if area_id else []
    if not tops or [one for one, _name in tops] == [area_id]:
        return []
    return [button(turn.words("‹ Other places"), verb, 0, 0)]


def choice(verb: str, places: Sequence[tuple[int, str]], page: int, *, of: int) -> list[Buttons]:
    """A button for each place, eight a page. `of`: the place they lie below; 0 for those where it begins."""
    shown = places[page * A_PAGE : (page + 1) * A_PAGE]
    buttons = [button(name, verb, area_id, 0) for area_id, name in shown]
    return [*grid(buttons, width=2), arrows(verb, of, page=page, more=(page + 1) * A_PAGE < len(places))]
