"""The screens of a notice that several conversations come back to: whom it is for, and how it goes. Changes nothing."""

from aiogram.types import InlineKeyboardButton

from bot import notice_audience_words, notice_words
from bot.keyboards import button, keyboard_of, rows
from bot.turn import Turn
from domain.authority import Deed
from domain.notices import NoticeState
from storage import audience, notice_receivers, notices
from storage.notices import Ground, Noticed


async def find_own(turn: Turn, notice_id: int) -> Noticed | None:
    """The notice, if this person wrote it; otherwise they are told no more than that."""
    found = None if turn.in_group else await turn.read(notices.find_notice, notice_id)
    if found is None or found.author_id != turn.person.id:
        await turn.toast(turn.words("I cannot do that for you here."))
        return None
    return found


async def find_draft(turn: Turn, notice_id: int) -> Noticed | None:
    """The same of one that is still a draft; of any other it is shown how it goes."""
    found = await find_own(turn, notice_id)
    if found is None or found.state is NoticeState.DRAFT:
        return found
    await show_card(turn, found)
    return None


async def show_audience(turn: Turn, notice_id: int) -> None:
    """Whom it is for, how many that is, and what can be changed of it."""
    _ = turn.words
    found = await find_draft(turn, notice_id)
    if found is None:
        return
    reach = await turn.read(audience.measure, found.audience, but=turn.person.id, at=turn.now)
    ground = await turn.read(notices.ground_of, turn.person.id, found.area_id, turn.now.date())
    may_be_urgent = await turn.may_somewhere(Deed.SEND_URGENT_NOTICE)
    second = found.urgent or ground is not Ground.OWN
    to_people, id_ = not found.audience.in_groups, found.id
    await turn.show(
        _("📢 <b>Whom is it for?</b>"),
        notice_audience_words.who(_, found),
        notice_audience_words.how_many(_, found.audience, reach, turn.now, turn.zone),
        _("🙋 A second person has to say yes before it leaves.") if second else "",
        keyboard=rows(
            [
                button(_("📍 Place"), "narea", id_, 0),
                button(_("🏘 To groups"), "nset", id_, "to", "groups")
                if to_people
                else button(_("👥 To people"), "nset", id_, "to", "people"),
            ],
            [button(_("🏷 Key groups"), "ntags", id_), button(_("🎂 Age"), "nages", id_)] if to_people else [],
            [button(_("📅 Activity"), "nacts", id_), button(_("🗣 Language"), "nlangs", id_)]
            if to_people
            else [button(_("🏘 Which groups"), "ngroups", id_, 0)],
            _urgency(turn, found) if may_be_urgent else [],
            button(_("👁 See it as they will"), "nview", id_),
            button(_("🗑 Throw it away"), "nstop", id_),
        ),
    )


def _urgency(turn: Turn, found: Noticed) -> list[InlineKeyboardButton]:
    label = turn.words("🔴 Urgent: yes") if found.urgent else turn.words("⚪️ Urgent: no")
    return [button(label, "nurgent", found.id, int(not found.urgent))]


async def show_card(turn: Turn, found: Noticed, said: str = "") -> None:
    """How it goes, and what can be done now."""
    _ = turn.words
    counts = await turn.read(notice_receivers.count_receivers, found.id)
    received = await turn.read(notices.count_receipts, found.id)
    await turn.show(
        said,
        notice_words.card(_, found, counts, received, turn.zone),
        keyboard=keyboard_of(notice_words.buttons(_, found, counts, turn.now)),
    )
