"""Writing a notice, in private: its words, then whom it is for, by buttons that show at once how many that is."""

from aiogram.types import InlineKeyboardButton

from actions.aim_notice import NoticeAimed, aim_notice
from actions.draft_notice import draft_notice
from actions.once import UNMOVED
from bot.conversation import Conversation, Tap, page_number, row_id
from bot.keyboards import A_PAGE, arrows, button, grid, rows
from bot.showing import notice_audience, noticing
from bot.showing.notice_audience import ACTIVITIES, AGES, age_value, changed
from bot.turn import Turn
from bot.words import vocabulary
from bot.words.notice_audience_words import ages
from bot.words.vocabulary import mark
from domain.audience import Audience
from domain.authority import Deed
from domain.people import Language, Tag
from storage import audience, authority, notices
from storage import grid as tree
from storage.notices import Noticed

WRITING, AGING = "notice_words", "notice_ages"
MOST_BYTES_OF_A_FIELD = 24
ACTIVE = {
    "any": mark("It does not matter"),
    "a7": mark("Logged in 7 days"),
    "a30": mark("Logged in 30 days"),
    "s7": mark("Silent for 7 days"),
    "s14": mark("Silent for 14 days"),
    "s30": mark("Silent for 30 days"),
}


async def begin(turn: Turn) -> None:
    """`/notice`: what shall it say?"""
    _ = turn.words
    if turn.in_group or not await turn.may_somewhere(Deed.SEND_NOTICE):
        await turn.say(_("I cannot do that for you here."))
        return
    await turn.wait_for(WRITING)
    await turn.show(
        _("📢 <b>A new notice</b>"),
        _("Send me what it shall say: words, or a picture or a file with words under it."),
        _("Nobody gets it before you have seen it and said so."),
        keyboard=rows(button(_("‹ My notices"), "nlist", 0)),
        whole=True,
    )


async def take_words(turn: Turn) -> bool:
    if turn.text.startswith("/") or noticing.is_for_the_bot(turn):
        return False
    made = await turn.do_then(
        noticing.once_more(WRITING), draft_notice, turn.person.id, noticing.content_of(turn), now=turn.now
    )
    await noticing.go_on_with(turn, made)
    return True


async def choose_place(turn: Turn, notice_id: int, page: int) -> None:
    """Their own ground and what lies below it, and the areas above, which a second person has to agree to."""
    _ = turn.words
    found = await noticing.find_draft(turn, notice_id)
    if found is None:
        return
    own, above = await turn.read(notices.list_areas_to_address, turn.person.id, turn.now.date())
    up = (await turn.read(authority.list_area_and_above, found.area_id))[1:2]
    near = [one for one in dict.fromkeys([*up, *own, *above]) if one != found.area_id]
    below = await turn.read(tree.list_below, found.area_id)
    listed = [*await turn.read(notices.name_areas, near), *below]
    shown = listed[page * A_PAGE : (page + 1) * A_PAGE]
    await turn.show(
        _("📍 For which place? Now: <b>{area}</b>", area=found.area),
        keyboard=rows(
            *grid([button(name, "nset", notice_id, "area", id_) for id_, name in shown], width=2),
            _pages(page, len(listed), "narea", notice_id),
            button(_("‹ Back"), "nto", notice_id),
        ),
        whole=True,
    )


def _pages(page: int, number: int, verb: str, notice_id: int) -> list[InlineKeyboardButton]:
    return arrows(verb, notice_id, page=page, more=(page + 1) * A_PAGE < number)


async def choose_tags(turn: Turn, notice_id: int) -> None:
    _ = turn.words
    found = await noticing.find_draft(turn, notice_id)
    if found is None:
        return
    sensitive = await turn.may(Deed.SEE_SENSITIVE_TAGS, found.area_id)
    offered = [tag for tag in Tag if sensitive or not tag.is_sensitive]
    buttons = [
        button(_ticked(turn, vocabulary.TAGS[tag], tag in found.audience.tags), "nset", notice_id, "tag", tag)
        for tag in offered
    ]
    await turn.show(
        _("🏷 Only people of one of these groups:"),
        keyboard=rows(*grid(buttons, width=2), button(_("‹ Back"), "nto", notice_id)),
        whole=True,
    )


def _ticked(turn: Turn, label: str, is_on: bool) -> str:
    return f"✅ {turn.words(label)}" if is_on else str(turn.words(label))


async def choose_ages(turn: Turn, notice_id: int) -> None:
    _ = turn.words
    found = await noticing.find_draft(turn, notice_id)
    if found is None:
        return
    await turn.wait_for(AGING, notice=notice_id)
    buttons = [
        button(_age_label(turn, first, last), "nset", notice_id, "age", age_value(first, last))
        for first, last in AGES
    ]
    await turn.show(
        _("🎂 Of what age? Tap, or write it: <code>60-75</code>"),
        keyboard=rows(*grid(buttons, width=2), button(_("‹ Back"), "nto", notice_id)),
        whole=True,
    )


