"""Two entries that look like one person, in private: side by side, made one, said to be two, or parted again."""

from actions.find_duplicates import DuplicatesFound, Likeness, find_duplicates
from actions.merge_persons import (
    BothOnTelegram,
    HoldsARole,
    KeptApart,
    MergeUndone,
    PersonsMerged,
    ask_again,
    keep_apart,
    merge_persons,
    undo_merge,
)
from actions.once import UNMOVED
from bot.conversation import Conversation, Tap, page_number, row_id, row_or_none
from bot.keyboards import Keyboard, arrows, button, rows
from bot.showing import placing
from bot.showing.placing import in_private
from bot.turn import Turn
from bot.words import card_words
from domain.authority import Deed
from storage import grid as tree

PAIRS, MERGE, APART, AGAIN, PART = "dups", "dupmerge", "dupapart", "dupagain", "duppart"


async def begin(turn: Turn) -> None:
    """`/duplicates`: those of the one place somebody looks after, or a choice of places."""
    if not await placing.may_begin(turn, Deed.MERGE_PERSONS):
        return
    await _begin(turn, 0)


async def show_place(turn: Turn, area_id: int, page: int) -> None:
    """`area_id` 0: where it begins."""
    if area_id:
        await _show_pair(turn, area_id, page)
    else:
        await _begin(turn, page)


async def _begin(turn: Turn, page: int) -> None:
    tops = await placing.list_tops(turn, Deed.MERGE_PERSONS)
    if len(tops) == 1:
        await _show_pair(turn, tops[0][0], 0)
    else:
        await _choose(turn, tops, page)


async def _choose(turn: Turn, places: list[tuple[int, str]], page: int, *, of: int = 0) -> None:
    _ = turn.words
    await turn.show(
        _("👥 <b>Entered twice?</b>"),
        _("Choose the place.") if places else _("There is no place yet."),
        keyboard=rows(*placing.choice(PAIRS, places, page, of=of), await _others(turn, of)),
    )


async def _others(turn: Turn, area_id: int) -> placing.Buttons:
    return await placing.others(turn, Deed.MERGE_PERSONS, PAIRS, area_id)


async def _show_pair(turn: Turn, area_id: int, page: int, said: str = "") -> None:
    _ = turn.words
    found = await turn.do_then(None, find_duplicates, turn.person.id, area_id, page=page, now=turn.now)
    if not isinstance(found, DuplicatesFound):
        await _refuse(turn)
    elif found.too_many:
        await _choose(turn, await turn.read(tree.list_below, area_id), page, of=area_id)
    elif found.pair is None:
        nobody = _("👥 <b>{place}</b>\nNobody here looks as if they were entered twice.", place=found.area)
        await turn.show(said, nobody, keyboard=await _keyboard(turn, found))
    else:
        heading = _(
            "👥 <b>{place}</b> · one person? {number} of {n}",
            place=found.area,
            number=found.page + 1,
            n=found.found,
        )
        one, other = found.pair
        await turn.show(
            said,
            heading,
            _told(turn, "1️⃣", one),
            _told(turn, "2️⃣", other),
            keyboard=await _keyboard(turn, found),
        )


def _told(turn: Turn, number: str, one: Likeness) -> str:
    _ = turn.words
    lines = [f"{number} {card_words.who(_, one.card, turn.now)}"]
    if one.logs is not None and one.last_log is not None:
        lines.append(_("✏️ {n} entries, the last on {day}", n=one.logs, day=_.day(one.last_log)))
    elif one.logs is not None:
        lines.append(_("✏️ Has never logged anything."))
    return "\n".join(lines)


