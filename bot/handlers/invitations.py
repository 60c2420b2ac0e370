"""Invitations to a role: made for an area, opened by a link, confirmed by whoever made them."""

from actions.decide_invitation import InvitationDecided, decide_invitation
from actions.invite import InvitationMade, invite
from actions.once import UNMOVED
from actions.take_invitation import InvitationTaken, take_invitation
from bot import links
from bot.conversation import Conversation, Tap, row_id, switch
from bot.keyboards import button, grid, rows
from bot.showing import inviting
from bot.turn import Turn
from bot.words import vocabulary
from domain.authority import Deed
from domain.invitations import INVITED
from domain.people import Role
from storage import areas, authority, people


async def choose_role(turn: Turn, area_id: int) -> None:
    """Which role? Asked only where this person gives roles."""
    _ = turn.words
    area = await turn.read(areas.find_area, area_id)
    if area is None or not await turn.may(Deed.GIVE_ROLES, area_id):
        await turn.toast(_("I cannot do that for you here."))
        return
    roles = [button(_(vocabulary.ROLES[role]), "invrole", area_id, role.value) for role in INVITED]
    await turn.show(
        _("✉️ Invite somebody to help in {area}. As what?", area=area.name),
        keyboard=rows(*grid(roles, width=2), button(_("‹ Back"), "area", area_id, 0)),
    )


async def make_link(turn: Turn, area_id: int, role: Role) -> None:
    """The link, in a message of its own that can be passed on as it is."""
    _ = turn.words
    made = await turn.do_then(UNMOVED, invite, turn.person.id, role, area_id, now=turn.now)
    area = await turn.read(areas.find_area, area_id)
    if not isinstance(made, InvitationMade) or area is None:
        await turn.toast(_("I cannot do that for you here."))
        return
    address = links.to_start(await turn.voice.username(), f"{inviting.START_WORD}-{made.code}")
    await turn.show(
        _(
            "Pass on the next message to one person. It works once, until {day}.",
            day=_.day(made.expires_at.astimezone(turn.zone)),
        ),
        _("When they say yes, I ask you whether it is really them."),
        keyboard=rows(button(_("‹ Back"), "area", area_id, 0)),
    )
    await turn.say(
        _("✉️ You are invited to be {role}, {area}:", role=_(vocabulary.ROLES[role]), area=area.name), address
    )


async def open_link(turn: Turn) -> None:
    await inviting.show_invitation(turn, inviting.code_in(turn.text), by=turn.person.id)


async def take(turn: Turn, invitation_id: int, code: str) -> None:
    _ = turn.words
    taken = await turn.do_then(UNMOVED, take_invitation, turn.person.id, invitation_id, code, now=turn.now)
    if not isinstance(taken, InvitationTaken):
        await turn.show(_("This invitation cannot be used. Please ask whoever sent it for a new one."))
        return
    if taken.recommended:
        area = taken.area or _("everywhere")
        await turn.show(_("Thank you! I have asked who looks after {area}. You hear from me.", area=area))
        return
    await turn.show(
        _("Thank you! I have asked {name} to confirm. You hear from me then.", name=taken.invited_by)
    )


async def decide(turn: Turn, invitation_id: int, accepted: int) -> None:
    _ = turn.words
    decided = await turn.do_then(
        UNMOVED, decide_invitation, turn.person.id, invitation_id, accepted=bool(accepted), now=turn.now
    )
    if not isinstance(decided, InvitationDecided):
        await turn.toast(_("This button does not work any more. Please try /menu"))
        return
    role = _(vocabulary.ROLES[decided.role])
    if not decided.accepted:
        await turn.show(_("All right, {name} gets no role.", name=decided.name))
        return
    telegram_id = await turn.read(people.find_telegram_id, decided.person_id)
    if telegram_id is not None:
        deeds = await turn.read(authority.list_deeds, decided.person_id, turn.now.date())
        await turn.voice.set_menu_of(telegram_id, deeds)
    area = decided.area or _("everywhere")
    await turn.show(_("✅ {name} is {role} now, {area}.", name=decided.name, role=role, area=area))


def code_of(text: str) -> str:
    """The code of a link, as a button carries it. Raises ValueError."""
    if not 1 <= len(text) <= 32:
        raise ValueError("no invitation has this code")
    return text


conversation = Conversation(
    taps={
        "inv": Tap(choose_role, (row_id,)),
        "invrole": Tap(make_link, (row_id, Role)),
        "itake": Tap(take, (row_id, code_of)),
        "iconf": Tap(decide, (row_id, switch)),
    },
    starts={inviting.START_WORD: open_link},
)
