"""No more of one kind of message, or again: one tap on the message itself."""

from actions.once import UNMOVED
from actions.unsubscribe import subscribe_again, unsubscribe
from bot.conversation import Conversation, Tap
from bot.keyboards import button, rows
from bot.turn import Turn
from bot.words import vocabulary


def push_name(text: str) -> str:
    """The name of a push a person may end. Raises KeyError."""
    vocabulary.PUSHES[text]
    return text


async def end(turn: Turn, push: str) -> None:
    _ = turn.words
    await turn.do_then(UNMOVED, unsubscribe, turn.person.id, push, now=turn.now)
    await turn.show(
        _("🔕 All right, no more of: {what}.", what=_(vocabulary.PUSHES[push])),
        keyboard=rows(button(_("🔔 I want it again"), "resub", push)),
    )


async def resume(turn: Turn, push: str) -> None:
    _ = turn.words
    await turn.do_then(UNMOVED, subscribe_again, turn.person.id, push, now=turn.now)
    await turn.show(_("🔔 It comes again from the next time on: {what}.", what=_(vocabulary.PUSHES[push])))


conversation = Conversation(taps={"unsub": Tap(end, (push_name,)), "resub": Tap(resume, (push_name,))})
