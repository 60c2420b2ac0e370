"""Who works in an area and below it, today; and a role that ends, or comes back. Gives none: an invitation does."""

from actions.end_role import RoleEnded, bring_role_back, end_role
from actions.once import UNMOVED
from bot.conversation import Conversation, Tap, row_id
from bot.keyboards import button, grid, rows
from bot.turn import Turn
from bot.words import vocabulary
from domain.authority import Deed, Origin
from storage import authority, people
from storage import grid as tree

MOST_SHOWN = 30


async def show(turn: Turn, area_id: int) -> None:
    _ = turn.words
    today = turn.now.date()
    place = await turn.read(tree.find_place, area_id) if await turn.may(Deed.GIVE_ROLES, area_id) else None
    if place is None:
        await turn.toast(_("I cannot do that for you here."))
        return
    workers = (await turn.read(tree.list_workers, area_id, today))[:MOST_SHOWN]
    lines = [
        _(
            "{number}. {name}: {role}, {area}, since {day}",
            number=number,
            name=one.name,
            role=_(vocabulary.ROLES[one.role]),
            area=one.area or _("everywhere"),
            day=_.day(one.since),
        )
        for number, one in enumerate(workers, 1)
    ]
    ends = [
        button(_("End {number}", number=number), "rolend", one.membership_id)
        for number, one in enumerate(workers, 1)
        if one.person_id != turn.person.id and one.origin is not Origin.SETTINGS
    ]
    await turn.show(
        _("👥 <b>Who works in {area}</b>", area=place.name),
        "\n".join(lines) or _("Nobody yet. Invite the first."),
        keyboard=rows(
            *grid(ends, width=4),
            [button(_("✉️ Invite"), "inv", area_id), button(_("‹ Back"), "area", area_id, 0)],
        ),
    )


async def end(turn: Turn, membership_id: int) -> None:
    _ = turn.words
    ended = await turn.do_then(UNMOVED, end_role, turn.person.id, membership_id, now=turn.now)
    if not isinstance(ended, RoleEnded):
        await turn.toast(_("I cannot do that for you here."))
        return
    await _set_menu(turn, ended.person_id)
    await turn.show(
        _(
            "{name} is no longer {role}, from now on. You can bring it back for ten minutes.",
            name=ended.name,
            role=_(vocabulary.ROLES[ended.role]),
        ),
        keyboard=rows(
            button(_("↩️ Bring it back"), "rolback", membership_id), button(_("🏘 The grid"), "areas")
        ),
    )


async def bring_back(turn: Turn, membership_id: int) -> None:
    _ = turn.words
    back = await turn.do_then(UNMOVED, bring_role_back, turn.person.id, membership_id, now=turn.now)
    if not isinstance(back, RoleEnded):
        await turn.toast(_("I cannot do that for you here."))
        return
    await _set_menu(turn, back.person_id)
    role = _(vocabulary.ROLES[back.role])
    await turn.show(
        _("↩️ {name} is {role} again.", name=back.name, role=role),
        keyboard=rows(button(_("🏘 The grid"), "areas")),
    )


async def _set_menu(turn: Turn, person_id: int) -> None:
    """The commands they see are those of the roles they hold now."""
    telegram_id = await turn.read(people.find_telegram_id, person_id)
    if telegram_id is not None:
        deeds = await turn.read(authority.list_deeds, person_id, turn.now.date())
        await turn.voice.set_menu_of(telegram_id, deeds)


conversation = Conversation(
    taps={
        "roster": Tap(show, (row_id,)),
        "rolend": Tap(end, (row_id,)),
        "rolback": Tap(bring_back, (row_id,)),
    }
)
