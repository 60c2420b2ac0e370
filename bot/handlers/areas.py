"""The tree of the grid, walked by buttons, in private: what lies below, who is there, what an administrator changes."""

from actions.add_area import AreaAdded, WrongArea
from actions.change_areas import (
    AreaChanged,
    AreaInUse,
    bring_area_back,
    end_area,
    grow_area,
    note_population,
    rename_area,
)
from actions.once import UNMOVED
from bot.conversation import Conversation, Tap, page_number, row_id, row_or_none
from bot.keyboards import A_PAGE, arrows, button, grid, rows
from bot.turn import Turn
from bot.words import vocabulary
from domain.areas import LEVELS, LONGEST_NAME, may_lie_below
from domain.authority import Deed, missing_from_team
from domain.people import plain_name
from storage import grid as tree
from storage.grid import Place

NAMING, RENAMING, COUNTING = "area_naming", "area_renaming", "area_counting"
MOST_DIGITS = 8  # of a number of people


async def show_tops(turn: Turn) -> None:
    """`/areas`: where this person's part of the grid begins."""
    _ = turn.words
    if turn.in_group or not await turn.may_somewhere(Deed.CHANGE_AREAS):
        await turn.say(_("I cannot do that for you here."))
        return
    await turn.leave_step()
    tops = await turn.read(tree.list_tops, turn.person.id, Deed.CHANGE_AREAS, turn.now.date())
    everywhere = await turn.may(Deed.CHANGE_AREAS, None)
    await turn.show(
        _("🏘 <b>The grid</b>"),
        _("Tap a place to see what is in it.")
        if tops
        else _("There is no place yet. Add the first one: your county, perhaps."),
        keyboard=rows(
            *grid([button(name, "area", id_, 0) for id_, name in tops], width=2),
            button(_("➕ Add a place"), "aradd", 0) if everywhere else [],
        ),
    )


async def show_area(turn: Turn, area_id: int, page: int) -> None:
    place = await _place(turn, area_id)
    if place is not None:
        await turn.leave_step()
        await _show(turn, place, page)


async def _place(turn: Turn, area_id: int) -> Place | None:
    """The area, if it is there and this person looks after it; otherwise they are told no more than that."""
    place = await turn.read(tree.find_place, area_id) if await turn.may(Deed.CHANGE_AREAS, area_id) else None
    if place is None:
        await turn.toast(turn.words("I cannot do that for you here."))
    return place


async def _show(turn: Turn, place: Place, page: int = 0, said: str = "") -> None:
    _ = turn.words
    below = await turn.read(tree.list_below, place.id)
    shown = [button(name, "area", id_, 0) for id_, name in below[page * A_PAGE : (page + 1) * A_PAGE]]
    pages = arrows("area", place.id, page=page, more=(page + 1) * A_PAGE < len(below))
    up = button(_("‹ Back"), "area", place.parent_id, 0) if place.parent_id else button(_("‹ Back"), "areas")
    await turn.show(
        said,
        _("🏘 <b>{name}</b> · {level}", name=place.name, level=_(vocabulary.LEVELS[place.level])),
        await _told(turn, place),
        keyboard=rows(
            *grid(shown, width=2),
            pages,
            [button(_("👥 Who works here"), "roster", place.id), button(_("✉️ Invite"), "inv", place.id)],
            [button(_("➕ Add below"), "aradd", place.id), button(_("✏️ Rename"), "arname", place.id)],
            [button(_("📋 Filed people"), "arpop", place.id), button(_("🗑 End"), "arend", place.id)],
            button(_("🏛 Health committee"), "arcom", place.id) if place.level == "village" else [],
            up,
        ),
    )


async def _told(turn: Turn, place: Place) -> str:
    _ = turn.words
    filed = (
        _("Filed people: {number} ({day})", number=place.filed, day=_.day(place.filed_as_of))
        if place.filed is not None and place.filed_as_of is not None
        else _("Filed people: not noted yet")
    )
    lacking = missing_from_team(await turn.read(tree.roles_for, place.id, turn.now.date()))
    missing = _.listed(_(vocabulary.ROLES[role]) for role in lacking)
    team = (
        _("The 4+N team still needs: {roles}", roles=missing) if lacking else _("The 4+N team is complete.")
    )
    here = _("With the bot: people {people}, groups {groups}", people=place.residents, groups=place.groups)
    told = [here, filed, await _committee(turn, place), team]
    return "\n".join(line for line in told if line)


async def _committee(turn: Turn, place: Place) -> str:
    """Of a village its own; of a wider place, how many of its villages have one."""
    _ = turn.words
    if place.level == "village":
        since = place.committee_since
        return (
            _("🏛 Health committee since {day}", day=_.full_day(since))
            if since
            else _("🏛 No health committee noted")
        )
    some, every = await turn.read(tree.count_committees, place.id)
    if not every:
        return ""
    return _("🏛 Health committees: in {some} of {every} villages", some=some, every=every)


