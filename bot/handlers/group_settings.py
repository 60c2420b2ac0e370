"""One village group: how it stands, when it gets its lesson, what is posted, unbinding it. Posts nothing itself."""

from actions.change_group_posts import GroupPostsChanged, change_group_posts
from actions.meet_group import meet_group
from actions.once import UNMOVED
from actions.set_group_lesson import GroupLessonSet, set_group_lesson
from actions.unbind_group import GroupUnbound, bind_group_again, unbind_group
from bot import membership
from bot.conversation import Conversation, Tap, page_number, row_id, switch
from bot.keyboards import Keyboard, button, grid, rows
from bot.turn import Turn
from bot.words import group_words
from bot.words.group_words import POSTS
from domain.authority import Deed
from domain.groups import LESSON_HOURS
from storage import groups, subscriptions
from storage.groups import Group


async def show_group(turn: Turn, group_id: int) -> None:
    group = await _group(turn, group_id)
    if group is not None:
        await _show(turn, group)


async def _group(turn: Turn, group_id: int) -> Group | None:
    """The group, if it is there and this person looks after its village; otherwise they are told no more than that."""
    group = await turn.read(groups.find_group, group_id)
    if group is None or not await turn.may(Deed.CHANGE_GROUPS, group.area_id):
        await turn.toast(turn.words("I cannot do that for you here."))
        return None
    return group


async def _show(turn: Turn, group: Group, said: str = "") -> None:
    _ = turn.words
    refused = await turn.read(subscriptions.list_unsubscribed, f"group:{group.id}")
    lesson = _(
        "📖 Lesson: {weekday}, {hour}:00",
        weekday=group_words.weekday(_, group.lesson_weekday),
        hour=group.lesson_hour,
    )
    await turn.show(
        said,
        _("👥 <b>{title}</b>\n🏡 {village}", title=group.title, village=group.area or _("no village yet")),
        *_state(turn, group),
        lesson if group.area is not None and "weekly_lesson" not in refused else "",
        keyboard=_buttons(turn, group, refused),
    )


def _state(turn: Turn, group: Group) -> list[str]:
    _ = turn.words
    if group.bot_status == "unreachable":
        return [_("❌ I cannot reach this group any more. Perhaps it was deleted.")]
    if not group.has_bot:
        return [_("❌ I am not in this group any more. Somebody has to add me again.")]
    return group_words.lacking(_, group.missing) or [_("✅ I may do everything I need there.")]


def _buttons(turn: Turn, group: Group, refused: frozenset[str]) -> Keyboard:
    _ = turn.words
    if group.area_id is None:
        return rows(button(_("🔄 Look again"), "grlook", group.id), button(_("‹ Back"), "groups"))
    posts = [
        button(
            f"{'🔕' if push in refused else '🔔'} {_(name)}", "grpost", group.id, push, int(push in refused)
        )
        for push, name in POSTS.items()
    ]
    return rows(
        [button(_("📅 Day of the lesson"), "grday", group.id), button(_("🕘 Its hour"), "grhour", group.id)],
        *posts,
        [button(_("🔄 Look again"), "grlook", group.id), button(_("🖨 Poster"), "posterof", group.area_id)],
        button(_("✂️ Not this village any more"), "grunb", group.id),
        button(_("‹ Back"), "groups"),
    )


async def look_again(turn: Turn, group_id: int) -> None:
    """Ask Telegram how the bot stands there now."""
    group = await _group(turn, group_id)
    if group is None:
        return
    place = await turn.voice.own_place_in(group.telegram_id)
    if place is not None:
        standing = membership.standing_of(place, group.title)
        await turn.do_unrecorded(
            meet_group, group.telegram_id, standing, by=turn.writer.id, at=turn.now, now=turn.now
        )
    await show_group(turn, group_id)


async def ask_day(turn: Turn, group_id: int) -> None:
    group = await _group(turn, group_id)
    if group is not None:
        _ = turn.words
        days = [
            button(group_words.weekday(_, day), "grset", group_id, day, group.lesson_hour) for day in range(7)
        ]
        await turn.show(
            _("On which day does the lesson come?"),
            keyboard=rows(*grid(days, width=4), button(_("‹ Back"), "grp", group_id)),
        )


async def ask_hour(turn: Turn, group_id: int) -> None:
    group = await _group(turn, group_id)
    if group is not None:
        _ = turn.words
        hours = [button(f"{hour}:00", "grset", group_id, group.lesson_weekday, hour) for hour in LESSON_HOURS]
        await turn.show(
            _("At what time does the lesson come?"),
            keyboard=rows(*grid(hours, width=4), button(_("‹ Back"), "grp", group_id)),
        )


async def set_lesson(turn: Turn, group_id: int, weekday: int, hour: int) -> None:
    outcome = await turn.do_then(
        UNMOVED, set_group_lesson, turn.person.id, group_id, weekday=weekday, hour=hour, now=turn.now
    )
    await _shown_again(turn, group_id, done=isinstance(outcome, GroupLessonSet))


async def change_posts(turn: Turn, group_id: int, push: str, wanted: int) -> None:
    group = await turn.read(groups.find_group, group_id)
    chat_id = group.telegram_id if group is not None else 0
    outcome = await turn.do_then(
        UNMOVED, change_group_posts, turn.person.id, chat_id, push, wanted=bool(wanted), now=turn.now
    )
    await _shown_again(turn, group_id, done=isinstance(outcome, GroupPostsChanged))


async def _shown_again(turn: Turn, group_id: int, *, done: bool) -> None:
    group = await _group(turn, group_id) if done else None
    if group is not None:
        await _show(turn, group, turn.words("✅ Changed."))
    elif not done:
        await turn.toast(turn.words("I cannot do that for you here."))


async def unbind(turn: Turn, group_id: int) -> None:
    _ = turn.words
    outcome = await turn.do_then(UNMOVED, unbind_group, turn.person.id, group_id, now=turn.now)
    if not isinstance(outcome, GroupUnbound):
        await turn.toast(_("I cannot do that for you here."))
        return
    await turn.show(
        _(
            "✂️ “{group}” is not {village} any more: I post nothing there. You can take that back for ten minutes.",
            group=outcome.group,
            village=outcome.village,
        ),
        keyboard=rows(button(_("↩️ Take it back"), "grback", group_id), button(_("👥 Groups"), "groups")),
    )


async def bind_again(turn: Turn, group_id: int) -> None:
    outcome = await turn.do_then(UNMOVED, bind_group_again, turn.person.id, group_id, now=turn.now)
    await _shown_again(turn, group_id, done=isinstance(outcome, GroupUnbound))


def post_name(text: str) -> str:
    """The name of a push to groups. Raises KeyError."""
    POSTS[text]
    return text


conversation = Conversation(
    taps={
        "grp": Tap(show_group, (row_id,)),
        "grlook": Tap(look_again, (row_id,)),
        "grday": Tap(ask_day, (row_id,)),
        "grhour": Tap(ask_hour, (row_id,)),
        "grset": Tap(set_lesson, (row_id, page_number, page_number)),
        "grpost": Tap(change_posts, (row_id, post_name, switch)),
        "grunb": Tap(unbind, (row_id,)),
        "grback": Tap(bind_again, (row_id,)),
    }
)
