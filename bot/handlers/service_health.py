"""`/health`: how the service itself is doing, in private, for administrators. Mends nothing."""

from bot.conversation import Conversation, Tap
from bot.keyboards import button, rows
from bot.showing.placing import in_private
from bot.turn import Turn
from bot.words import health_words
from domain.authority import Deed
from storage import due
from storage.service_state import read_service


async def show(turn: Turn) -> None:
    _ = turn.words
    if turn.in_group or not await turn.may_somewhere(Deed.SEE_SERVICE):
        await turn.say(_("I cannot do that for you here."))
        return
    await turn.leave_step()
    pushes = await turn.read(due.list_pushes)
    state = await turn.read(read_service, pushes, turn.now)
    await turn.show(
        _("🩹 <b>How the service is doing</b>, {at}", at=_.moment(turn.now, turn.zone)),
        "\n".join(health_words.lines(_, state, turn.now, turn.zone)),
        keyboard=rows(button(_("🔄 Look again"), "health")),
    )


conversation = Conversation(commands={"health": show}, taps={"health": Tap(in_private(show))})
