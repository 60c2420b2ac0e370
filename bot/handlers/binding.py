"""Which village a group is: said in the group by whoever runs it, confirmed by one of ours. Posts nothing there itself."""

from actions.ask_to_bind import GroupAsked, GroupIsVillage, ask_to_bind
from actions.decide_binding import BindingDecided, decide_binding
from actions.meet_group import meet_group
from actions.once import UNMOVED
from bot import membership
from bot.conversation import Conversation, Tap, page_number, row_id, row_or_none, switch
from bot.keyboards import A_PAGE, arrows, button, grid, rows
from bot.turn import Turn
from bot.words import group_words
from domain.authority import Deed
from storage import grid as tree
from storage import groups

BOUND = ("village", "grid")  # what a group can be


async def ask_village(turn: Turn) -> None:
    """`/bind` in a group: which village is it?"""
    _ = turn.words
    if not turn.in_group:
        await turn.say(_("Send /bind in the group of the village."))
        return
    ours = await turn.may_somewhere(Deed.CHANGE_GROUPS)
    if not ours and not await turn.voice.runs_group(turn.voice.chat_id):
        await turn.say(_("I cannot do that for you here."))
        return
    group = await _look_again(turn)
    if group is None:
        await turn.say(_("I cannot do that for you here."))
    elif group.area is not None and not await turn.may(Deed.CHANGE_GROUPS, group.area_id):
        await turn.say(
            _(
                "This group is {village} already. Whoever looks after the village can change that with /groups.",
                village=group.area,
            )
        )
    else:
        await choose(turn, group.id, 0, 0)


async def _look_again(turn: Turn) -> groups.Group | None:
    """The group, and what the bot may do there by now; one it came into while nobody listened is met here."""
    chat_id, title = turn.voice.chat_id, turn.voice.title
    place = await turn.voice.own_place_in(chat_id)
    if place is not None:
        standing = membership.standing_of(place, title)
        await turn.do_unrecorded(
            meet_group, chat_id, standing, by=turn.writer.id, at=turn.sent_at, now=turn.now
        )
    return await turn.read(groups.find_group_of_chat, chat_id)


async def choose(turn: Turn, group_id: int, area_id: int, page: int) -> None:
    """Walk down to the village. `area_id` 0: from where this person's part begins. Shows names of places only."""
    _ = turn.words
    places = await _places(turn, area_id)
    levels = await turn.read(tree.list_levels, [id_ for id_, _name in places])
    while len(places) == 1 and levels[places[0][0]] not in BOUND:
        area_id = places[0][0]
        places = await turn.read(tree.list_below, area_id)
        levels = await turn.read(tree.list_levels, [id_ for id_, _name in places])
    shown = places[page * A_PAGE : (page + 1) * A_PAGE]
    buttons = [
        button(name, "bindto", group_id, id_)
        if levels[id_] in BOUND
        else button(f"{name} ›", "bindat", group_id, id_, 0)
        for id_, name in shown
    ]
    pages = arrows("bindat", group_id, area_id, page=page, more=len(places) > (page + 1) * A_PAGE)
    await turn.show(
        _("Which village is this group?") if places else _("There is no village here yet."),
        keyboard=rows(
            *grid(buttons, width=2),
            pages,
            button(_("‹ From the beginning"), "bindat", group_id, 0, 0) if area_id else [],
        ),
    )


async def _places(turn: Turn, area_id: int) -> list[tuple[int, str]]:
    if area_id:
        return await turn.read(tree.list_below, area_id)
    if await turn.may_somewhere(Deed.CHANGE_GROUPS):
        return await turn.read(tree.list_tops, turn.person.id, Deed.CHANGE_GROUPS, turn.now.date())
    return await turn.read(tree.list_below, None)


async def bind(turn: Turn, group_id: int, area_id: int) -> None:
    _ = turn.words
    group = await turn.read(groups.find_group, group_id)
    runs_group = group is not None and await turn.voice.runs_group(group.telegram_id)
    outcome = await turn.do_then(
        UNMOVED, ask_to_bind, turn.person.id, group_id, area_id, runs_group=runs_group, now=turn.now
    )
    if isinstance(outcome, GroupIsVillage):
        await turn.show(
            _("✅ This group is {village} now.", village=outcome.village),
            *group_words.lacking(_, outcome.missing),
        )
    elif isinstance(outcome, GroupAsked):
        await turn.show(_asked(turn, outcome))
    else:
        await turn.toast(_("I cannot do that for you here."))


def _asked(turn: Turn, outcome: GroupAsked) -> str:
    _ = turn.words
    if outcome.asked:
        return _("I have asked who looks after {village}. You hear from me.", village=outcome.village)
    return _(
        "Nobody looks after {village} yet who could confirm it. Please ask at your county's health office.",
        village=outcome.village,
    )


async def decide(turn: Turn, request_id: int, accepted: int) -> None:
    _ = turn.words
    decided = await turn.do_then(
        UNMOVED, decide_binding, turn.person.id, request_id, accepted=bool(accepted), now=turn.now
    )
    if not isinstance(decided, BindingDecided):
        await turn.toast(_("This button does not work any more. Please try /menu"))
        return
    if not decided.accepted:
        await turn.show(
            _("All right, “{group}” is not {village}.", group=decided.group, village=decided.village)
        )
        return
    await turn.show(
        _("✅ “{group}” is {village} now.", group=decided.group, village=decided.village),
        keyboard=rows(button(_("👥 See this group"), "grp", decided.group_id)),
    )


conversation = Conversation(
    commands={"bind": ask_village},
    taps={
        "bindat": Tap(choose, (row_id, row_or_none, page_number)),
        "bindto": Tap(bind, (row_id, row_id)),
        "bindok": Tap(decide, (row_id, switch)),
    },
)