async def ask_level(turn: Turn, under_id: int) -> None:
    """`under_id` 0: a first place, above which there is none."""
    _ = turn.words
    place = await turn.read(tree.find_place, under_id) if under_id else None
    if not await turn.may(Deed.CHANGE_AREAS, under_id or None) or (under_id and place is None):
        await turn.toast(_("I cannot do that for you here."))
        return
    levels = [level for level in LEVELS if place is None or may_lie_below(level, place.level)]
    levels.sort(key=lambda level: place is not None and level == place.level)  # the rare one last
    buttons = [button(_(vocabulary.LEVELS[level]), "arlevel", under_id, level) for level in levels]
    back = button(_("‹ Back"), "area", under_id, 0) if under_id else button(_("‹ Back"), "areas")
    await turn.show(_("What kind of place is it?"), keyboard=rows(*grid(buttons, width=2), back))


async def ask_name(turn: Turn, under_id: int, level: str) -> None:
    await turn.wait_for(NAMING, under=under_id, level=level)
    await turn.show(turn.words("What is it called? Send me its name."))


async def ask_new_name(turn: Turn, area_id: int) -> None:
    place = await _place(turn, area_id)
    if place is not None:
        await turn.wait_for(RENAMING, area=area_id)
        await turn.show(turn.words("What shall {name} be called? Send me the new name.", name=place.name))


async def ask_population(turn: Turn, area_id: int) -> None:
    place = await _place(turn, area_id)
    if place is not None:
        await turn.wait_for(COUNTING, area=area_id)
        await turn.show(
            turn.words("How many people have a health file in {name}? Send me the number.", name=place.name)
        )


async def take_name(turn: Turn) -> bool:
    _ = turn.words
    name = plain_name(turn.text)[:LONGEST_NAME]
    if not name or turn.text.startswith("/"):
        return False
    under = int(str(turn.said["under"])) or None
    level, zone = str(turn.said["level"]), turn.settings.timezone
    try:
        added = await turn.do(grow_area, turn.person.id, under, name, level, zone, now=turn.now)
    except WrongArea:
        added = None
    if isinstance(added, AreaAdded):
        await _changed(turn, added.area_id, _("✅ {name} is added.", name=name))
    else:
        await turn.say(_("I cannot do that for you here."))
    return True


async def take_new_name(turn: Turn) -> bool:
    _ = turn.words
    name = plain_name(turn.text)[:LONGEST_NAME]
    if not name or turn.text.startswith("/"):
        return False
    area_id = int(str(turn.said["area"]))
    renamed = await turn.do(rename_area, turn.person.id, area_id, name, now=turn.now)
    if isinstance(renamed, AreaChanged):
        await _changed(turn, area_id, _("✅ It is called {name} now.", name=name))
    else:
        await turn.say(_("I cannot do that for you here."))
    return True


async def take_population(turn: Turn) -> bool:
    _ = turn.words
    digits = turn.text.strip().replace(",", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= MOST_DIGITS):
        await turn.say(_("Please send a whole number, like <code>1200</code>."))
        return True
    area_id = int(str(turn.said["area"]))
    noted = await turn.do(note_population, turn.person.id, area_id, int(digits), now=turn.now)
    if isinstance(noted, AreaChanged):
        await _changed(turn, area_id, _("✅ Noted, as of today."))
    else:
        await turn.say(_("I cannot do that for you here."))
    return True


async def _changed(turn: Turn, area_id: int, said: str) -> None:
    place = await turn.read(tree.find_place, area_id)
    if place is not None:
        await _show(turn, place, said=said)


async def end(turn: Turn, area_id: int) -> None:
    _ = turn.words
    ended = await turn.do_then(UNMOVED, end_area, turn.person.id, area_id, now=turn.now)
    if isinstance(ended, AreaInUse):
        await turn.toast(
            _("People, roles, groups or places are still in it. They have to go first."), alert=True
        )
    elif isinstance(ended, AreaChanged):
        await turn.show(
            _("🗑 {name} is ended. You can bring it back for ten minutes.", name=ended.name),
            keyboard=rows(button(_("↩️ Bring it back"), "arback", area_id), button(_("🏘 The grid"), "areas")),
        )
    else:
        await turn.toast(_("I cannot do that for you here."))


async def bring_back(turn: Turn, area_id: int) -> None:
    _ = turn.words
    back = await turn.do_then(UNMOVED, bring_area_back, turn.person.id, area_id, now=turn.now)
    if isinstance(back, AreaChanged):
        await _changed(turn, area_id, _("↩️ {name} is back.", name=back.name))
    else:
        await turn.toast(_("I cannot do that for you here."))


def level_of(text: str) -> str:
    return LEVELS[LEVELS.index(text)]


conversation = Conversation(
    commands={"areas": show_tops},
    taps={
        "areas": Tap(show_tops),
        "area": Tap(show_area, (row_id, page_number)),
        "aradd": Tap(ask_level, (row_or_none,)),
        "arlevel": Tap(ask_name, (row_or_none, level_of)),
        "arname": Tap(ask_new_name, (row_id,)),
        "arpop": Tap(ask_population, (row_id,)),
        "arend": Tap(end, (row_id,)),
        "arback": Tap(bring_back, (row_id,)),
    },
    answers={NAMING: take_name, RENAMING: take_new_name, COUNTING: take_population},
)
