"""`/volunteer`: offering to help one's neighbours, or recommending somebody. Makes nobody a volunteer."""

from actions.invite import InvitationMade
from actions.offer_to_volunteer import NoVillage, OfferMade, OfferStands, offer_to_volunteer
from actions.once import UNMOVED
from actions.recommend_volunteer import recommend_volunteer
from bot import links
from bot.conversation import Conversation, Tap
from bot.keyboards import button, rows
from bot.showing import inviting
from bot.turn import Turn


async def begin(turn: Turn) -> None:
    _ = turn.words
    await turn.leave_step()
    await turn.show(
        _("🙋 <b>Help your neighbours</b>"),
        _(
            "A volunteer looks in on neighbours, logs for those without a telephone and passes on notices. "
            "They see no number anybody measured."
        ),
        keyboard=rows(
            button(_("🙋 I want to be one"), "voloffer"),
            button(_("👍 I know somebody"), "volrec"),
            button(_("☰ Menu"), "menu"),
        ),
    )


async def offer(turn: Turn) -> None:
    _ = turn.words
    outcome = await turn.do_then(UNMOVED, offer_to_volunteer, turn.person.id, now=turn.now)
    if isinstance(outcome, NoVillage):
        await _say_no_village(turn)
    elif isinstance(outcome, OfferStands):
        already = _("You are a volunteer there already. Thank you!")
        await turn.show(already if outcome.already else _("You have offered already. You hear from me."))
    elif isinstance(outcome, OfferMade) and outcome.asked:
        await turn.show(
            _("Thank you! I have asked who looks after {area}. You hear from me.", area=outcome.area)
        )
    else:
        await turn.show(
            _("Thank you! Nobody looks after your village with me yet. Please ask at the village office.")
        )


async def recommend(turn: Turn) -> None:
    """The link, in a message of its own that can be passed on as it is."""
    _ = turn.words
    outcome = await turn.do_then(UNMOVED, recommend_volunteer, turn.person.id, now=turn.now)
    if isinstance(outcome, NoVillage):
        await _say_no_village(turn)
    elif isinstance(outcome, InvitationMade):
        address = links.to_start(await turn.voice.username(), f"{inviting.START_WORD}-{outcome.code}")
        day = _.day(outcome.expires_at.astimezone(turn.zone))
        await turn.show(
            _("Pass on the next message to one person. It works once, until {day}.", day=day),
            _("If they are willing, I ask who looks after the village."),
        )
        await turn.say(_("👍 I think you would be a good volunteer for our village:"), address)
    else:
        await turn.show(
            _("You have recommended several people already. Please wait until they have answered.")
        )


async def _say_no_village(turn: Turn) -> None:
    await turn.show(
        turn.words("I do not know your village yet. Please ask at your clinic or village office.")
    )


conversation = Conversation(
    commands={"volunteer": begin},
    taps={"volunteer": Tap(begin), "voloffer": Tap(offer), "volrec": Tap(recommend)},
)
