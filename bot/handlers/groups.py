"""The village groups of one's areas, in private: which there are, which lack something, which wait. Changes none."""

from bot.conversation import Conversation, Tap, page_number, row_id, row_or_none, switch
from bot.keyboards import A_PAGE, arrows, button, grid, rows
from bot.showing import placing
from bot.turn import Turn
from domain.authority import Deed
from domain.groups import WAITS_FOR
from storage import authority, groups
from storage import grid as tree
from storage.groups import Group

FEW = 8  # so many are listed at once; of more, one walks to the place first


async def begin(turn: Turn) -> None:
    """`/groups`: what waits for an answer, and where this person's groups are."""
    if not await placing.may_begin(turn, Deed.CHANGE_GROUPS):
        return
    await turn.leave_step()
    _ = turn.words
    today = turn.now.date()
    held = await turn.read(authority.list_areas_where, turn.person.id, Deed.CHANGE_GROUPS, today)
    tops = await turn.read(tree.list_tops, turn.person.id, Deed.CHANGE_GROUPS, today)
    waiting = await turn.read(groups.list_open_requests, held, turn.now - WAITS_FOR, at_most=5)
    unbound = await turn.read(groups.count_groups, None) if None in held else 0
    if len(tops) == 1 and not waiting and not unbound:
        await show_area(turn, tops[0][0], 0)
        return
    asked = [button(f"❔ {one.group} → {one.area}", "grask", one.id) for one in waiting]
    await turn.show(
        _("👥 <b>Groups</b>"),
        _("Some wait for your answer.") if waiting else "",
        _("Tap a place to see its groups.") if tops else _("There is no place yet."),
        keyboard=rows(
            *asked,
            *grid([button(name, "grarea", id_, 0) for id_, name in tops], width=2),
            button(_("Groups of no village yet ({n})", n=unbound), "grlist", 0, 0, 0) if unbound else [],
        ),
    )


async def show_request(turn: Turn, request_id: int) -> None:
    """The same question as in the message that asked it."""
    _ = turn.words
    asked = await turn.read(groups.find_request, request_id)
    if asked is None or asked.decided_at is not None or not await _may(turn, asked.area_id):
        await turn.toast(_("This button does not work any more. Please try /menu"))
        return
    await turn.show(
        _(
            "👥 {name} says that the group “{group}” is {village}. Is that so? Then I greet it and post there.",
            name=asked.asked_by_name,
            group=asked.group,
            village=asked.area,
        ),
        keyboard=rows(
            button(_("✅ Yes, that is the village"), "bindok", asked.id, 1),
            button(_("No, it is not"), "bindok", asked.id, 0),
            button(_("‹ Back"), "groups"),
        ),
    )


async def _may(turn: Turn, area_id: int | None) -> bool:
    return await turn.may(Deed.CHANGE_GROUPS, area_id)


async def show_area(turn: Turn, area_id: int, page: int) -> None:
    """How many groups there are in a place, and the way to each."""
    _ = turn.words
    place = await turn.read(tree.find_place, area_id) if await _may(turn, area_id) else None
    if place is None:
        await turn.toast(_("I cannot do that for you here."))
        return
    if place.groups <= FEW:
        await show_list(turn, area_id, 0, 0)
        return
    troubled = await turn.read(groups.count_groups, area_id, troubled=True)
    parts = await turn.read(groups.list_parts, area_id)
    shown = [
        button(f"{one.name} ({one.groups})", "grarea", one.area_id, 0)
        for one in parts[page * A_PAGE : (page + 1) * A_PAGE]
    ]
    above = place.parent_id
    up = button(_("‹ Back"), "grarea", above, 0) if above and await _may(turn, above) else None
    await turn.show(
        _("👥 <b>Groups in {area}</b>", area=place.name),
        _("{n} groups. In {m} something is missing.", n=place.groups, m=troubled),
        keyboard=rows(
            *grid(shown, width=2),
            arrows("grarea", area_id, page=page, more=(page + 1) * A_PAGE < len(parts)),
            button(_("⚠️ Something missing ({n})", n=troubled), "grlist", area_id, 1, 0) if troubled else [],
            button(_("All, one after another"), "grlist", area_id, 0, 0),
            up or [],
        ),
    )


async def show_list(turn: Turn, area_id: int, troubled: int, page: int) -> None:
    """The groups of a place one by one. `area_id` 0: those of no village, for who looks after everything."""
    _ = turn.words
    if not await _may(turn, area_id or None):
        await turn.toast(_("I cannot do that for you here."))
        return
    where = area_id or None
    total = await turn.read(groups.count_groups, where, troubled=bool(troubled))
    found = await turn.read(
        groups.list_groups, where, at_most=A_PAGE, after=page * A_PAGE, troubled=bool(troubled)
    )
    listed = [button(f"{_mark(one)} {one.area or '—'} · {one.title}", "grp", one.id) for one in found]
    await turn.show(
        _("👥 <b>Groups</b>"),
        _("Tap one to see how it stands.")
        if found
        else _("None yet. Add me to the village's group, and send /bind there."),
        keyboard=rows(
            *listed,
            arrows("grlist", f"{area_id}:{troubled}", page=page, more=(page + 1) * A_PAGE < total),
            button(_("‹ Back"), "groups"),
        ),
    )


def _mark(group: Group) -> str:
    if not group.has_bot:
        return "❌"
    return "⚠️" if group.missing else "✅"


conversation = Conversation(
    commands={"groups": begin},
    taps={
        "groups": Tap(begin),
        "grask": Tap(show_request, (row_id,)),
        "grarea": Tap(show_area, (row_id, page_number)),
        "grlist": Tap(show_list, (row_or_none, switch, page_number)),
    },
)
