"""What any handler may meet: a person who cannot be answered alone in a group, or who never agreed. Decides nothing else."""

from actions.care_for import NotTheirs
from actions.log_reading import NoConsent
from bot.conversation import Handler
from bot.handlers import village_group
from bot.showing import screens, unkept
from bot.turn import Turn
from bot.voice import NotForGroups


async def guarded(turn: Turn, handler: Handler) -> None:
    """What every handler may meet in a group: that this one person cannot be answered alone there."""
    try:
        await _consented(turn, handler)
    except NotForGroups:
        await village_group.lead_to_private_chat(turn)
        if turn.resident is not None:
            # What it did is done once; this time its answer is said where only they read it.
            turn.voice.go_private()
            await _consented(turn, handler)


async def _consented(turn: Turn, handler: Handler) -> None:
    try:
        await handler(turn)
    except NoConsent:
        await screens.say_no_consent(turn, *unkept.advice(turn))
    except NotTheirs:
        await turn.say(turn.words("I cannot do that for you here."))
