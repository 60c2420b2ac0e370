"""The screens of a notice that several conversations come back to: whom it is for, and how it goes. Changes nothing."""

from collections.abc import Callable, Iterator

from aiogram.types import InlineKeyboardButton

from actions.draft_notice import NothingSaid, NoticeDrafted, TooLong
from actions.not_allowed import NotAllowed
from actions.once import Step
from bot.keyboards import button, keyboard_of, rows
from bot.showing import unkept
from bot.turn import Turn
from bot.words import notice_audience_words, notice_words
from domain.authority import Deed
from domain.notices import NoticeState
from storage import audience, notice_receivers, notice_rights, notices
from storage.notice_rights import InHand
from storage.notices import Content, Ground, Noticed

LONGEST_READING = 20  # characters
Drafted = NoticeDrafted | TooLong | NothingSaid | NotAllowed


async def find(turn: Turn, notice_id: int) -> InHand | None:
    """The notice, if it is this person's to see; otherwise they are told no more than that."""
    today = turn.now.date()
    hand = None
    if not turn.in_group:
        hand = await turn.read(notice_rights.find_in_hand, turn.person.id, notice_id, today)
    if hand is None:
        await turn.toast(turn.words("I cannot do that for you here."))
    return hand


async def find_own(turn: Turn, notice_id: int) -> Noticed | None:
    """The same of one that this person wrote."""
    hand = await find(turn, notice_id)
    if hand is not None and not hand.wrote:
        await turn.toast(turn.words("I cannot do that for you here."))
        return None
    return None if hand is None else hand.notice


async def find_draft(turn: Turn, notice_id: int) -> Noticed | None:
    """The same of one that is still a draft; of any other it is shown how it goes."""
    found = await find_own(turn, notice_id)
    if found is None or found.state is NoticeState.DRAFT:
        return found
    await show_card(turn, notice_id)
    return None


async def show_audience(turn: Turn, notice_id: int) -> None:
    """Whom it is for, how many that is, and what can be changed of it."""
    _ = turn.words
    found = await find_draft(turn, notice_id)
    if found is None:
        return
    reach = await turn.read(audience.measure, audience.whom(found, turn.now))
    ground = await turn.read(notices.ground_of, turn.person.id, found.area_id, turn.now.date())
    may_be_urgent = await turn.may_somewhere(Deed.SEND_URGENT_NOTICE)
    second = found.urgent or ground is not Ground.OWN
    await turn.show(
        _("📢 <b>Whom is it for?</b>")
        if found.corrects_id is None
        else _("✏️ <b>A correction, for everybody who was to get the first.</b>"),
        notice_audience_words.who(_, found),
        notice_audience_words.how_many(_, found.audience, reach, turn.now, turn.zone),
        _("🙋 A second person has to say yes before it leaves.") if second else "",
        keyboard=rows(
            *_changes(turn, found, may_be_urgent),
            button(_("👁 See it as they will"), "nview", found.id),
            button(_("🗑 Throw it away"), "nstop", found.id),
        ),
        whole=True,
    )


def _changes(turn: Turn, found: Noticed, may_be_urgent: bool) -> Iterator[list[InlineKeyboardButton]]:
    """What can be chosen; a correction goes to the receivers of what it corrects."""
    _, id_ = turn.words, found.id
    if found.corrects_id is not None:
        return
    place = button(_("📍 Place"), "narea", id_, 0)
    if found.audience.in_groups:
        yield [place, button(_("👥 To people"), "nset", id_, "to", "people")]
        yield [button(_("🏘 Which groups"), "ngroups", id_, 0)]
    else:
        yield [place, button(_("🏘 To groups"), "nset", id_, "to", "groups")]
        yield [button(_("🏷 Key groups"), "ntags", id_), button(_("🎂 Age"), "nages", id_)]
        yield [button(_("📅 Activity"), "nacts", id_), button(_("🗣 Language"), "nlangs", id_)]
    if may_be_urgent:
        yield _urgency(turn, found)


def _urgency(turn: Turn, found: Noticed) -> list[InlineKeyboardButton]:
    label = turn.words("🔴 Urgent: yes") if found.urgent else turn.words("⚪️ Urgent: no")
    return [button(label, "nurgent", found.id, int(not found.urgent))]


async def show_card(turn: Turn, notice_id: int, said: str = "") -> None:
    """How it goes, and what can be done now."""
    _ = turn.words
    hand = await find(turn, notice_id)
    if hand is None:
        return
    counts = await turn.read(notice_receivers.count_receivers, notice_id)
    received = await turn.read(notices.count_receipts, notice_id)
    await turn.show(
        said,
        notice_words.card(_, hand.notice, counts, received, turn.zone, wrote=hand.wrote),
        keyboard=keyboard_of(notice_words.buttons(_, hand, counts, turn.now)),
        whole=True,
    )


def content_of(turn: Turn) -> Content:
    """What a message says that may become a notice."""
    photo, document = getattr(turn.event, "photo", None), getattr(turn.event, "document", None)
    return Content(
        turn.text.strip(), photo[-1].file_id if photo else None, document.file_id if document else None
    )


def once_more(step: str, **said: object) -> Callable[[Drafted], Step | None]:
    """The same question again, where what came cannot be sent."""
    return lambda made: Step(step, said) if isinstance(made, TooLong | NothingSaid) else None


async def go_on_with(turn: Turn, made: Drafted) -> None:
    """Whom it is for, or what is wrong with it."""
    _ = turn.words
    if isinstance(made, NoticeDrafted):
        await show_audience(turn, made.notice_id)
    elif isinstance(made, TooLong):
        await turn.say(_("That is too long. {n} characters fit. Please send it shorter.", n=made.most))
    elif isinstance(made, NothingSaid):
        await turn.say(_("I can pass on words, a picture or a file. Please send one of these."))
    else:
        await turn.say(_("I cannot do that for you here."))


def is_for_the_bot(turn: Turn) -> bool:
    """Health first: a lone reading or a cry for help is no notice, whatever was asked for."""
    return len(turn.text) <= LONGEST_READING and unkept.comes_first(turn)
