"""Notices, mine and those of others where I help: how each one goes, what can be done; and the tap of whoever has one."""

from collections.abc import Awaitable, Callable, Sequence

from aiogram.types import InlineKeyboardButton

from actions.confirm_notice import NoticeConfirmed, confirm_notice
from actions.hold_notice import NoticeHeld, pause_notice, resume_notice, stop_notice
from actions.not_allowed import NotAllowed
from actions.once import UNMOVED
from bot.conversation import Conversation, Tap, page_number, row_id
from bot.keyboards import A_PAGE, arrows, button, grid, rows
from bot.showing import noticing
from bot.turn import Turn
from bot.wording import Html
from bot.words import notice_words
from domain.authority import Deed
from storage import notice_rights, notices
from storage.notices import Noticed


async def list_all(turn: Turn) -> None:
    """`/notices`: mine; for whoever writes none, those of others."""
    if await turn.may_somewhere(Deed.SEND_NOTICE):
        await show_page(turn, 0)
    else:
        await show_others(turn, 0)


async def show_page(turn: Turn, page: int) -> None:
    """Mine, newest first."""
    _ = turn.words
    if turn.in_group or not await turn.may_somewhere(Deed.SEND_NOTICE):
        await turn.say(_("I cannot do that for you here."))
        return
    await turn.leave_step()
    first = page * A_PAGE
    found = await turn.read(notices.list_notices_of, turn.person.id, first=first, at_most=A_PAGE + 1)
    lines = [_line(turn, number, one) for number, one in enumerate(found[:A_PAGE], first + 1)]
    await turn.show(
        _("📢 <b>My notices</b>"),
        "\n".join(lines) or _("None yet."),
        keyboard=rows(
            *_numbers(found, first),
            arrows("nlist", page=page, more=len(found) > A_PAGE),
            button(_("👥 Notices of others"), "nhere", 0),
            button(_("📢 Write a notice"), "nnew"),
        ),
        whole=True,
    )


async def show_others(turn: Turn, page: int) -> None:
    """What others sent to the places this person looks after, newest first."""
    _ = turn.words
    if turn.in_group or not await turn.may_somewhere(Deed.SEE_NOTICES):
        await turn.say(_("I cannot do that for you here."))
        return
    await turn.leave_step()
    first, today = page * A_PAGE, turn.now.date()
    found = await turn.read(
        notice_rights.list_of_others, turn.person.id, today, first=first, at_most=A_PAGE + 1
    )
    lines = [_line_of_another(turn, number, one) for number, one in enumerate(found[:A_PAGE], first + 1)]
    writes = await turn.may_somewhere(Deed.SEND_NOTICE)
    await turn.show(
        _("👥 <b>What others sent in my area</b>"),
        "\n".join(lines) or _("None yet."),
        keyboard=rows(
            *_numbers(found, first),
            arrows("nhere", page=page, more=len(found) > A_PAGE),
            [button(_("‹ My notices"), "nlist", 0)] if writes else [],
        ),
        whole=True,
    )


def _numbers(found: Sequence[Noticed], first: int) -> list[list[InlineKeyboardButton]]:
    shown = enumerate(found[:A_PAGE], first + 1)
    return grid([button(str(number), "nshow", one.id) for number, one in shown], width=4)


def _line(turn: Turn, number: int, found: Noticed) -> str:
    _ = turn.words
    return _(
        "{number}. {mark} {day} {title} · {area}",
        number=number,
        mark=notice_words.mark_of(found),
        day=_.day(found.made_at.astimezone(turn.zone)),
        title=notice_words.title(_, found),
        area=found.area,
    )


def _line_of_another(turn: Turn, number: int, found: Noticed) -> str:
    """With who wrote it."""
    line = _line(turn, number, found)
    return turn.words("{line} · {name}", line=Html(line), name=found.author)


async def show(turn: Turn, notice_id: int) -> None:
    await noticing.show_card(turn, notice_id)


async def read(turn: Turn, notice_id: int) -> None:
    """The notice itself, as its readers have it."""
    hand = await noticing.find(turn, notice_id)
    if hand is not None:
        content, back = hand.notice.content, button(turn.words("‹ Back"), "nshow", notice_id)
        await turn.voice.say_again(
            notice_words.as_read(turn.words, hand.notice).text,
            photo=content.photo,
            document=content.document,
            keyboard=rows(back),
        )


def _holding(action: Callable[..., NoticeHeld | NotAllowed]) -> Callable[[Turn, int], Awaitable[None]]:
    """What a button does that pauses, goes on or stops, and then shows how it stands."""

    async def handle(turn: Turn, notice_id: int) -> None:
        held = await turn.do_then(UNMOVED, action, turn.person.id, notice_id, now=turn.now)
        if not isinstance(held, NoticeHeld):
            await turn.toast(turn.words("That cannot be done any more."))
        await noticing.show_card(turn, notice_id)

    return handle


async def confirm(turn: Turn, notice_id: int) -> None:
    """Somebody has it. In private the button says so from then on; in a group it stays for the others."""
    _ = turn.words
    if turn.resident is None:
        await turn.toast(_("✅ Thank you!"))
        return
    group = turn.voice.chat_id if turn.in_group else None
    confirmed = await turn.do_then(
        UNMOVED, confirm_notice, turn.person.id, notice_id, group=group, now=turn.now
    )
    if not isinstance(confirmed, NoticeConfirmed):
        found = None if turn.in_group else await turn.read(notices.find_notice, notice_id)
        is_author = found is not None and found.author_id == turn.person.id
        await turn.toast(
            _("Your readers tap here.")
            if is_author
            else _("This button does not work any more. Please try /menu")
        )
        return
    await turn.toast(_("✅ Thank you, noted."))
    if not turn.in_group:
        await turn.voice.change_keyboard(
            rows(
                [
                    button(_("✅ You have received it"), "nrec", notice_id),
                    button(_("✍️ Answer"), "nans", notice_id),
                ]
            )
        )


conversation = Conversation(
    commands={"notices": list_all},
    taps={
        "nlist": Tap(show_page, (page_number,)),
        "nhere": Tap(show_others, (page_number,)),
        "nshow": Tap(show, (row_id,)),
        "nread": Tap(read, (row_id,)),
        "npause": Tap(_holding(pause_notice), (row_id,)),
        "ngo": Tap(_holding(resume_notice), (row_id,)),
        "nstop": Tap(_holding(stop_notice), (row_id,)),
        "nrec": Tap(confirm, (row_id,), open_to_strangers=True),
    },
)
