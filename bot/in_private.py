"""Work in the grid is done in the private chat alone: in a group, a button leads there and nothing else is said."""

from bot import links
from bot.keyboards import link, rows
from bot.turn import Turn
from domain.authority import Deed


async def may_begin(turn: Turn, deed: Deed) -> bool:
    """Whether a command of this deed may begin here. If not, it is said: where to, or that they may not."""
    _ = turn.words
    if turn.in_group:
        address = links.to_private_chat(await turn.voice.username())
        await turn.say(_("This is between you and me:"), keyboard=rows(link(_("💬 Write to me"), address)))
        return False
    if not await turn.may_somewhere(deed):
        await turn.say(_("I cannot do that for you here."))
        return False
    await turn.leave_step()
    return True
