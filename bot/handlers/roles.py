"""`/roles`: what each role may do, in plain words, and how many hold it. `/admin`: all of one's work as buttons."""

from bot import commands
from bot.conversation import Conversation, Tap
from bot.keyboards import A_PAGE, button, grid, rows
from bot.showing import placing
from bot.turn import Turn
from bot.words import vocabulary
from bot.words.deed_words import DEEDS
from domain.authority import Deed, Line, deeds_of, line_of
from domain.people import Role
from storage import authority, rosters

STAFF_ROLES = tuple(role for role in Role if role.is_staff)
LINES = {
    Line.PROFESSIONAL: vocabulary.mark("Professional line"),
    Line.ADMINISTRATIVE: vocabulary.mark("Administrative line"),
}


async def show_roles(turn: Turn) -> None:
    if not await placing.may_begin(turn, Deed.SEE_ROSTER):
        return
    await turn.leave_step()
    _ = turn.words
    lines = [
        _(
            "<b>{line}</b>: {roles}",
            line=_(said),
            roles=_.listed(_(vocabulary.ROLES[role]) for role in STAFF_ROLES if line_of(role) is line),
        )
        for line, said in LINES.items()
    ]
    buttons = [button(_(vocabulary.ROLES[role]), "role", role.value) for role in STAFF_ROLES]
    await turn.show(
        _("🪪 <b>Roles</b>"),
        "\n".join(lines),
        _("A role holds in its place and below it. Tap one to see what it may do."),
        keyboard=rows(*grid(buttons, width=2), button(_("👥 Who works where"), "pplall")),
    )


async def show_role(turn: Turn, role: Role) -> None:
    _ = turn.words
    if turn.in_group or not await turn.may_somewhere(Deed.SEE_ROSTER):
        await turn.toast(_("I cannot do that for you here."))
        return
    may = [f"• {_(said)}" for deed, said in DEEDS.items() if deed in deeds_of(role)]
    await turn.show(
        _("🪪 <b>{role}</b>", role=_(vocabulary.ROLES[role])),
        await _held(turn, role),
        _("May:"),
        "\n".join(may),
        keyboard=rows(button(_("👥 Who works where"), "pplall"), button(_("‹ Back"), "roles")),
    )


async def _held(turn: Turn, role: Role) -> str:
    """How many hold it, in each place whose roster this person may see."""
    _ = turn.words
    today = turn.now.date()
    told = []
    for area_id, name in (await placing.list_tops(turn, Deed.SEE_ROSTER))[:A_PAGE]:
        counts = await turn.read(rosters.count_roster, area_id, today)
        told.append(_("{area}: {n} hold it today", area=name, n=counts.get(role, 0)))
    return "\n".join(told)


async def show_work(turn: Turn) -> None:
    """`/admin`: the commands of the roles somebody holds, with a line each."""
    _ = turn.words
    if not await placing.may_begin(turn, Deed.SEE_FIGURES):
        return
    await turn.leave_step()
    work = commands.work_of(await turn.read(authority.list_deeds, turn.person.id, turn.now.date()))
    work.pop("admin", None)
    await turn.show(
        _("🗂 <b>Your work in the grid</b>"),
        _("Tap what you want to do."),
        keyboard=rows(*(button(_(said), "cmd", name) for name, said in work.items())),
    )


conversation = Conversation(
    commands={"roles": show_roles, "admin": show_work},
    taps={"roles": Tap(show_roles), "role": Tap(show_role, (Role,)), "admin": Tap(show_work)},
)
