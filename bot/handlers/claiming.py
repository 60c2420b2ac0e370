"""The code with which somebody without Telegram takes their record over, once they have it. Joining takes it in."""

from actions.give_claim_code import ClaimCodeGiven, give_claim_code
from actions.once import UNMOVED
from bot import links
from bot.conversation import Conversation, Tap, row_id
from bot.showing import claims
from bot.showing.placing import in_private
from bot.turn import Turn


async def give(turn: Turn, subject_id: int) -> None:
    """Digits to be read out, and a link to be passed on. Told once; the next code ends this one."""
    _ = turn.words
    given = await turn.do_then(UNMOVED, give_claim_code, turn.person.id, subject_id, now=turn.now)
    if not isinstance(given, ClaimCodeGiven):
        await turn.toast(_("I cannot do that for you here."))
        return
    username = await turn.voice.username()
    day = _.day(given.expires_at.astimezone(turn.zone))
    await turn.say(
        _("🔑 The code for {name}: <code>{code}</code>", name=given.name, code=given.code),
        _(
            "Only for {name}. On their own telephone they open @{bot} and send:",
            name=given.name,
            bot=username,
        ),
        f"<code>/claim {given.code}</code>",
        _("It works once, until {day}. All that was logged stays with them.", day=day),
    )
    address = links.to_start(username, f"{claims.START_WORD}-{given.code}")
    await turn.say(_("Or pass on this link to {name}:", name=given.name), address)


conversation = Conversation(taps={"claimgive": Tap(in_private(give), (row_id,))})
