"""Looking at what somebody measured: who may, and that it is written down. Shows nothing itself."""

from actions.look_at_data import look_at_data
from bot.turn import Turn


async def may_look(turn: Turn) -> bool:
    """Somebody else's readings are shown to whom they may, and that they looked is written down first."""
    if turn.subject is None:
        return True
    if not turn.may_see:
        _ = turn.words
        await turn.say(
            _("What {name} measured before is between them and the doctor.", name=turn.subject.name),
            _("What you logged last for them you can take back for ten minutes: /undo"),
        )
        return False
    await turn.do_unrecorded(
        look_at_data, turn.person.id, turn.subject.id, what="viewed_readings", now=turn.now
    )
    return True