def _age_label(turn: Turn, first: int | None, last: int | None) -> str:
    if first is None and last is None:
        return str(turn.words("Any age"))
    return str(ages(turn.words, Audience(0, age_from=first, age_to=last)))


async def take_ages(turn: Turn) -> bool:
    said = notice_audience.typed_ages(turn.text)
    if said is None:
        return False
    await change(turn, int(str(turn.said["notice"])), "age", said)
    return True


async def choose_activity(turn: Turn, notice_id: int) -> None:
    _ = turn.words
    if await noticing.find_draft(turn, notice_id) is None:
        return
    buttons = [button(_(ACTIVE[one]), "nset", notice_id, "act", one) for one in ACTIVITIES]
    await turn.show(
        _("📅 Only people who …"),
        keyboard=rows(*grid(buttons, width=2), button(_("‹ Back"), "nto", notice_id)),
        whole=True,
    )


async def choose_language(turn: Turn, notice_id: int) -> None:
    _ = turn.words
    if await noticing.find_draft(turn, notice_id) is None:
        return
    buttons = [
        button(vocabulary.LANGUAGE_NAMES[one], "nset", notice_id, "lang", one.value) for one in Language
    ]
    await turn.show(
        _("🗣 Only people who read …"),
        keyboard=rows(
            buttons,
            button(_("It does not matter"), "nset", notice_id, "lang", "any"),
            button(_("‹ Back"), "nto", notice_id),
        ),
        whole=True,
    )


async def choose_groups(turn: Turn, notice_id: int, page: int) -> None:
    _ = turn.words
    found = await noticing.find_draft(turn, notice_id)
    if found is None:
        return
    groups = await turn.read(audience.list_groups_below, found.area_id)
    buttons = [
        button(f"✅ {title}" if id_ in found.audience.groups else title, "ngroup", notice_id, id_, page)
        for id_, title in groups[page * A_PAGE : (page + 1) * A_PAGE]
    ]
    await turn.show(
        _("🏘 Which groups? Without a tick: all of them."),
        keyboard=rows(
            *grid(buttons, width=1),
            _pages(page, len(groups), "ngroups", notice_id),
            button(_("All of them"), "nset", notice_id, "group", "all"),
            button(_("‹ Back"), "nto", notice_id),
        ),
        whole=True,
    )


async def tick_group(turn: Turn, notice_id: int, group_id: int, page: int) -> None:
    if await _change(turn, notice_id, "group", str(group_id)):
        await choose_groups(turn, notice_id, page)


async def change(turn: Turn, notice_id: int, field: str, value: str) -> None:
    """One tap: something of the audience, and back to how many that is."""
    if not await _change(turn, notice_id, field, value):
        return
    if field == "tag":
        await choose_tags(turn, notice_id)
    else:
        await noticing.show_audience(turn, notice_id)


async def _change(turn: Turn, notice_id: int, field: str, value: str) -> bool:
    found = await noticing.find_draft(turn, notice_id)
    if found is None:
        return False
    try:
        wanted = changed(found.audience, field, value)
    except (ValueError, KeyError):
        await turn.toast(turn.words("This button does not work any more. Please try /menu"))
        return False
    return await _aim(turn, found, wanted, urgent=found.urgent)


async def change_urgency(turn: Turn, notice_id: int, urgent: int) -> None:
    found = await noticing.find_draft(turn, notice_id)
    if found is not None and await _aim(turn, found, found.audience, urgent=bool(urgent)):
        await noticing.show_audience(turn, notice_id)


async def _aim(turn: Turn, found: Noticed, wanted: Audience, *, urgent: bool) -> bool:
    aimed = await turn.do_then(
        UNMOVED, aim_notice, turn.person.id, found.id, wanted, urgent=urgent, now=turn.now
    )
    if not isinstance(aimed, NoticeAimed):
        await turn.toast(turn.words("I cannot do that for you here."))
    return isinstance(aimed, NoticeAimed)


def short(text: str) -> str:
    if len(text.encode()) > MOST_BYTES_OF_A_FIELD:
        raise ValueError("nothing of ours is as long")
    return text


def switch(text: str) -> int:
    return {"0": 0, "1": 1}[text]


conversation = Conversation(
    commands={"notice": begin},
    taps={
        "nnew": Tap(begin),
        "nto": Tap(noticing.show_audience, (row_id,)),
        "narea": Tap(choose_place, (row_id, page_number)),
        "ntags": Tap(choose_tags, (row_id,)),
        "nages": Tap(choose_ages, (row_id,)),
        "nacts": Tap(choose_activity, (row_id,)),
        "nlangs": Tap(choose_language, (row_id,)),
        "ngroups": Tap(choose_groups, (row_id, page_number)),
        "ngroup": Tap(tick_group, (row_id, row_id, page_number)),
        "nset": Tap(change, (row_id, short, short)),
        "nurgent": Tap(change_urgency, (row_id, switch)),
    },
    answers={WRITING: take_words, AGING: take_ages},
)
