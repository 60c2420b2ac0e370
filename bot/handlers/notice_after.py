"""What comes after a notice: again where it failed, back from everybody, a correction, who is silent, the report."""

import asyncio

from actions.correct_notice import correct_notice, may_correct
from actions.once import UNMOVED
from actions.recall_notice import NoticeRecalled, recall_notice
from actions.retry_notice import NoticeRetried, retry_notice
from actions.see_receivers import MissedSeen, NoticeReport, SilentSeen, export_notice, see_missed, see_silent
from bot.conversation import Conversation, Tap, page_number, row_id
from bot.files import notice_sheet
from bot.keyboards import arrows, button, rows
from bot.showing import noticing
from bot.turn import Turn
from bot.words import notice_words
from domain.notices import Move, recall_until
from storage import notice_receivers

CORRECTING = "notice_correction"


async def retry(turn: Turn, notice_id: int) -> None:
    await _retry(turn, notice_id, unknown=False)


async def retry_unsure(turn: Turn, notice_id: int) -> None:
    await _retry(turn, notice_id, unknown=True)


async def ask_unsure(turn: Turn, notice_id: int) -> None:
    """Before somebody perhaps gets it a second time, its author knows that."""
    _ = turn.words
    found = await noticing.find_own(turn, notice_id)
    if found is None:
        return
    counts = await turn.read(notice_receivers.count_receivers, notice_id)
    await turn.show(
        _("❓ Of {n} I do not know whether it arrived. Some may get it a second time.", n=counts.unknown),
        keyboard=rows(
            button(_("Send it to them again"), "nagain", notice_id), button(_("‹ Back"), "nshow", notice_id)
        ),
        whole=True,
    )


async def _retry(turn: Turn, notice_id: int, *, unknown: bool) -> None:
    _ = turn.words
    again = await turn.do_then(
        UNMOVED, retry_notice, turn.person.id, notice_id, unknown=unknown, now=turn.now
    )
    if not isinstance(again, NoticeRetried):
        await turn.toast(_("That cannot be done any more."))
    elif not again.failed + again.reachable:
        await turn.toast(_("Still nobody of them can be reached."), alert=True)
    await noticing.show_card(turn, notice_id)


async def ask_recall(turn: Turn, notice_id: int) -> None:
    _ = turn.words
    hand = await noticing.find(turn, notice_id)
    if hand is None:
        return
    until = recall_until(hand.notice.first_sent_at)
    if until is None or not hand.may(Move.RECALL) or not hand.notice.may_be_recalled(turn.now):
        await turn.toast(_("It cannot be taken back any more."), alert=True)
        return
    counts = await turn.read(notice_receivers.count_receivers, notice_id)
    await turn.show(
        _("↩️ Shall I delete it for all {n} who have it? This cannot be undone.", n=counts.sent),
        _("Telegram allows it until {moment}. Who read it has read it.", moment=_.moment(until, turn.zone)),
        keyboard=rows(
            button(_("↩️ Yes, take it back"), "nbackyes", notice_id), button(_("‹ Back"), "nshow", notice_id)
        ),
        whole=True,
    )


async def recall(turn: Turn, notice_id: int) -> None:
    back = await turn.do_then(UNMOVED, recall_notice, turn.person.id, notice_id, now=turn.now)
    if not isinstance(back, NoticeRecalled):
        await turn.toast(turn.words("It cannot be taken back any more."), alert=True)
    await noticing.show_card(turn, notice_id)


async def ask_correction(turn: Turn, notice_id: int) -> None:
    _ = turn.words
    if not may_correct(await noticing.find(turn, notice_id)):
        return
    await turn.wait_for(CORRECTING, notice=notice_id)
    await turn.show(
        _("✏️ Send me how it should be. Everybody who was to get the first gets this, as a reply to it."),
        _("Nobody gets it before you have seen it and said so."),
        keyboard=rows(button(_("‹ Back"), "nshow", notice_id)),
        whole=True,
    )


async def take_correction(turn: Turn) -> bool:
    if turn.text.startswith("/") or noticing.is_for_the_bot(turn):
        return False
    notice_id = int(str(turn.said["notice"]))
    made = await turn.do_then(
        noticing.once_more(CORRECTING, notice=notice_id),
        correct_notice,
        turn.person.id,
        notice_id,
        noticing.content_of(turn),
        now=turn.now,
    )
    await noticing.go_on_with(turn, made)
    return True


async def show_silent(turn: Turn, notice_id: int, page: int) -> None:
    """Names, a page at a time, of those whom this person may see; each page is written down."""
    _ = turn.words
    if turn.in_group:
        return
    seen = await turn.do_then(UNMOVED, see_silent, turn.person.id, notice_id, page=page, now=turn.now)
    if not isinstance(seen, SilentSeen):
        await turn.toast(_("I cannot do that for you here."))
        return
    lines = [
        _("{name} · {area}", name=name, area=area) if area else _("{text}", text=name)
        for name, area in seen.names
    ]
    pages = arrows("nwho", notice_id, page=page, more=seen.has_more)
    await turn.show(
        _("👀 <b>{n} have it and did not say so yet</b>", n=seen.silent),
        "\n".join(lines) or (_("Their names are not yours to see.") if seen.silent else ""),
        keyboard=rows(pages, button(_("‹ Back"), "nshow", notice_id)),
        whole=True,
    )


async def show_missed(turn: Turn, notice_id: int, page: int) -> None:
    """The same of those who do not have it, each with the reason: somebody has to tell them otherwise."""
    _ = turn.words
    if turn.in_group:
        return
    seen = await turn.do_then(UNMOVED, see_missed, turn.person.id, notice_id, page=page, now=turn.now)
    if not isinstance(seen, MissedSeen):
        await turn.toast(_("I cannot do that for you here."))
        return
    lines = [notice_words.missed_line(_, one) for one in seen.people]
    await turn.show(
        _("🚫 <b>{n} do not have it</b>", n=seen.missed),
        "\n".join(lines) or (_("Their names are not yours to see.") if seen.missed else ""),
        keyboard=rows(
            arrows("nnot", notice_id, page=page, more=seen.has_more), button(_("‹ Back"), "nshow", notice_id)
        ),
        whole=True,
    )


async def send_report(turn: Turn, notice_id: int) -> None:
    _ = turn.words
    hand = await noticing.find(turn, notice_id)
    if hand is None:
        return
    made = await turn.do_then(UNMOVED, export_notice, turn.person.id, notice_id, now=turn.now)
    if not isinstance(made, NoticeReport):
        await turn.toast(_("I cannot do that for you here."))
        return
    content, name = await asyncio.to_thread(notice_sheet.report, _, hand.notice, made, turn.zone)
    await turn.voice.send_file(content, name, _("📄 What became of the notice."))


conversation = Conversation(
    taps={
        "nretry": Tap(retry, (row_id,)),
        "nunsure": Tap(ask_unsure, (row_id,)),
        "nagain": Tap(retry_unsure, (row_id,)),
        "nback": Tap(ask_recall, (row_id,)),
        "nbackyes": Tap(recall, (row_id,)),
        "nfix": Tap(ask_correction, (row_id,)),
        "nwho": Tap(show_silent, (row_id, page_number)),
        "nnot": Tap(show_missed, (row_id, page_number)),
        "nfile": Tap(send_report, (row_id,)),
    },
    answers={CORRECTING: take_correction},
)
