"""The button that starts seven days of measuring at home."""

from actions.once import UNMOVED
from actions.start_series import start_series
from bot.conversation import Conversation, Tap
from bot.turn import Turn


async def start(turn: Turn) -> None:
    _ = turn.words
    started = await turn.do_then(UNMOVED, start_series, turn.person.id, now=turn.now)
    await turn.say(
        _("🏠 Good. For seven days I remind you at 7 in the morning and 7 in the evening."),
        _("Each time sit quietly for five minutes, then measure twice, a minute apart."),
        _("The first time: {when}.", when=_.moment(started.first, turn.zone)),
    )


conversation = Conversation(taps={"series": Tap(start)})
