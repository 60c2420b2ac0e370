"""What an invitation says to the one who opens it, in joining and after. Gives nobody a role."""

from bot.keyboards import Keyboard, button, rows
from bot.turn import Turn
from bot.words import vocabulary
from domain.authority import Origin
from storage import invitations
from storage.invitations import Invited

START_WORD = "i"


def code_in(text: str) -> str:
    """The code of an invitation's link in `/start i-<code>`; empty when there is none."""
    word = text.partition(" ")[2].strip()
    return word.removeprefix(f"{START_WORD}-") if word.startswith(f"{START_WORD}-") else ""


async def show_invitation(turn: Turn, code: str, *, by: int) -> None:
    """What it is to, and yes or no. Used, expired, one's own or made up: one line that tells nothing. `by`: who opens it."""
    _ = turn.words
    found = await turn.read(invitations.find_by_code, code)
    if found is None or not found.is_open(turn.now) or found.made_by == by:
        await turn.say(_("This invitation cannot be used. Please ask whoever sent it for a new one."))
        return
    if found.origin is Origin.RECOMMENDED:
        await turn.say(
            _(
                "👍 {name} thinks you would be a good {what}.",
                name=found.made_by_name,
                what=what(turn, found),
            ),
            _("Say yes, and I ask who looks after the village. Then it begins."),
            keyboard=_answers(turn, found.id, code),
        )
        return
    await turn.say(
        _("✉️ {name} invites you to be {what}.", name=found.made_by_name, what=what(turn, found)),
        _("Say yes, and they are asked whether you are the person they meant. Then it begins."),
        keyboard=_answers(turn, found.id, code),
    )


def _answers(turn: Turn, invitation_id: int, code: str) -> Keyboard:
    _ = turn.words
    yes = button(_("✅ Yes, I will"), "itake", invitation_id, code)
    return rows(yes, button(_("No, not now"), "menu"))


def what(turn: Turn, found: Invited) -> str:
    """`village doctor, 清溪村`."""
    _ = turn.words
    area = found.area or _("everywhere")
    return _("{role}, {area}", role=_(vocabulary.ROLES[found.role]), area=area)