async def _keyboard(turn: Turn, found: DuplicatesFound) -> Keyboard:
    """What can be done about the pair, the other pairs, and what was done lately."""
    _, area_id = turn.words, found.area_id
    ids = [one.card.id for one in found.pair or ()]
    earlier = [
        button(
            _("↩️ Part {name} again ({day})", name=one.name, day=_.day(one.at.astimezone(turn.zone))),
            PART,
            one.id,
            area_id,
        )
        for one in found.earlier
    ]
    return rows(
        [button(_("✅ One person: make it one"), MERGE, *ids, area_id)] if ids else [],
        [button(_("✋ Two people"), APART, *ids, area_id)] if ids else [],
        arrows(PAIRS, area_id, page=found.page, more=found.page + 1 < found.found),
        *earlier,
        await _others(turn, area_id),
    )


async def merge(turn: Turn, one_id: int, other_id: int, area_id: int) -> None:
    _ = turn.words
    merged = await turn.do_then(UNMOVED, merge_persons, turn.person.id, one_id, other_id, now=turn.now)
    back = button(_("‹ Back"), PAIRS, area_id, 0)
    match merged:
        case PersonsMerged():
            await turn.show(
                _(
                    "✅ {name} is one entry now: readings, points, reminders and visits are together.",
                    name=merged.name,
                ),
                _("If that was wrong, part them again: everything goes back to where it was."),
                keyboard=rows(button(_("↩️ Part them again"), PART, merged.merge_id, area_id), back),
            )
        case BothOnTelegram():
            await turn.show(
                _("Both write to me from a Telegram of their own, so I cannot make them one."),
                _(
                    "If it is one person: ask which one they want to keep, and to send /forget from the other. "
                    "What was logged there goes with it."
                ),
                keyboard=rows(back),
            )
        case HoldsARole():
            await turn.show(
                _(
                    "One of the two works in the grid. Their role has to be ended first, so that no right moves unseen."
                ),
                keyboard=rows(back),
            )
        case _:
            await turn.toast(_("This one is done already."))


async def say_two(turn: Turn, one_id: int, other_id: int, area_id: int) -> None:
    _ = turn.words
    apart = await turn.do_then(UNMOVED, keep_apart, turn.person.id, one_id, other_id, now=turn.now)
    if not isinstance(apart, KeptApart):
        await turn.toast(_("This one is done already."))
        return
    await turn.show(
        _("✋ Two people called {name}. I do not ask again.", name=apart.name),
        keyboard=rows(
            button(_("↩️ That was a mistake"), AGAIN, one_id, other_id, area_id),
            button(_("‹ Back"), PAIRS, area_id, 0),
        ),
    )


async def take_back_two(turn: Turn, one_id: int, other_id: int, area_id: int) -> None:
    _ = turn.words
    again = await turn.do_then(UNMOVED, ask_again, turn.person.id, one_id, other_id, now=turn.now)
    if not isinstance(again, KeptApart):
        await turn.toast(_("This one is done already."))
        return
    await turn.show(
        _("↩️ Taken back. {name} is as before.", name=again.name),
        keyboard=rows(button(_("‹ Back"), PAIRS, area_id, 0)),
    )


async def part(turn: Turn, merge_id: int, area_id: int) -> None:
    _ = turn.words
    parted = await turn.do_then(UNMOVED, undo_merge, turn.person.id, merge_id, now=turn.now)
    if not isinstance(parted, MergeUndone):
        await turn.toast(_("This one is done already."))
        return
    await turn.show(
        _("↩️ {name} is two entries again, each with what was its own.", name=parted.name),
        keyboard=rows(button(_("‹ Back"), PAIRS, area_id, 0)),
    )


async def _refuse(turn: Turn) -> None:
    """The same for what they may not see and for what is not there."""
    await turn.toast(turn.words("I cannot do that for you here."))


conversation = Conversation(
    commands={"duplicates": begin},
    taps={
        PAIRS: Tap(in_private(show_place), (row_or_none, page_number)),
        MERGE: Tap(in_private(merge), (row_id, row_id, row_id)),
        APART: Tap(in_private(say_two), (row_id, row_id, row_id)),
        AGAIN: Tap(in_private(take_back_two), (row_id, row_id, row_id)),
        PART: Tap(in_private(part), (row_id, row_id)),
    },
)
