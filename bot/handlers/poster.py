"""A village's QR code, for an administrator to print and hang up. Scanning it begins joining."""

import asyncio
from io import BytesIO

import segno

from bot import links
from bot.conversation import Conversation, Tap, row_id
from bot.keyboards import button, grid, rows
from bot.turn import Turn
from domain.authority import Deed
from storage import areas

PIXELS_A_DOT = 20  # sharp on a page of A4
QUIET_DOTS = 4  # the white edge a scanner needs (ISO/IEC 18004)


async def ask_village(turn: Turn) -> None:
    _ = turn.words
    if turn.in_group or not await turn.may_somewhere(Deed.CHANGE_GROUPS):
        await turn.say(_("I cannot do that for you here."))
        return
    villages = await turn.read(areas.list_areas, "village")
    buttons = [button(village.name, "posterof", village.id) for village in villages[:40]]
    await turn.show(_("A QR code for which village?"), keyboard=rows(*grid(buttons, width=2)))


async def send_poster(turn: Turn, area_id: int) -> None:
    _ = turn.words
    village = await turn.read(areas.find_area, area_id)
    if village is None or not await turn.may(Deed.CHANGE_GROUPS, area_id):
        await turn.toast(_("I cannot do that for you here."))
        return
    address = links.to_village(await turn.voice.username(), village.code)
    picture = await asyncio.to_thread(qr_code, address)
    said = _("Print this for {village}. Scanning it opens the chat and begins joining.", village=village.name)
    await turn.show_picture(picture, f"{said}\n{address}")


def qr_code(address: str) -> bytes:
    """A PNG; still readable with a quarter of it torn or wet (error correction Q)."""
    picture = BytesIO()
    segno.make_qr(address, error="q").save(picture, kind="png", scale=PIXELS_A_DOT, border=QUIET_DOTS)
    return picture.getvalue()


conversation = Conversation(commands={"poster": ask_village}, taps={"posterof": Tap(send_poster, (row_id,))})
